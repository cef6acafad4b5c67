import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addIdentity } from '../../../src/app/accounts/identities.js';
import { controlReport } from '../../../src/app/controls/control-report.js';
import { secondFactor } from '../../../src/app/controls/evidence/second-factor.js';
import type { Sighting } from '../../../src/app/controls/evidence.js';
import { withCatalogue } from '../../../src/app/open-catalogue.js';
import { faultWording } from '../../../src/cli/faults-ja.js';
import { enrol } from '../../support/enrolled.js';
import { type SmallService, smallService } from '../../support/small-service.js';

const NAME = '架空山 花子';

async function seen({ dir, clock }: SmallService, control = 'B1-1-1'): Promise<Sighting> {
  const made = await withCatalogue(
    dir,
    (open) => controlReport(open, { faultWording, sources: [secondFactor] }),
    clock,
  );
  expect(JSON.stringify(made)).not.toContain('花子');
  return made.annexes.flatMap(({ controls }) => controls).find(({ about }) => about.id === control)!;
}

async function withRegister(accounts: unknown): Promise<SmallService> {
  const service = await smallService();
  await mkdir(join(service.dir, 'access'), { mode: 0o700 });
  await writeFile(join(service.dir, 'access/accounts.json'), JSON.stringify({ version: 1, accounts }), { mode: 0o600 });
  return service;
}
const factor = { type: 'totp', enrolledAt: '2026-03-01T00:00:00.000Z' };
const one = { name: NAME, kind: 'privileged', status: 'active' };

describe('B1-1-1: the second factor of privileged identities', () => {
  it('is missing where none was enrolled, as the register really is', async () => {
    const service = await smallService();
    expect(await seen(service)).toMatchObject({ standing: 'not-done', evidence: [] });
    await service.open(({ ports }) =>
      addIdentity(ports, {
        name: NAME,
        roles: ['privileged-operator'],
        special: false,
        password: 'correct horse battery',
      }),
    );
    expect(await seen(service)).toMatchObject({
      standing: 'not-done',
      missing: [['1 privileged identities without a second factor', expect.any(String)]],
    });
  });

  it.each`
    accounts                                                | standing
    ${[{ ...one, factor }]}                                 | ${'met'}
    ${[{ ...one, factor }, one]}                            | ${'partly'}
    ${[{ ...one, factor }, { ...one, status: 'disabled' }]} | ${'met'}
    ${[{ ...one, kind: 'user', factor }]}                   | ${'not-done'}
    ${[{ ...one, pendingFactor: factor }]}                  | ${'not-done'}
  `('$standing', async ({ accounts, standing }) => {
    expect((await seen(await withRegister(accounts))).standing).toBe(standing);
  });

  it('is to be checked where the register cannot be read', async () => {
    expect(await seen(await withRegister([{ kind: 'other' }]))).toMatchObject({
      standing: 'to-check',
      missing: [['second-factor could not be looked at: accounts/corrupt', expect.any(String)]],
    });
  });
});

describe('B2-3-1: who may give commands', () => {
  it('is restricted once a privileged operator is enrolled', async () => {
    const service = await smallService();
    expect(await seen(service, 'B2-3-1')).toMatchObject({ standing: 'not-done', evidence: [] });
    await enrol(service.dir, { clock: service.clock });
    expect(await seen(service, 'B2-3-1')).toMatchObject({
      standing: 'met',
      evidence: [{ at: service.clock.now().toISOString() }],
    });
    expect(await seen(service)).toMatchObject({ standing: 'met' });
  });
});
