import { toLatin1 } from './bytes.js';

const MAX_ATTACHMENT = 32 * 1024 * 1024;
/** A certificate has two; a file made to keep the page busy has more. */
const MAX_COUNT = 16;

/**
 * The files embedded in a PDF, unpacked. Streams never lie inside other streams, so they are found in the bytes as
 * they are; names are not looked at.
 *
 * @param {Uint8Array} bytes
 * @returns {Promise<Uint8Array[]>}
 */
export async function attachmentsOf(bytes) {
  const text = toLatin1(bytes);
  const found = [];
  for (const marker of text.matchAll(/\/Type\s*\/EmbeddedFile\b/g)) {
    const start = text.indexOf('stream', marker.index);
    const open = text.lastIndexOf(' obj', marker.index);
    if (start < 0 || open < 0 || found.length === MAX_COUNT) return [];
    const dictionary = text.slice(open, start);
    const first = start + (text.startsWith('stream\r\n', start) ? 8 : 7);
    const length = Number(/\/Length\s+(\d+)\b(?!\s+\d+\s+R)/.exec(dictionary)?.[1] ?? Number.NaN);
    const end = Number.isNaN(length) ? text.indexOf('endstream', first) : first + length;
    const data = bytes.subarray(first, end);
    const unpacked = /\/Filter\s*(\[\s*)?\/FlateDecode/.test(dictionary) ? await inflate(data) : data;
    if (unpacked) found.push(unpacked);
  }
  return found;
}

/** zlib data; undefined when broken or larger than a certificate can be. */
async function inflate(data) {
  const chunks = [];
  let size = 0;
  try {
    const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate'));
    const reader = stream.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > MAX_ATTACHMENT) {
        await reader.cancel();
        return undefined;
      }
      chunks.push(value);
    }
  } catch {
    // TypeError or ZLIB error, by browser: not zlib data.
    return undefined;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
