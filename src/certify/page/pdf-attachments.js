import { toLatin1 } from './bytes.js';
import { inflateZlib } from './inflate.js';

const MAX_ATTACHMENT = 32 * 1024 * 1024;
/** A plan has one; a file made to keep the page busy has more. */
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
    const unpacked = /\/Filter\s*(\[\s*)?\/FlateDecode/.test(dictionary)
      ? await inflateZlib(data, MAX_ATTACHMENT)
      : data;
    if (unpacked) found.push(unpacked);
  }
  return found;
}
