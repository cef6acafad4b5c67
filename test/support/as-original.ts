import { placedNow } from '../../src/app/ownership/catalogue-file.js';
import { withWorkspace } from '../../src/app/workspace.js';

/** Takes a copied workspace for the one that it was copied from, keys and places as they were. */
export async function asOriginal(dir: string): Promise<void> {
  await withWorkspace(dir, { actor: 'operator:test' }, async ({ config, ports: { catalog, actor } }) => {
    await catalog.appendAudit(await placedNow(actor, { dir, config }));
  });
}
