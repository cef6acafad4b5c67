import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Fault } from '../../base/fault.js';
import type { OpenedLeaf } from '../../certify/inclusion-proof.js';
import { type InventoryItem, inventoryLeaf, leafLine } from '../../certify/inventory.js';
import type { Catalog } from '../../ports/catalog.js';
import { unreadable } from '../unreadable.js';

/** Proofs are made one by one; an object with more erased versions than this is proven by `--version`. */
const MOST = 100;

/** The lines of an inventory, without line breaks, one at a time. @throws {Fault} usage `file/unreadable` */
export async function* inventoryFileLines(file: string): AsyncGenerator<string> {
  const input = createReadStream(file);
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    throw unreadable(cause);
  } finally {
    input.destroy();
  }
}

export interface Wanted {
  erasureId: string;
  /** `<system>/<key>`, the key alone, or an object id: as it was, in clear. */
  object: string;
  /** All erased versions of it when absent. */
  versionId: string | undefined;
}

/**
 * The leaves that stand for the object. The catalogue no longer knows its name: every erased version is tried with it,
 * in the order in which the inventory was written, and a leaf that commits to it is one of them.
 *
 * @throws {Fault} integrity `certificate/inventory-differs` when catalogue and inventory do not go together,
 *   usage `certificate/too-many-versions`
 */
export async function findLeaves(
  catalog: Catalog,
  lines: AsyncIterable<string>,
  secret: Uint8Array,
  { erasureId, object, versionId }: Wanted,
): Promise<OpenedLeaf[]> {
  const found: OpenedLeaf[] = [];
  const erased = new Map<string, AsyncIterator<ErasedVersion>>();
  let index = 0;
  for await (const line of lines) {
    const { system, level, bytes } = JSON.parse(line) as InventoryItem;
    const versions = erased.get(system) ?? erasedVersions(catalog, system, erasureId);
    erased.set(system, versions);
    const { value: version } = await versions.next();
    if (!version) throw differs();
    if (versionId === undefined || version.versionId === versionId) {
      for (const name of namesOf(object, system)) {
        const opened = inventoryLeaf({ system, level, bytes, object: name, ...version }, secret);
        if (leafLine(opened.leaf) === line) found.push({ index, ...opened });
      }
      if (found.length > MOST) throw tooMany();
    }
    index += 1;
  }
  for (const versions of erased.values()) if (!(await versions.next()).done) throw differs();
  return found;
}

const namesOf = (object: string, system: string): string[] =>
  object.startsWith(`${system}/`) ? [object, object.slice(system.length + 1)] : [object];

type ErasedVersion = Pick<InventoryItem, 'item' | 'versionId'>;

/** Of one erasure, in the order of its inventory. */
async function* erasedVersions(catalog: Catalog, system: string, erasureId: string): AsyncGenerator<ErasedVersion> {
  for await (const { item, versionId, reason } of catalog.versions({ system, state: 'destroyed' }))
    if (reason === erasureId) yield { item, versionId };
}

const differs = (): Fault =>
  new Fault(
    'integrity',
    'certificate/inventory-differs',
    'the inventory file is not the one of the erasure in the catalogue',
    {},
    { hint: 'restore the file in erasures/ that the certificate names' },
  );

const tooMany = (): Fault =>
  new Fault(
    'usage',
    'certificate/too-many-versions',
    'the object has too many erased versions to prove all of them at once',
    { most: MOST },
    { hint: 'name one with --version' },
  );
