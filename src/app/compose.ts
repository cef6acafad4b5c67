import { join } from 'node:path';
import { AccountFile } from '../adapters/local/accounts/account-file.js';
import type { LockMode } from '../adapters/sql/process-lock.js';
import type { Clock } from '../base/clock.js';
import { Fault } from '../base/fault.js';
import type { Level } from '../base/level.js';
import type { Logger } from '../base/logger.js';
import type { Signer } from '../certify/jws.js';
import type { Config } from '../config/schema.js';
import type { LevelMethod } from '../dispose/plan.js';
import type { KeyNote } from '../protect/key-note.js';
import { LevelKeys, type NewKeySettings } from '../protect/level-keys.js';
import { UnitKeys } from '../protect/unit-keys.js';
import { readRecords } from '../records/read.js';
import type { JobPorts, ServiceSettings } from '../run/ports.js';
import { Acceptances } from './access/acceptances.js';
import type { BoundConfiguration } from './access/bound-configuration.js';
import type { Admit, Shown } from './access/entrance.js';
import { IDENTITIES, openAccounts } from './accounts/open-accounts.js';
import type { BoundFiles } from './bound-files.js';
import { openPool } from './detector.js';
import { openCatalog } from './open-catalog.js';
import { hasEnded, openSeal } from './open-seal.js';
import { noteCatalogueFile } from './ownership/catalogue-file.js';
import { HeldPlaces } from './ownership/held-places.js';
import { ownedStore } from './ownership/owned-store.js';
import { ownerBy } from './ownership/workspace-id.js';
import { configuredPolicy } from './policy-file.js';
import { configuredRetention } from './retention-rules.js';
import { openServices } from './services.js';

export interface ComposeOptions {
  clock: Clock;
  logger: Logger;
  actor: string;
  detector: boolean;
  lock: LockMode | undefined;
  bound: BoundConfiguration;
  files: BoundFiles;
  signer(options?: { mustExist: boolean }): Promise<Signer>;
  admit: Admit;
}

/** The one place where adapters, recognizers and jobs meet. */
export async function compose(
  dir: string,
  config: Config,
  { clock, logger, actor: asked, detector: withDetector, lock, bound, files, signer, admit }: ComposeOptions,
): Promise<{
  ports: JobPorts;
  access: Acceptances;
  places: HeldPlaces;
  shown: Shown | undefined;
  looking: boolean;
  close(): Promise<void>;
}> {
  const retention = await configuredRetention(files, config);
  let forget = (): void => undefined;
  const { catalog, close: closeCatalog } = await openCatalog(dir, config.catalogue, {
    clock,
    lock,
    onLockLost: () => forget(),
  });
  try {
    const { objects, keys, unitKeyStore, register: placeRegister, prepare } = await openServices(dir, config, clock);
    const service = config.service.id;
    let knownAs = asked;
    const owner = ownerBy(catalog, () => knownAs);
    // Before anybody else writes into an empty log: its first entry is what tells this workspace from others.
    if (lock === 'exclusive') await owner.workspaceId();
    const access = new Acceptances({ service, catalog, clock, signer, actor: asked });
    const register = new AccountFile(join(dir, IDENTITIES), access);
    const entrance = { dir, config, bound, catalog, keys, clock, logger, actor: asked, register, acceptances: access };
    const { actor, told, shown, looking = false } = await admit(entrance);
    if (!looking) await prepare();
    knownAs = actor;
    if (lock === 'exclusive' && !looking) await noteCatalogueFile(catalog, actor, { dir, config });
    const note: KeyNote = (event) => catalog.appendAudit([{ actor, ...event }]);
    const unitKeys = new UnitKeys({ service, keys, store: unitKeyStore, clock, note });
    // An erasure elsewhere must not finish beside keys in this memory.
    forget = () => unitKeys.forgetAll();
    const levelKeys = new LevelKeys(service, keys, { clock, note, owner, settings: newKeySettings(config) });
    const places = new HeldPlaces({
      register: placeRegister,
      systems: config.systems.map(({ id, bucket, prefix }) => ({ bucket: bucket ?? id, prefix })),
      service,
      workspaceId: () => owner.workspaceId(),
      ended: () => hasEnded({ catalog, unitKeyStore }),
    });
    const open = withDetector ? await openPool(await configuredPolicy(files, config)) : undefined;
    const ports: JobPorts = {
      catalog,
      objects: ownedStore(objects, places),
      keys,
      unitKeyStore,
      unitKeys,
      levelKeys,
      seal: await openSeal({ actor, looking, catalog, unitKeys, unitKeyStore, levelKeys }),
      get detector() {
        return open?.detector ?? notLoaded('the detector');
      },
      get recordDetector() {
        return open?.recordDetector ?? notLoaded('the detector');
      },
      get kindOf() {
        return open?.kindOf ?? notLoaded('the detector');
      },
      readRecords,
      accounts: openAccounts(dir, config, { clock, actor, guard: access }),
      service: settingsOf(config, retention),
      clock,
      logger,
      actor,
    };
    return {
      ports,
      access,
      shown,
      looking,
      places,
      async close() {
        unitKeys.forgetAll();
        await told;
        await open?.recordDetector.close();
        await closeCatalog();
      },
    };
  } catch (error) {
    await closeCatalog();
    throw error;
  }
}

/** Stands in for what a command did not ask for. */
function notLoaded(what: string): never {
  throw new Fault('bug', 'workspace/not-loaded', `the command did not ask for ${what}`);
}

/** How keys are made that are not there yet. */
function newKeySettings({ keys }: Config): NewKeySettings {
  const { origin, rotationDays } = keys;
  if (keys.type === 'local') return { origin, rotationDays };
  const { administrators, users } = keys;
  return { origin, rotationDays, access: { administrators, users } };
}

function settingsOf(config: Config, retention: ServiceSettings['retention']): ServiceSettings {
  const { service, contractor, prefecture } = config;
  return {
    parties: {
      service: { ...service },
      contractor: {
        name: contractor.name,
        ...(contractor.department === undefined ? {} : { department: contractor.department }),
        responsible: contractor.responsible,
      },
      prefecture: {
        name: prefecture.name,
        ...(prefecture.department === undefined ? {} : { department: prefecture.department }),
      },
    },
    verifier: contractor.verifier,
    systems: config.systems.map(({ id, type, name, bucket, prefix, inventory, access }) => ({
      id,
      type,
      name,
      bucket: bucket ?? id,
      prefix,
      inventory,
      access,
    })),
    waitingDays: config.keys.waitingDays,
    retention,
    methods: methodsOf(config.disposal.methods),
    approvalDays: config.disposal.approvalDays,
    approvers: prefecture.approvers.map(({ name }) => name),
    objectSeconds: config.run.objectSeconds,
  };
}

function methodsOf({ level1, level2, level3 }: Config['disposal']['methods']): ServiceSettings['methods'] {
  const of = (level: Level, method: typeof level1): LevelMethod => ({ level, ...method, certificate: true });
  return { 1: of(1, level1), 2: of(2, level2), 3: of(3, level3) };
}
