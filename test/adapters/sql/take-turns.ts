import { expect } from 'vitest';
import { verifyChain } from '../../../src/audit/verify.js';
import type { Catalog } from '../../../src/ports/catalog.js';
import { draft, listOf, seen } from '../../contract/catalog-samples.js';

/** Two connections to one catalogue change it at the same time: everything is there, and the chain holds. Closes them. */
export async function takeTurns(catalogs: readonly Catalog[]): Promise<void> {
  await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      catalogs[i % catalogs.length]!.saveSeen([seen(`o${i}`)], [draft(), draft('n.second')]),
    ),
  );
  for (const catalog of catalogs) {
    expect(await verifyChain(catalog.auditEntries())).toMatchObject({ entries: 120, problems: [] });
    expect(await listOf(catalog.objects())).toHaveLength(60);
    await catalog.close();
  }
}
