import { Fault } from '../base/fault.js';
import type { ErasureRecord } from '../dispose/erasure.js';
import { hasReached } from '../dispose/phases.js';
import type { Catalog } from '../ports/catalog.js';
import type { UnitKeyStore } from '../ports/unit-key-store.js';
import type { LevelKeys } from '../protect/level-keys.js';
import { CATALOG_UNIT, CatalogSeal } from '../protect/seal.js';
import { type UnitKeys, unitIdOf } from '../protect/unit-keys.js';
import type { JobPorts } from '../run/ports.js';
import { otherService } from './other-service.js';

interface Needs {
  actor: string;
  /** The command changes nothing, and has to show what is wrong. */
  looking?: boolean;
  catalog: Catalog;
  unitKeys: UnitKeys;
  unitKeyStore: UnitKeyStore;
  levelKeys: LevelKeys;
}

/**
 * The catalogue's seal. A key is made only for a catalogue that has never had one: with a new key every object would
 * get another id and the old rows could not be opened.
 *
 * @throws {Fault} integrity `catalogue/key-missing` when rows are there and their key is not, `catalogue/other` when the
 *   key was made for another catalogue
 */
export async function openSeal(needs: Needs): Promise<JobPorts['seal']> {
  try {
    return await loadSeal(needs);
  } catch (error) {
    // A key that does nothing at present must not stop the commands that show its state or bring it back.
    if (error instanceof Fault && (RESTING.has(error.code) || (needs.looking && error.code === OTHER)))
      return resting(error);
    throw error;
  }
}

/** Written before the key is made, so that a crash in between leaves no key that no catalogue knows. */
const ANNOUNCED = 'catalogue-key.announced';
const OTHER = 'catalogue/other';
const UNIT_ID = unitIdOf(CATALOG_UNIT);

async function loadSeal({
  actor,
  looking,
  catalog,
  unitKeys,
  unitKeyStore,
  levelKeys,
}: Needs): Promise<JobPorts['seal']> {
  const existing = await unitKeyStore.get(UNIT_ID);
  if (existing) {
    await assertOwnCatalogueKey({ catalog, unitKeyStore });
    return CatalogSeal.load(unitKeys, existing.kmsKeyId).catch(isOther);
  }
  if (await wasErased(catalog)) return ENDED;
  for await (const _ of catalog.objects())
    throw new Fault(
      'integrity',
      'catalogue/key-missing',
      'the key of the catalogue is missing from the key store',
      {},
      {
        hint: 'restore the keys folder; nothing was changed',
      },
    );
  if (looking) return resting(notYet());
  const kmsKeyId = await levelKeys.idOf(CATALOG_UNIT.level);
  await catalog.appendAudit([{ actor, action: ANNOUNCED, subject: UNIT_ID, detail: { unitId: UNIT_ID, kmsKeyId } }]);
  return CatalogSeal.load(unitKeys, kmsKeyId);
}

/**
 * Keys without the catalogue that they were made for can be taken over by nobody.
 * @throws {Fault} integrity `catalogue/other`
 */
export async function assertOwnCatalogueKey({ catalog, unitKeyStore }: Pick<Needs, 'catalog' | 'unitKeyStore'>) {
  const existing = await unitKeyStore.get(UNIT_ID);
  if (existing && !(await knowsKey(catalog, existing.kmsKeyId))) throw otherCatalogue();
}

/**
 * B2-3-1: whether the key was made for this catalogue. An empty one beside keys that are in use would know of nobody who
 * is enrolled, and would let anybody begin anew with somebody else's records.
 */
async function knowsKey(catalog: Catalog, kmsKeyId: string): Promise<boolean> {
  for (const action of [ANNOUNCED, 'unit-key.created'])
    for await (const { subject, detail } of catalog.auditOf(action))
      if (subject === UNIT_ID && (detail as { kmsKeyId?: unknown } | null)?.kmsKeyId === kmsKeyId) return true;
  return false;
}

/** Nothing is in the catalogue, so there is nothing to be opened; and whoever only looks makes no key. */
const notYet = (): Fault =>
  new Fault('bug', 'catalogue/no-key-yet', 'a command that only looks needs a key that is not there');

const LOST = 'if it is lost, follow “The catalogue is lost” in docs/end-of-service.md';

const otherCatalogue = (): Fault =>
  new Fault(
    'integrity',
    OTHER,
    'the keys of this workspace were made for another catalogue; nothing was changed',
    {},
    { hint: `set \`catalogue\` in kimitsu.yaml to where it was, or restore the catalogue; ${LOST}` },
  );

/** Whether the service is erased to its last key: nothing of it can be opened or found any more. */
export async function hasEnded({ catalog, unitKeyStore }: Pick<Needs, 'catalog' | 'unitKeyStore'>): Promise<boolean> {
  return !(await unitKeyStore.get(UNIT_ID)) && (await wasErased(catalog));
}

async function wasErased(catalog: Catalog): Promise<boolean> {
  const erasures = (await catalog.documents('erasure')).map(({ body }) => body as unknown as ErasureRecord);
  return erasures.some(({ phase }) => phase !== 'cancelled' && hasReached(phase, 'read-back'));
}

function isOther(error: unknown): never {
  if (!(error instanceof Fault && error.code === 'keys/wrong-ciphertext')) throw error;
  throw otherService(error);
}

const RESTING = new Set(['keys/disabled', 'keys/pending-deletion', 'keys/pending-import', 'keys/other-workspace']);

/** Tells why at its first use. */
function resting(fault: Fault): JobPorts['seal'] {
  const refuse = (): never => {
    throw fault;
  };
  return { objectId: refuse, seal: refuse, open: refuse };
}

const ended = (): never => {
  throw new Fault(
    'denied',
    'service/ended',
    'the service has ended: its records are erased and its catalogue is sealed',
  );
};

const ENDED: JobPorts['seal'] = { objectId: ended, seal: ended, open: ended };
