const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
/** CloudTrail delivers no larger event than 1 MB. */
const MAX_RECORD = 4 * 1024 * 1024;
const HEAD = /^(?:\xef\xbb\xbf)?\s*\{\s*"Records"\s*:\s*\[\s*/;
const HEAD_BYTES = 256;

export type RecordEnd = 'whole' | 'cut' | 'unknown-format' | 'broken';

/**
 * Cuts `{"Records":[{…},{…}]}` into the texts of its records as bytes come in; each is left to JSON.parse. Holds one
 * record at most. Why not the JSON reader of the records: it tells single tokens, which takes ten times as long.
 */
export class JsonArrayRecords {
  #state: 'head' | 'between' | 'inside' | 'tail' | 'done' = 'head';
  #held: Buffer[] = [];
  #heldBytes = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #wrong: 'unknown-format' | 'broken' | undefined;

  /** How the text ended, or what is wrong with it; call it after the last chunk. */
  get end(): RecordEnd {
    if (this.#wrong) return this.#wrong;
    if (this.#state === 'head' && !'{"Records":['.startsWith(this.#headText())) return 'unknown-format';
    return this.#state === 'done' ? 'whole' : 'cut';
  }

  get broken(): boolean {
    return this.#wrong !== undefined;
  }

  #headText(): string {
    return Buffer.concat(this.#held)
      .toString('latin1')
      .replace(/^\xef\xbb\xbf|\s/g, '');
  }

  *push(chunk: Buffer): Generator<string> {
    let at = 0;
    if (this.#state === 'head') {
      const whole = Buffer.concat([...this.#held, chunk]);
      const head = HEAD.exec(whole.toString('latin1', 0, HEAD_BYTES));
      if (!head) {
        this.#held = [whole];
        if (whole.length >= HEAD_BYTES) this.#wrong = 'unknown-format';
        return;
      }
      this.#held = [];
      this.#state = 'between';
      chunk = whole;
      at = head[0].length;
    }
    let start = at;
    while (at < chunk.length && !this.#wrong) {
      if (this.#state === 'inside') {
        at = this.#inside(chunk, at);
        if (this.#depth > 0) break;
        const text = Buffer.concat([...this.#held, chunk.subarray(start, at)]).toString('utf8');
        this.#held = [];
        this.#heldBytes = 0;
        this.#state = 'between';
        yield text;
        continue;
      }
      const byte = chunk[at] ?? 0;
      if (byte === OPEN && this.#state === 'between') {
        this.#state = 'inside';
        start = at;
        continue;
      }
      at += 1;
      if (byte === 0x2c && this.#state === 'between') continue;
      if (byte === 0x5d && this.#state === 'between') this.#state = 'tail';
      else if (byte === CLOSE && this.#state === 'tail') this.#state = 'done';
      else if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) this.#wrong = 'broken';
    }
    if (this.#state !== 'inside' || this.#wrong) return;
    this.#held.push(Buffer.from(chunk.subarray(start)));
    this.#heldBytes += chunk.length - start;
    if (this.#heldBytes > MAX_RECORD) this.#wrong = 'broken';
  }

  /** @returns the position behind the record, with depth 0, or the end of the chunk */
  #inside(chunk: Buffer, from: number): number {
    let at = from;
    let inString = this.#inString;
    let escaped = this.#escaped;
    let depth = this.#depth;
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
      } else if (byte === QUOTE) inString = true;
      else if (byte === OPEN) depth += 1;
      else if (byte === CLOSE) {
        depth -= 1;
        if (depth === 0) {
          at += 1;
          break;
        }
      }
    }
    this.#inString = inString;
    this.#escaped = escaped;
    this.#depth = depth;
    return at;
  }
}
