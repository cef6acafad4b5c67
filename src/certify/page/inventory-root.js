/** Longest line that is read. */
const MAX_LINE_BYTES = 1024 * 1024;
/** A leaf has more: its commitment alone has 64 digits. Millions of short lines would only fill memory. */
const LEAST_LINE_BYTES = 64;
const FEW_LINES = 1000;
/** Hashes under way at once. */
const BATCH = 1024;

/**
 * Number of lines and RFC 6962 root of an inventory, one leaf per line.
 *
 * @param {Uint8Array} bytes
 * @returns {Promise<{ count: number, root: Uint8Array } | undefined>} undefined when a line is too
 *   long, or too many are too short to be leaves
 */
export async function inventoryRoot(bytes) {
  const lines = linesOf(bytes);
  if (!lines) return undefined;
  let hashes = await hashed(lines.length, (index) => prefixed(0, lines[index]));
  // Pairing from the left and passing a last odd one on gives the tree of RFC 6962 §2.1.
  while (hashes.length > 1) {
    const level = hashes;
    const pairs = Math.floor(level.length / 2);
    hashes = await hashed(pairs, (index) => prefixed(1, level[2 * index], level[2 * index + 1]));
    if (level.length % 2 === 1) hashes.push(level.at(-1));
  }
  return { count: lines.length, root: hashes[0] ?? (await sha256(new Uint8Array())) };
}

/**
 * Lines without their line feeds; a last one without line feed counts as a line too.
 *
 * @returns {Uint8Array[] | undefined} undefined when one is too long, or too many are too short
 */
export function linesOf(bytes) {
  const lines = [];
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    if (end - start > MAX_LINE_BYTES) return undefined;
    lines.push(bytes.subarray(start, end));
    start = end + 1;
    if (lines.length > FEW_LINES && start < lines.length * LEAST_LINE_BYTES) return undefined;
  }
  return lines;
}

async function hashed(count, contentAt) {
  const hashes = [];
  for (let start = 0; start < count; start += BATCH) {
    const length = Math.min(BATCH, count - start);
    hashes.push(...(await Promise.all(Array.from({ length }, (_, index) => sha256(contentAt(start + index))))));
  }
  return hashes;
}

function prefixed(first, ...parts) {
  const whole = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  whole[0] = first;
  let at = 1;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
