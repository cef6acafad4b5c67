import { type Batches, problem, type Reading } from '../reading.js';

/** Name of the stream in which an encrypted Office document stands. @see MS-OFFCRYPTO 2.3.4.4 */
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');

/**
 * A compound file (OLE2): an Office document with a password, which is named as encrypted, or one in the format of
 * before 2007, which is known by name only.
 */
export async function* readOle2(bytes: AsyncIterable<Uint8Array>, reading: Reading): Batches {
  let before: Buffer = Buffer.alloc(0);
  let encrypted = false;
  for await (const piece of bytes) {
    const joined = Buffer.concat([before, piece]);
    encrypted ||= joined.includes(ENCRYPTED_PACKAGE);
    before = joined.subarray(-ENCRYPTED_PACKAGE.length);
    reading.skip(piece.byteLength);
  }
  yield [problem(encrypted ? 'records/encrypted' : 'records/unknown-format')];
}
