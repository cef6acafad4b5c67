import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Moved } from '../adapters/sql/move-catalog.js';
import { linkAudit } from '../audit/chain.js';
import { verifyChain } from '../audit/verify.js';
import { type Clock, systemClock } from '../base/clock.js';
import { Fault } from '../base/fault.js';
import { isPostgresUrl } from '../base/postgres-url.js';
import type { AuditEntry } from '../ports/catalog.js';
import { catalogPlace, lockCatalog } from './open-catalog.js';

export interface CatalogMove extends Moved {
  /** The file that was moved, below the workspace; it stays, and is refused from now on. */
  original: string;
}

/**
 * Moves the embedded catalogue of a workspace to PostgreSQL, while nobody works on either.
 *
 * @param workspace - the workspace, and its catalogue by the configuration that was let in
 * @param to - `postgres://…`
 * @param actor - who does it, for the audit log
 * @throws {Fault} usage `catalog/not-embedded`, `config/catalogue-url`, `catalog/target-not-empty`, `catalog/moved`;
 *   integrity `catalog/chain-broken`, `catalog/copy-differs`; conflict `workspace/busy`
 */
export async function moveCatalogOf(
  workspace: { dir: string; catalogue: string },
  to: string,
  actor: string,
  clock: Clock = systemClock,
): Promise<CatalogMove> {
  const { catalogue } = workspace;
  const from = catalogPlace(resolve(workspace.dir), catalogue);
  if (isPostgresUrl(from)) {
    throw new Fault('usage', 'catalog/not-embedded', 'the catalogue of this workspace is in PostgreSQL already');
  }
  if (!isPostgresUrl(to)) {
    const hint = 'write it as postgres://USER@HOST:PORT/DATABASE and give the password by PGPASSWORD or ~/.pgpass';
    throw new Fault('usage', 'config/catalogue-url', 'the target is no URL of PostgreSQL', {}, { hint });
  }
  if (!existsSync(from)) {
    const hint = 'there is nothing to move: set catalogue in kimitsu.yaml to the URL';
    throw new Fault('usage', 'catalog/missing', 'this workspace has no catalogue yet', {}, { hint });
  }
  const { moveCatalog } = await import('../adapters/sql/move-catalog.js');
  const options = { lock: 'exclusive', onLockLost: () => undefined } as const;
  const original = await lockCatalog(from, options);
  try {
    const target = await lockCatalog(to, options);
    try {
      const moved = await moveCatalog({
        from,
        to,
        holder: target.holder,
        clock,
        link: linkAudit,
        announcement: {
          actor,
          action: 'catalog.move-started',
          subject: 'catalog',
          detail: { from: basename(from), to: 'postgresql' },
        },
        checkChain,
      });
      return { ...moved, original: catalogue };
    } finally {
      await target.release();
    }
  } finally {
    await original.release();
  }
}

async function checkChain(entries: AsyncIterable<AuditEntry>): Promise<void> {
  const { problemCount, problems } = await verifyChain(entries);
  if (problemCount === 0) return;
  throw new Fault(
    'integrity',
    'catalog/chain-broken',
    'the audit chain of the catalogue does not hold',
    { problems: problemCount, first: problems[0] },
    { hint: 'see kimitsu audit verify; nothing was moved' },
  );
}
