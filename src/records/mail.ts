import { ByteSource } from './byte-source.js';
import { decodeText } from './decode.js';
import { htmlText } from './html-text.js';
import { MAX_HEADER_BYTES, MAX_MAIL_PARTS, MAX_NESTING, SAMPLE_BYTES } from './limits.js';
import { type BoundaryHit, boundaryHit, MailBody } from './mail-body.js';
import { chooseCharset } from './mail-charset.js';
import { headerOf, type MailHeader, parseHeaders, parseMimeValue } from './mail-headers.js';
import { MailLines } from './mail-lines.js';
import { readPlainText } from './plain-text.js';
import { type Batches, field, type Item, nested, problem, type ReadInner, Reading, share } from './reading.js';
import type { ReadHints } from './record.js';
import { transferDecoder } from './transfer-encoding.js';
import { DocumentWindow } from './windows.js';

/** A part of a mail as it is read. @returns the boundary line that ended it */
type Part = AsyncGenerator<readonly Item[], BoundaryHit | undefined, undefined>;

const MAX_NESTED_MULTIPARTS = 20;

/**
 * A mail (RFC 5322, MIME): one record `document` with all headers, the texts of the body (`body`) and the names of the
 * attachments (`filename`). Attachments are read like objects, their records are `attachment N, …`; one that cannot
 * be read is `records/unread-attachment`. Streams: no part is held.
 */
export async function* readMail(bytes: AsyncIterable<Uint8Array>, reading: Reading, readInner: ReadInner): Batches {
  const mail = new Mail(new MailLines(bytes), reading, readInner);
  yield* mail.entity([]);
  yield mail.end();
}

class Mail {
  readonly #window = new DocumentWindow();
  #parts = 0;
  #attachments = 0;

  constructor(
    readonly lines: MailLines,
    readonly reading: Reading,
    readonly readInner: ReadInner,
  ) {}

  async *entity(boundaries: readonly string[]): Part {
    this.#parts += 1;
    const isRoot = this.#parts === 1;
    const headers = yield* this.#headers(boundaries);
    if (isRoot) for (const header of headers) yield this.#window.add(field(header.name || undefined, header.text));
    const type = parseMimeValue(headerOf(headers, 'content-type')?.raw ?? '');
    const boundary = type.parameters.get('boundary');
    const isMultipart = type.value.startsWith('multipart/') && boundary && boundaries.length < MAX_NESTED_MULTIPARTS;
    if (!isMultipart) return yield* this.#leaf(headers, boundaries);
    if (type.value === 'multipart/encrypted') yield [problem('records/encrypted', `part ${this.#parts}`)];
    return yield* this.#multipart([...boundaries, boundary]);
  }

  end(): Item[] {
    return this.#window.end();
  }

  async *#multipart(boundaries: readonly string[]): Part {
    const own = boundaries.length - 1;
    // Text before the first and after the last part is seen by nobody and may say anything.
    let hit = yield* this.#text(new MailBody(this.lines, boundaries), '', undefined, false);
    while (hit?.level === own && !hit.closing) {
      if (this.#parts >= MAX_MAIL_PARTS) {
        const rest = new MailBody(this.lines, boundaries.slice(0, -1));
        await rest.drain();
        this.reading.skip(rest.rawBytes);
        yield [problem('records/too-many-parts', `part ${this.#parts}`)];
        return rest.hit;
      }
      hit = yield* this.entity(boundaries);
    }
    if (hit?.level === own)
      return yield* this.#text(new MailBody(this.lines, boundaries.slice(0, -1)), '', undefined, false);
    yield [problem('records/truncated-mail', `byte ${this.lines.position}`)];
    return hit;
  }

  async *#headers(boundaries: readonly string[]): AsyncGenerator<readonly Item[], MailHeader[], undefined> {
    let block = '';
    let tooLong = false;
    for (;;) {
      const line = await this.lines.peek();
      if (!line || (line.fresh && boundaryHit(line.bytes, boundaries))) break;
      await this.lines.next();
      const text = line.bytes.toString('latin1');
      if (line.fresh && /^\r?\n$/.test(text)) break;
      // The line that mailboxes put before each mail.
      if (block === '' && text.startsWith('From ')) continue;
      if (block.length + text.length <= MAX_HEADER_BYTES) block += text;
      else {
        this.reading.skip(line.bytes.length);
        tooLong = true;
      }
    }
    if (tooLong) yield [problem('records/line-too-long', 'header')];
    const headers = parseHeaders(block);
    if (headers.some((header) => header.text.includes('\ufffd')))
      yield [problem('records/undecodable-bytes', 'header')];
    return headers;
  }

  async *#leaf(headers: readonly MailHeader[], boundaries: readonly string[]): Part {
    const type = parseMimeValue(headerOf(headers, 'content-type')?.raw ?? '');
    const disposition = parseMimeValue(headerOf(headers, 'content-disposition')?.raw ?? '');
    const encoding = headerOf(headers, 'content-transfer-encoding')?.raw ?? '';
    const filename = disposition.parameters.get('filename') ?? type.parameters.get('name');
    const description = headerOf(headers, 'content-description')?.text;
    if (filename) yield this.#window.add(field('filename', filename));
    if (description) yield this.#window.add(field('Content-Description', description));
    const body = new MailBody(this.lines, boundaries);
    const isText = /^(?:text\/(?:plain|html)|)$/.test(type.value);
    if (isText && !filename && disposition.value !== 'attachment') {
      return yield* this.#text(body, encoding, type.parameters.get('charset'), type.value === 'text/html');
    }
    const hints: ReadHints = { name: filename ?? '', ...(type.value && { contentType: type.value }) };
    return yield* this.#attachment(body, encoding, hints);
  }

  async *#text(body: MailBody, encoding: string, declared: string | undefined, isHtml: boolean): Part {
    const decoder = transferDecoder(encoding);
    const source = new ByteSource(decoded(body, decoder));
    const head = await source.head(SAMPLE_BYTES);
    const charset = head.bytes.length === 0 ? undefined : chooseCharset(head.bytes, head.whole, declared);
    const inner = new Reading(
      { ...this.reading.summary, charset: charset?.charset },
      this.reading.depth,
      this.reading.budget,
    );
    if (head.bytes.length > 0) {
      this.reading.summary.charset ??= inner.summary.charset;
      const text = decodeText(source.rest(), charset, inner);
      for await (const batch of readPlainText(isHtml ? htmlText(text) : text, inner, 'body')) {
        yield batch.flatMap((item): Item[] => {
          if (item.kind === 'record') return item.fields.flatMap((each) => this.#window.add(each));
          return [problem(item.code, `part ${this.#parts}, ${item.locator}`)];
        });
      }
    }
    for (const each of inner.pending) yield [problem(each.code, `part ${this.#parts}, ${each.locator}`)];
    if (decoder.malformed) yield [problem('records/broken-encoding', `part ${this.#parts}`)];
    await body.drain();
    this.reading.skip(share(inner.skippedBytes, source.bytes, body.rawBytes));
    return body.hit;
  }

  async *#attachment(body: MailBody, encoding: string, hints: ReadHints): Part {
    this.#attachments += 1;
    const locator = `attachment ${this.#attachments}`;
    if (this.reading.depth >= MAX_NESTING) {
      yield [problem('records/unread-attachment', locator)];
      await body.drain();
      this.reading.skip(body.rawBytes);
      return body.hit;
    }
    const decoder = transferDecoder(encoding);
    const inner = this.readInner(decoded(body, decoder), hints, this.reading);
    for await (const batch of inner.batches) yield batch.map((item) => within(item, locator));
    if (decoder.malformed) yield [problem('records/broken-encoding', locator)];
    await body.drain();
    const { examinedBytes, unexaminedBytes } = inner.summary();
    this.reading.skip(share(unexaminedBytes, examinedBytes + unexaminedBytes, body.rawBytes));
    return body.hit;
  }
}

async function* decoded(
  body: MailBody,
  decoder: ReturnType<typeof transferDecoder>,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const bytes of body.bytes()) yield decoder.push(bytes);
  yield decoder.end();
}

/** The item of an attachment as an item of the mail. */
function within(item: Item, attachment: string): Item {
  const unread = item.kind === 'problem' && item.code === 'records/unknown-format';
  return nested(unread ? { ...item, code: 'records/unread-attachment' } : item, attachment);
}
