import type { FileHandle } from 'node:fs/promises';
import { z } from 'zod';
import { sha256Hex } from '../../../base/bytes.js';
import { Fault } from '../../../base/fault.js';
import type { UnitKeyRecord } from '../../../ports/unit-key-store.js';

/** A unit key as JSON, in files and in objects. */
export const StoredUnitKey = z.object({
  unitId: z.string(),
  system: z.string(),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  period: z.string(),
  kmsKeyId: z.string(),
  wrappedKey: z.string(),
  createdAt: z.string(),
});

export const UNIT_FILE = /^[0-9a-f]{64}\.json$/;

/** Says nothing about the unit. */
export function unitFileName(unitId: string): string {
  return `${sha256Hex(unitId)}.json`;
}

export function unitKeyBytes(record: UnitKeyRecord): Buffer {
  return Buffer.from(JSON.stringify(StoredUnitKey.parse(record)), 'utf8');
}

/**
 * The record of a file: its last whole line, since a replacement is written behind what it replaces. A first line need
 * not have an end.
 *
 * @returns undefined when a destruction was interrupted: only that writes zeros, and it begins at the beginning
 * @throws {Fault} `integrity` / `unit-keys/corrupt`
 */
export function readUnitKey(name: string, bytes: Buffer): UnitKeyRecord | undefined {
  if (bytes.byteLength === 0 || bytes[0] === 0) return undefined;
  const lines = bytes.toString('utf8').split('\n');
  const [first = ''] = lines;
  // What stands behind the last line feed is a replacement that was not written to its end.
  const whole = lines.length === 1 ? [first] : lines.slice(0, -1);
  const last = whole.filter((line) => line.trim() !== '').at(-1) ?? '';
  try {
    const record = StoredUnitKey.parse(JSON.parse(last));
    if (unitFileName(record.unitId) === name) return record;
  } catch {
    // Falls through: not readable and not ours are the same to the caller.
  }
  throw new Fault('integrity', 'unit-keys/corrupt', 'a unit key file cannot be read', { file: name });
}

/**
 * Writes a replacement into the file that `handle` has open, not into a new one: if the file is destroyed meanwhile, what
 * is written here has no name and is gone with it. First the new record behind the old, whole, then blanks over the old;
 * a crash or a full disk in between leaves one of them to be read.
 */
export async function writeReplacement(handle: FileHandle, record: UnitKeyRecord): Promise<void> {
  const { size } = await handle.stat();
  const line = Buffer.concat([Buffer.from('\n'), unitKeyBytes(record), Buffer.from('\n')]);
  await writeWhole(handle, line, size);
  await handle.sync();
  await writeWhole(handle, Buffer.alloc(size, ' '), 0);
  await handle.sync();
}

/** A disk that becomes full takes the beginning and says how much that was; only the next call is refused. */
export async function writeWhole(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.byteLength; )
    at += (await handle.write(bytes, at, bytes.byteLength - at, position + at)).bytesWritten;
}
