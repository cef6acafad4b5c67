import type { Level } from '../base/level.js';
import type { Parties } from '../dispose/plan.js';
import type { KeyMaterial, KeyOrigin } from '../ports/key-service.js';
import type { KeyDeviation } from './key-lifecycle-data.js';

interface Product {
  vendor: string;
  name: string;
  version: string;
}

/** Objects of one system and level, by how they are protected. */
export interface ProtectionLine {
  system: string;
  systemName: string;
  access: 'archive' | 'live';
  /** Undefined: not classified yet. */
  level: Level | undefined;
  objects: number;
  /** Bytes as stored. */
  bytes: number;
  envelope: number;
  storeKms: number;
  /** The store's default: Amazon S3 encrypts with a key of its own, the embedded store does not. */
  storeDefault: number;
  /** Known, and not brought to the protection of its level yet. */
  pending: number;
  /** Objects whose content this place has held unencrypted, and those of which that is not known. */
  plaintextBefore: number;
  plaintextUnknown: number;
}

export interface ReportedKey {
  keyId: string;
  alias: string | undefined;
  level: Level | undefined;
  state: string;
  origin: KeyOrigin | undefined;
  createdAt: string | undefined;
  materials: Pick<KeyMaterial, 'state' | 'present'>[] | undefined;
  unitKeys: number;
}

/** 暗号化・鍵管理報告書 as data. */
export interface EncryptionReport {
  schema: 'kimitsu/encryption-report/1';
  reportId: string;
  createdAt: string;
  createdBy: string;
  parties: Parties;
  /** `embedded`: a folder of the contractor's machine; `service`: an outside service. */
  storage: { kind: 'embedded' | 'service'; product: Product; region: string | undefined; encryptedTransport: boolean };
  keyService: {
    kind: 'embedded' | 'service';
    product: Product;
    region: string | undefined;
    encryptedTransport: boolean;
  };
  unitKeyStore: 'folder' | 'bucket';
  settings: { origin: KeyOrigin; rotationDays: number; waitingDays: number };
  access: { administrators: readonly string[]; users: readonly string[] };
  lines: ProtectionLine[];
  keys: ReportedKey[];
  unitKeys: { present: number; destroyed: number };
  exceptions: { objectId: string; system: string; reason: string }[];
  deviations: (KeyDeviation & { key: string })[];
  auditHead: { seq: number; hash: string } | undefined;
}
