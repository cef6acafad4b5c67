import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeAt } from '../../../src/access/second-factor.js';
import { confirmFactor, prepareFactor } from '../../../src/app/access/enroll.js';
import type { AuditEntry } from '../../../src/ports/catalog.js';
import { type HttpReceiver, httpReceiver } from '../../alerts/receivers.js';
import { type SmallService, smallService } from '../../support/small-service.js';

const NAME = 'ichi';
const SECRET = 'first secret of all';

describe('B1-1-1: the first code of a factor is guarded as every other', () => {
  let desk: HttpReceiver;
  let service: SmallService;
  let totp: string;
  let accountId: string;
  beforeEach(async () => {
    desk = await httpReceiver();
    const hook = `{ id: desk, name: 運用担当, webhook: { url: '${desk.url}', secretFile: webhook.key } }`;
    service = await smallService({}, (yaml) => yaml.replace('  contacts: []', `  contacts:\n    - ${hook}`));
    await writeFile(join(service.dir, 'webhook.key'), 'a-secret-of-the-receiver\n');
    const prepared = await service.open((open) => prepareFactor(open, { name: NAME, secret: SECRET }));
    accountId = prepared.accountId;
    totp = new URL(prepared.uri ?? '').searchParams.get('secret') ?? '';
  });
  afterEach(() => desk.close());

  const right = () => codeAt(totp, service.clock.now());
  const confirm = (given: { secret?: string; code?: string; name?: string }) =>
    service.open((open) => confirmFactor(open, { name: NAME, secret: SECRET, code: right(), ...given }));
  const told = () => desk.received.map(({ body }) => JSON.parse(body).event);
  const audited = (action: string): Promise<AuditEntry[]> =>
    service.open(async ({ ports }) => {
      const entries: AuditEntry[] = [];
      for await (const entry of ports.catalog.auditOf(action)) entries.push(entry);
      return entries;
    });

  it.each`
    what                  | given                 | code                     | whose
    ${'a wrong secret'}   | ${{ secret: 'x' }}    | ${'access/wrong-secret'} | ${true}
    ${'a wrong code'}     | ${{ code: '000000' }} | ${'access/wrong-code'}   | ${true}
    ${'a name not there'} | ${{ name: 'x' }}      | ${'access/wrong-secret'} | ${false}
  `('$what is written down and told: $code', async ({ given, code, whose }) => {
    await expect(confirm(given)).rejects.toMatchObject({ kind: 'denied', code });
    expect(await audited('access.refused')).toMatchObject([
      { subject: whose ? accountId : 'nobody', detail: { command: 'accounts enroll', kind: 'privileged', code } },
    ]);
    expect(told()).toEqual(['access-refused']);
  });

  it.each(['secret', 'code'] as const)('five times a wrong %s lock it', async (what) => {
    for (let i = 0; i < 5; i += 1)
      await expect(confirm({ [what]: '000000' })).rejects.toMatchObject({ kind: 'denied' });
    await expect(confirm({})).rejects.toMatchObject({ code: 'access/locked' });
    service.clock.advance(15 * 60_000);
    await confirm({});
  });

  it('who has shown both is the actor, others are told, and a right secret afterwards is no secret question', async () => {
    await confirm({});
    expect(await audited('access.enrolled')).toMatchObject([{ actor: `account:${accountId}`, subject: accountId }]);
    expect(told()).toEqual(['privileged-command']);
    await expect(confirm({})).rejects.toMatchObject({ code: 'access/nothing-prepared' });
    expect(await audited('access.refused')).toHaveLength(1);
  });

  it('the secret of an account that lay there before cannot be tried out either', async () => {
    const again = (secret: string) => service.open((open) => prepareFactor(open, { name: NAME, secret }));
    for (let i = 0; i < 5; i += 1) await expect(again('x')).rejects.toMatchObject({ code: 'access/wrong-secret' });
    await expect(again(SECRET)).rejects.toMatchObject({ code: 'access/locked' });
    expect(await audited('access.refused')).toHaveLength(6);
  });
});
