/** `bytes` in pieces of `size`, each in memory of its own. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

const SIZES = [1, 2, 3, 7, 64, 509, 4096];

/** A size of pieces that depends on nothing but the input. Long inputs are not cut into single bytes, for time's sake. */
export function otherSize(bytes: Uint8Array): number {
  let sum = bytes.length;
  for (let at = 0; at < bytes.length; at += 97) sum += bytes[at] ?? 0;
  return Math.max(SIZES[sum % SIZES.length] ?? 1, Math.ceil(bytes.length / 4000));
}
