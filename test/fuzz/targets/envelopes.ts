import { collect } from '../../../src/base/bytes.js';
import { decryptStream, encryptStream } from '../../../src/protect/envelope.js';
import { contentBytes } from '../../../src/protect/frames.js';
import { HEADER_LIMIT, parseMessageHeader, readMessageHeader } from '../../../src/protect/message-header.js';
import { once, UNIT_ID, wrappingKey } from '../../protect/keys.js';
import { inPieces, otherSize } from '../chunks.js';
import { holds, isSame, refusing } from '../promises.js';
import { type FuzzTarget, whole } from '../target.js';

const CONTEXT = { service: 'centre', system: 'pbx', object: 'obj-1' };
const KEY = Buffer.alloc(32, 7);
const CONTENT = Buffer.from('氏名,電話\n山田,1\n');

async function opened(input: Buffer, size: number): Promise<string> {
  const stream = decryptStream(inPieces(input, size), {
    context: CONTEXT,
    keyFor: async () => wrappingKey(UNIT_ID, KEY),
  });
  return (await collect(stream)).toString('base64');
}

/** Encrypted records: headers that are read without a key, and messages that somebody has changed. */
export const envelopes: readonly FuzzTarget[] = [
  {
    name: 'envelopes/message',
    form: 'bytes',
    seeds: async () => {
      const message = async (...parts: Buffer[]) =>
        whole(await collect(encryptStream(once(...parts), wrappingKey(UNIT_ID, KEY), CONTEXT)));
      return [await message(CONTENT), await message(), await message(Buffer.alloc(300_000))];
    },
    async check(input) {
      const header = parseMessageHeader(input.subarray(0, HEADER_LIMIT));
      if (typeof header !== 'string') {
        holds(header.headerBytes <= input.length, 'a header lies in the message');
        isSame(readMessageHeader(input.subarray(0, header.headerBytes)), header, 'a header needs no byte behind it');
        await refusing(() => contentBytes(input.length, header), 'integrity');
      }
      const read = await refusing(() => opened(input, 64 * 1024), 'integrity');
      if ('value' in read) {
        const content = Buffer.from(read.value, 'base64');
        const isContent = content.equals(CONTENT) || content.every((byte) => byte === 0);
        holds(isContent, 'what opens is what was encrypted');
      }
      const again = await refusing(() => opened(input, Math.max(otherSize(input), 50)), 'integrity');
      isSame('value' in again, 'value' in read, 'cut in pieces another way, a message opens or not all the same');
    },
  },
];
