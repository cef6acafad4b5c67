import { Fault } from '../../base/fault.js';

/** The same keys as a folder can hold, so that a test passes here only if it passes there. */
export function checkKey(key: string): void {
  const parts = key.split('/');
  const plain = parts.every((part) => part !== '' && part !== '.' && part !== '..' && Buffer.byteLength(part) <= 255);
  if (plain && Buffer.byteLength(key) <= 1024 && !key.includes('\0') && parts[0] !== '.kimitsu') return;
  throw new Fault('usage', 'store/bad-key', 'an object key that no folder can hold');
}
