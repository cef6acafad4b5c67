import type { EncryptionReport, ProtectionLine } from '../../documents/encryption-report-data.js';
import type { KeyLedger } from '../../documents/key-lifecycle-data.js';
import type { CatalogObject } from '../../ports/catalog.js';
import type { SystemSettings } from '../../run/ports.js';
import type { Workspace } from '../workspace.js';
import type { ListedKeys } from './list-keys.js';

type Heading = Pick<EncryptionReport, 'reportId' | 'createdAt' | 'createdBy' | 'parties' | 'auditHead'>;

/** 暗号化・鍵管理報告書 as data (B2-4-1): what is configured, and what the catalogue knows of every object. */
export async function encryptionReport(
  { config, ports }: Workspace,
  heading: Heading,
  ledger: KeyLedger,
  deviations: ListedKeys['deviations'],
): Promise<EncryptionReport> {
  const { storage, keys } = config;
  const { origin, rotationDays, waitingDays } = keys;
  const lines = new Map<string, ProtectionLine>();
  const exceptions: EncryptionReport['exceptions'] = [];
  for await (const object of ports.catalog.objects()) {
    const { objectId, system, state, reason } = object;
    if (state === 'exception') exceptions.push({ objectId, system, reason: reason ?? '' });
    if (isStored(object)) count(lines, object, ports.service.systems);
  }
  return {
    schema: 'kimitsu/encryption-report/1',
    ...heading,
    storage: { ...placeOf(storage, 's3'), product: ports.objects.product },
    keyService: { ...placeOf(keys, 'kms'), product: ports.keys.product },
    unitKeyStore: keys.type === 'kms' && keys.unitKeyBucket !== undefined ? 'bucket' : 'folder',
    settings: { origin, rotationDays, waitingDays },
    access:
      keys.type === 'kms'
        ? { administrators: keys.administrators, users: keys.users }
        : { administrators: [], users: [] },
    lines: inOrder([...lines.values()], ports.service.systems),
    keys: ledger.kmsKeys.map(({ keyId, alias, level, state, origin, createdAt, materials, unitKeys }) => ({
      keyId,
      alias,
      level,
      state,
      origin,
      createdAt,
      materials: materials?.map(({ state, present }) => ({ state, present })),
      unitKeys,
    })),
    unitKeys: {
      present: ledger.unitKeys.filter(({ state }) => state === 'Present').length,
      destroyed: ledger.unitKeys.filter(({ state }) => state === 'Destroyed').length,
    },
    exceptions,
    deviations,
  };
}

/** What was handed over lies at its source until it is erased there. */
const isStored = ({ state }: CatalogObject): boolean => state !== 'erased' && state !== 'gone';

function count(
  lines: Map<string, ProtectionLine>,
  { system, size, state, classification, protection }: CatalogObject,
  systems: readonly SystemSettings[],
): void {
  const settings = systems.find(({ id }) => id === system);
  const level = classification?.level;
  const name = `${system}/${level ?? '-'}`;
  const line = lines.get(name) ?? {
    system,
    systemName: settings?.name ?? system,
    access: settings?.access ?? 'archive',
    level,
    objects: 0,
    bytes: 0,
    envelope: 0,
    storeKms: 0,
    storeDefault: 0,
    pending: 0,
    plaintextBefore: 0,
    plaintextUnknown: 0,
  };
  lines.set(name, line);
  line.objects += 1;
  line.bytes += size;
  if (!protection || (state !== 'protected' && state !== 'migrated')) line.pending += 1;
  else if (protection.mode === 'envelope') line.envelope += 1;
  else if (protection.mode === 'store-kms') line.storeKms += 1;
  else line.storeDefault += 1;
  if (protection?.plaintextHistory === 'plaintext-before') line.plaintextBefore += 1;
  if (!protection || protection.plaintextHistory === 'unknown') line.plaintextUnknown += 1;
}

/** Systems as configured; within one, the highest level first and what is not classified last. */
function inOrder(lines: readonly ProtectionLine[], systems: readonly SystemSettings[]): ProtectionLine[] {
  const place = ({ system }: ProtectionLine) => systems.findIndex(({ id }) => id === system);
  return [...lines].sort((a, b) => place(a) - place(b) || (b.level ?? 0) - (a.level ?? 0));
}

function placeOf(
  settings: { type: string; region?: string; endpoint?: string | undefined },
  service: string,
): Pick<EncryptionReport['storage'], 'kind' | 'region' | 'encryptedTransport'> {
  if (settings.type !== service) return { kind: 'embedded', region: undefined, encryptedTransport: false };
  const { region, endpoint } = settings;
  return { kind: 'service', region, encryptedTransport: endpoint === undefined || endpoint.startsWith('https:') };
}
