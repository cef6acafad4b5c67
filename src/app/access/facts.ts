import type { Fact } from '../../access/commands.js';
import { registerDigest } from '../../adapters/local/accounts/account-file.js';
import type { AccountDisposalRecord } from '../../dispose/account-disposal.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import type { Catalog } from '../../ports/catalog.js';
import { holdsFor } from './acceptances.js';
import type { Entrance } from './entrance.js';

interface Given {
  args: readonly unknown[];
  options: Readonly<Record<string, unknown>>;
}

type Looked = Pick<Entrance, 'catalog' | 'register' | 'acceptances'>;

/** What catalogue and register say of a command that was given, while the workspace is locked for it. */
export function factOf(fact: Fact, given: Given, looked: Looked): Promise<boolean> {
  switch (fact) {
    case 'keeps-level':
      return keepsLevel(given, looked.catalog);
    case 'nothing-left-to-destroy':
      return nothingLeftToDestroy(given, looked.catalog);
    case 'last-account-gone':
      return lastAccountGone(given, looked);
  }
}

/** True as well for an object that is not there or has no level yet: the command refuses it by itself. */
async function keepsLevel({ args: [id], options: { level } }: Given, catalog: Catalog): Promise<boolean> {
  const object = await catalog.object(String(id));
  return !(Number(level) < (object?.classification?.level ?? 0));
}

/** Only the disappearance of the keys is still to be confirmed. */
async function nothingLeftToDestroy({ args: [planId] }: Given, catalog: Catalog): Promise<boolean> {
  const records = (await catalog.documents('erasure', String(planId))).map(
    ({ body }) => body as unknown as ErasureRecord,
  );
  const phase = records.find((record) => record.phase !== 'cancelled')?.phase;
  return phase === 'kms-keys-scheduled' || phase === 'complete';
}

/**
 * The disposal has removed the account that it ran as, and was cut off before it could say so: nobody is left to show who
 * they are, and what is to be done is to look and to put it on record.
 */
async function lastAccountGone(
  { options: { plan } }: Given,
  { catalog, register, acceptances }: Looked,
): Promise<boolean> {
  const [document] = await catalog.documents('account-disposal', String(plan));
  const record = document?.body as unknown as AccountDisposalRecord | undefined;
  if (!record || record.endedAt !== undefined) return false;
  if (!record.accounts.some(({ own, state }) => own && state !== 'planned')) return false;
  if (!(await register.exists()) || (await register.read()).length > 0) return false;
  const latest = await acceptances.latest();
  return latest !== undefined && holdsFor(latest, registerDigest([]));
}
