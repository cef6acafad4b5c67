import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { errnoOf, Fault } from '../../../base/fault.js';
import { ACCEPTED } from '../../access/acceptances.js';
import { type EvidenceSource, type Sighting, sighting, type Words, type Workroom } from '../evidence.js';

/** What of the register of embedded identities tells how somebody proves who they are; no name is read. */
const Identity = z.object({
  kind: z.enum(['user', 'privileged', 'special']),
  status: z.enum(['active', 'disabled']),
  /** The second factor, once it was confirmed by a first code. */
  factor: z.object({ type: z.string(), enrolledAt: z.iso.datetime() }).optional(),
});
const Register = z.object({ accounts: z.array(Identity) });

/** B1-1-1, B2-3-1: privileged identities with a second factor, and that their rights are bound and asked for. */
export const secondFactor: EvidenceSource = {
  id: 'second-factor',
  controls: ['B1-1-1', 'B2-3-1'],
  async look({ dir, clock, catalog }) {
    const active = (await identities(dir)).filter(({ status }) => status === 'active');
    const privileged = active.filter(({ kind }) => kind === 'privileged');
    return [factors(privileged, clock.now()), roles(active, await lastAccepted(catalog))];
  },
};

/** Roles are asked for from the first enrolment on; each privileged change binds them anew. */
async function lastAccepted(catalog: Workroom['catalog']): Promise<string | undefined> {
  for await (const { at } of catalog.auditOf(ACCEPTED)) return at;
  return undefined;
}

function roles(active: readonly z.infer<typeof Identity>[], at: string | undefined): Sighting {
  if (at === undefined)
    return sighting(
      'B2-3-1',
      [],
      [
        [
          'no role is asked for yet: kimitsu accounts enroll',
          '役割による制限が始まっていません。特権運用者の二要素認証を登録してください（accounts enroll）',
        ],
      ],
    );
  const words: Words = [
    `roles and settings bound; ${active.length} active identities`,
    `役割及び設定を署名により固定済み。有効な利用者${active.length}名`,
  ];
  return sighting('B2-3-1', [{ at, words }], []);
}

function factors(privileged: readonly z.infer<typeof Identity>[], now: Date): Sighting {
  const enrolled = privileged.flatMap(({ factor }) => factor ?? []);
  const without = privileged.length - enrolled.length;
  const newest =
    enrolled
      .map(({ enrolledAt }) => enrolledAt)
      .sort()
      .at(-1) ?? now.toISOString();
  const missing: Words[] = [];
  if (privileged.length === 0)
    missing.push([
      'no privileged identity is kept here',
      '特権の利用者が登録されていません。特権アカウントの認証を別途確認してください',
    ]);
  if (without > 0)
    missing.push([
      `${without} privileged identities without a second factor`,
      `二要素目の認証を登録していない特権の利用者が${without}名います`,
    ]);
  const words: Words = [
    `${enrolled.length} of ${privileged.length} privileged identities have a second factor`,
    `特権の利用者${privileged.length}名のうち、二要素目の認証を登録済み${enrolled.length}名`,
  ];
  return sighting('B1-1-1', privileged.length === 0 ? [] : [{ at: newest, words }], missing, enrolled.length > 0);
}

/** None where no identity was ever kept. @throws {Fault} integrity `accounts/corrupt` */
async function identities(dir: string): Promise<z.infer<typeof Identity>[]> {
  try {
    return Register.parse(JSON.parse(await readFile(join(dir, 'access', 'accounts.json'), 'utf8'))).accounts;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      throw new Fault('integrity', 'accounts/corrupt', 'the file of accounts cannot be read');
    throw error;
  }
}
