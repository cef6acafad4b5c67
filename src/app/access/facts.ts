import type { Fact } from '../../access/commands.js';
import type { ErasureRecord } from '../../dispose/erasure.js';
import type { Catalog } from '../../ports/catalog.js';

interface Given {
  args: readonly unknown[];
  options: Readonly<Record<string, unknown>>;
}

/** What the catalogue says of a command that was given, while the workspace is locked for it. */
export function factOf(fact: Fact, given: Given, catalog: Catalog): Promise<boolean> {
  return fact === 'keeps-level' ? keepsLevel(given, catalog) : nothingLeftToDestroy(given, catalog);
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
