import { sha256Hex } from '../../base/bytes.js';

/** Folders of the payload. A key that can be a file name keeps it below `records`. */
export const PAYLOAD = { records: 'data/records', renamed: 'data/renamed', history: 'data/history' } as const;

/** Bytes (UTF-8) that a name and a whole key may have; ext4, NTFS and S3 with a prefix hold them. */
const NAME_BYTES = 255;
const KEY_BYTES = 800;

/**
 * Not in a file name on some system, or read differently by some BagIt tool: control, format and line-separating
 * characters, the signs that Windows reserves, `%` (tools disagree on its encoding in manifests), `$` and a leading `~`
 * (bagit-py expands them).
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"|?*\\%$]|\uFFFD/u;
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(\..*)?$/i;

/** Whether `key` can be a path below a folder as it is, on every usual file system and in every BagIt tool. */
export function isPortable(key: string): boolean {
  return Buffer.byteLength(key, 'utf8') <= KEY_BYTES && key.split('/').every(isPortableName);
}

function isPortableName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || Buffer.byteLength(name, 'utf8') > NAME_BYTES) return false;
  return !UNSAFE.test(name) && !/[\s.]$/u.test(name) && !name.startsWith('~') && !DEVICE.test(name);
}

/** Two paths with the same fold are one file on some file system. */
export function fold(path: string): string {
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** Says of each key whether it may keep its name beside the others. */
export interface Clashes {
  clashes(key: string): boolean;
}

/**
 * Path of the current version of `key` in the payload. Different keys have different paths, none leaves its folder.
 * What cannot keep its name goes by the SHA-256 of the key, which `metadata/records.jsonl` resolves.
 */
export function payloadPath(key: string, clashing: Clashes): string {
  if (isPortable(key) && !clashing.clashes(key)) return `${PAYLOAD.records}/${key}`;
  return `${PAYLOAD.renamed}/${sha256Hex(key)}`;
}

/** Path of an older version. */
export function historyPath(key: string, versionId: string): string {
  return `${PAYLOAD.history}/${sha256Hex(key)}/${sha256Hex(versionId)}`;
}

/** Paths that say nothing about the name: for a package whose content only the receiver can open. */
export function sealedPath(objectId: string): string {
  return `${PAYLOAD.records}/${objectId}`;
}

export function sealedHistoryPath(objectId: string, versionId: string): string {
  return `${PAYLOAD.history}/${objectId}/${sha256Hex(versionId)}`;
}
