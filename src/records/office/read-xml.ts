import { ByteSource } from '../byte-source.js';
import { byteOrderMark } from '../charset.js';
import { decodeText } from '../decode.js';
import { charsetLabel } from '../mail-words.js';
import { type Batches, type Items, nested, problem, Reading } from '../reading.js';
import { type XmlHandler, XmlTokens } from './xml-tokens.js';

/** Bytes in which an XML declaration tells its encoding. */
const DECLARATION_BYTES = 200;

/** A handler that makes records and problems of what it is told, to be taken after each piece. */
export interface XmlReader extends XmlHandler {
  take(): Items;
}

/**
 * Reads one XML part of a document.
 *
 * @param locator - where the part is, for problems of decoding and of form (`records/broken-xml`)
 */
export async function* readXml(
  bytes: AsyncIterable<Uint8Array>,
  reader: XmlReader,
  locator: string,
  reading: Reading,
): Batches {
  const source = new ByteSource(bytes);
  const { bytes: head } = await source.head(DECLARATION_BYTES);
  const charset = encodingOf(head);
  const inner = new Reading({ ...reading.summary, charset: charset.charset }, reading.depth, reading.budget);
  const tokens = new XmlTokens(reader);
  for await (const text of decodeText(source.rest(), charset, inner)) {
    tokens.push(text);
    yield [...reader.take()];
  }
  tokens.end();
  yield [...reader.take(), ...inner.pending.map((each) => nested(each, locator))];
  if (tokens.broken) yield [problem('records/broken-xml', locator)];
}

function encodingOf(head: Buffer): { charset: string; bomBytes: number } {
  const marked = byteOrderMark(head);
  if (marked) return marked;
  if (head[0] === 0x3c && head[1] === 0) return { charset: 'utf-16le', bomBytes: 0 };
  if (head[0] === 0 && head[1] === 0x3c) return { charset: 'utf-16be', bomBytes: 0 };
  const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head.toString('latin1'))?.[1];
  return { charset: charsetLabel(declared) ?? 'utf-8', bomBytes: 0 };
}
