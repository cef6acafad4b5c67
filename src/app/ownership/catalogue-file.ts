import { stat } from 'node:fs/promises';
import { errnoOf, Fault } from '../../base/fault.js';
import { isPostgresUrl } from '../../base/postgres-url.js';
import type { AuditDraft, Catalog } from '../../ports/catalog.js';
import { catalogPlace } from '../open-catalog.js';
import type { Workspace } from '../workspace.js';
import { isLeftBehind, type LeavingNeeds } from './left-log.js';

type Needs = Pick<Workspace, 'dir'> & { config: Pick<Workspace['config'], 'catalogue'> };
type CopyNeeds = Needs & LeavingNeeds;
type Log = Pick<Catalog, 'auditOf' | 'appendAudit'>;

/** Which file the embedded catalogue is: it stays the same wherever the folder is moved to, and no copy has it. */
interface FileMark {
  /** Of the file system, decimal. */
  inode: string;
  /** Nanoseconds since 1970, decimal; absent where the file system does not keep when a file was made. */
  born?: string;
}

const PLACED = 'workspace.placed';

/** Notes which file it is, once; whatever finds another one later says nothing, see `assertNotCopied`. */
export async function noteCatalogueFile(catalog: Log, actor: string, workspace: Needs): Promise<void> {
  if (await notedFile(catalog)) return;
  const drafts = await placedNow(actor, workspace);
  if (drafts.length > 0) await catalog.appendAudit(drafts);
}

/** As which file it is noted by whoever takes a copy for the workspace from now on. */
export async function placedNow(actor: string, workspace: Needs): Promise<AuditDraft[]> {
  const mark = await fileMark(workspace);
  return mark ? [{ actor, action: PLACED, subject: 'catalogue', detail: { ...mark } }] : [];
}

/**
 * Whether this workspace is a copy of the one in which its catalogue began: restored, or a second one beside it. In
 * PostgreSQL all copies of a folder share one catalogue and its lock, so none of them is another workspace. A disk that was
 * cloned whole has the same file; what another copy has left at their common key service tells.
 */
export async function isCopied(catalog: Log, workspace: CopyNeeds): Promise<boolean> {
  return (await isOtherFile(catalog, workspace)) || (await isLeftBehind(workspace));
}

async function isOtherFile(catalog: Log, workspace: Needs): Promise<boolean> {
  const [noted, now] = [await notedFile(catalog), await fileMark(workspace)];
  if (!noted || !now) return false;
  const isBornOtherwise = noted.born !== undefined && now.born !== undefined && noted.born !== now.born;
  return noted.inode !== now.inode || isBornOtherwise;
}

/**
 * B3-2-1: of two copies each would certify an erasure of what the other one still has, or erase by a catalogue that knows
 * less than the other. Asked before something is destroyed, and never by the daily jobs.
 * @throws {Fault} denied `workspace/copied`
 */
export async function assertNotCopied(catalog: Log, workspace: CopyNeeds): Promise<void> {
  if (!(await isCopied(catalog, workspace))) return;
  throw new Fault(
    'denied',
    'workspace/copied',
    'the catalogue is a copy of the file in which it began: there may be another workspace like this one',
    {},
    { hint: 'make sure that the other one is not used any more, then run `kimitsu adopt` here' },
  );
}

async function notedFile(catalog: Log): Promise<FileMark | undefined> {
  for await (const { detail } of catalog.auditOf(PLACED)) return detail as unknown as FileMark;
  return undefined;
}

async function fileMark({ dir, config }: Needs): Promise<FileMark | undefined> {
  if (isPostgresUrl(config.catalogue)) return undefined;
  try {
    const { ino, birthtimeNs, ctimeNs } = await stat(catalogPlace(dir, config.catalogue), { bigint: true });
    // Where it is not kept, Node gives the time of the last change in its place, or none.
    const isKept = birthtimeNs > 0n && birthtimeNs !== ctimeNs;
    return { inode: String(ino), ...(isKept ? { born: String(birthtimeNs) } : {}) };
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
