import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_ACCESS } from '../../../src/access/commands.js';
import { acceptConfiguration } from '../../../src/app/access/accept.js';
import { admission } from '../../../src/app/access/admission.js';
import { runDue } from '../../../src/app/schedule/run-schedule.js';
import { waitingAlerts } from '../../../src/app/status/status.js';
import { silentLogger } from '../../../src/base/logger.js';
import { type HttpReceiver, httpReceiver, type SmtpReceiver, smtpReceiver } from '../../alerts/receivers.js';
import { type Enrolled, enrol } from '../../support/enrolled.js';
import { type SmallService, smallService } from '../../support/small-service.js';

const LINES = "schedule:\n  - { job: classify, cron: '0 12 * * *' }\n";

let desk: HttpReceiver;
let attacker: SmtpReceiver;
let service: SmallService;
let boss: Enrolled;
let yaml: string;
let accepted: string;
beforeEach(async () => {
  desk = await httpReceiver();
  attacker = await smtpReceiver();
  const hook = `{ id: desk, name: 運用担当, webhook: { url: '${desk.url}', secretFile: webhook.key } }`;
  service = await smallService({}, (given) =>
    given.replace('  contacts: []', `  contacts:\n    - ${hook}`).replace(/^schedule:\n( {2}- .*\n)*/m, LINES),
  );
  await writeFile(join(service.dir, 'webhook.key'), 'a-secret-of-the-receiver\n');
  boss = await enrol(service.dir, { clock: service.clock });
  // The alert about the enrolment itself.
  expect(told()).toEqual(['privileged-command']);
  desk.received.length = 0;
  yaml = join(service.dir, 'kimitsu.yaml');
  accepted = await readFile(yaml, 'utf8');
});
afterEach(() => Promise.all([desk.close(), attacker.close()]));

const edit = (change: (yaml: string) => string) => writeFile(yaml, change(accepted));
const contactsOf = (lines: string) => (given: string) => given.replace(/ {2}contacts:\n {4}- .*\n/, lines);
/** Sends what is in a file of the host to a server of one's own, as the password of the user. */
const stealing = (given: string): string => {
  const smtp = `host: 127.0.0.1, port: ${attacker.port}, security: none, from: a@example.jp, user: a`;
  const contact = '{ id: desk, name: 運用担当, mail: [a@example.jp] }';
  return contactsOf(`  contacts:\n    - ${contact}\n  smtp: { ${smtp}, passwordFile: approver.pem }\n`)(given);
};
const silent = contactsOf('  contacts: []\n');

function give(command: string, withCode = true): Promise<unknown> {
  const code = withCode ? boss.stepUp().at(-1) : undefined;
  const credentials = { name: async () => boss.name, secret: async () => boss.secret, code: async () => code };
  const admit = admission({ command, access: COMMAND_ACCESS[command]!, args: [], options: {}, credentials });
  const work = command === 'access accept' ? acceptConfiguration : async () => undefined;
  return service.open<unknown>(work, { lock: 'exclusive', admit });
}

const due = () =>
  runDue(service.dir, {
    signal: new AbortController().signal,
    logger: silentLogger,
    clock: service.clock,
    timer: { wait: async () => undefined },
  });

const told = (): string[] => desk.received.map(({ body }) => JSON.parse(body).event);
const changed = { code: 'access/configuration-changed' };

const noted = () =>
  service.open(
    async ({ ports }) => {
      const details: unknown[] = [];
      for await (const { detail } of ports.catalog.auditOf('access.configuration-refused')) details.push(detail);
      return details;
    },
    { admit: async ({ actor }) => ({ actor }) },
  );

const loseCopy = () =>
  service.open(({ ports }) =>
    ports.catalog.saveDocument(
      { kind: 'access', id: 'configuration', parentId: undefined, body: { settings: {}, files: {} } },
      [],
    ),
  );

describe('B2-3-1: an edited configuration that nobody has accepted', () => {
  it.each(['classify', 'read', 'erase'])('sends nothing anywhere else when %s is refused', async (command) => {
    await edit(stealing);
    await expect(give(command)).rejects.toMatchObject(changed);
    expect(attacker.messages).toEqual([]);
    expect(told()).toContain('configuration-changed');
  });

  it('nor when it is accepted without a code; with one it counts from then on', async () => {
    await edit(stealing);
    await expect(give('access accept', false)).rejects.toMatchObject({ code: 'access/no-code' });
    expect(told()).toEqual(['access-refused']);
    // Those who are told so far hear of the acceptance too.
    await give('access accept');
    expect(told()).toEqual(['access-refused', 'privileged-command']);
    expect(attacker.messages).toEqual([]);
    await expect(give('erase', false)).rejects.toMatchObject({ code: 'access/no-code' });
    expect(attacker.messages).toHaveLength(1);
  });

  it('nor by the schedule, whose timetable stays the accepted one', async () => {
    await due();
    await edit((given) => stealing(given).replace('0 12 * * *', '0 13 * * *'));
    service.clock.advance(24 * 3_600_000);
    expect(await due()).toMatchObject([{ job: 'classify', result: 'failed', ...changed }]);
    expect(attacker.messages).toEqual([]);
    expect(told()).toEqual(['configuration-changed', 'run-failed']);
  });

  it('does not silence the alert about itself, and the audit log says it once of each edit', async () => {
    await edit(silent);
    for (const command of ['classify', 'classify', 'read']) await expect(give(command)).rejects.toMatchObject(changed);
    await expect(service.open(async () => undefined)).rejects.toMatchObject(changed);
    expect(told().filter((event) => event === 'configuration-changed')).toHaveLength(1);
    expect(await noted()).toMatchObject([{ digest: expect.stringMatching(/^[0-9a-f]{64}$/), settings: 4 }]);
    await edit((given) => given.replace('waitingDays: 30', 'waitingDays: 7'));
    await expect(give('classify')).rejects.toMatchObject(changed);
    expect(await noted()).toMatchObject([{ settings: 1 }, { settings: 4 }]);
  });

  it('without an unaltered copy of the accepted one alerts wait, and go where they belong later', async () => {
    await loseCopy();
    await edit(stealing);
    for (const command of ['classify', 'erase']) await expect(give(command)).rejects.toMatchObject(changed);
    await expect(due()).rejects.toMatchObject(changed);
    expect([attacker.messages, told()]).toEqual([[], []]);
    expect((await waitingAlerts(service.dir)).length).toBeGreaterThan(0);
    expect(await noted()).toMatchObject([{ settings: null }]);
    await writeFile(yaml, accepted);
    await expect(give('erase', false)).rejects.toMatchObject({ code: 'access/no-code' });
    expect(told()).toEqual(['configuration-changed', 'destructive-refused', 'destructive-refused']);
    expect(attacker.messages).toEqual([]);
  });

  it('nor is another authority taken for the one that the mail server is known by', async () => {
    const own = await smtpReceiver();
    const smtp = `host: 127.0.0.1, port: ${own.port}, security: none, from: a@example.jp, caFile: ca.pem`;
    const contact = '{ id: desk, name: 運用担当, mail: [a@example.jp] }';
    await writeFile(join(service.dir, 'ca.pem'), own.ca);
    await edit(contactsOf(`  contacts:\n    - ${contact}\n  smtp: { ${smtp} }\n`));
    await give('access accept');
    try {
      await expect(give('erase', false)).rejects.toMatchObject({ code: 'access/no-code' });
      expect(own.messages).toHaveLength(1);
      await writeFile(join(service.dir, 'ca.pem'), attacker.ca);
      await expect(give('erase')).rejects.toMatchObject(changed);
      expect(own.messages).toHaveLength(1);
      expect((await waitingAlerts(service.dir)).length).toBeGreaterThan(0);
    } finally {
      await own.close();
    }
  });

  it('an edited name of the service hides behind no invalid acceptance', async () => {
    await edit((given) => stealing(given).replaceAll('test-centre', 'other-centre'));
    for (const work of [() => give('classify'), () => give('read'), due])
      await expect(work()).rejects.toMatchObject({ code: 'config/other-service' });
    expect([attacker.messages, told()]).toEqual([[], []]);
    await writeFile(yaml, accepted);
    expect(await noted()).toMatchObject([{ settings: null, acceptedAt: null }]);
    await give('classify');
  });
});
