import type { ByteStream } from '../base/bytes.js';
import type { InflateBudget } from './archive/inflate-budget.js';
import type { ReadHints, ReadProblem, ReadSummary, RecordField, SourceRecord } from './record.js';

export type Item = SourceRecord | ReadProblem;

/**
 * What a format's reader yields: records and problems in order of the file, those of one piece of the source at a time
 * (an asynchronous step per record would cost more than reading it).
 */
export type Batches = AsyncGenerator<readonly Item[], void, undefined>;

/** Reads what an object holds (an attachment, an entry of an archive) as if it were an object of its own. */
export type ReadInner = (
  bytes: ByteStream,
  hints: ReadHints,
  within: Reading,
) => { batches: Batches; summary(): ReadSummary };

/** Of a piece of the source that is at hand. */
export type Items = Generator<Item, void, undefined>;

/** State of one object being read that its layers share: the summary, and problems of the layers below the format. */
export class Reading {
  /** Found while decoding; handed on before the next item. */
  readonly pending: ReadProblem[] = [];
  skippedBytes = 0;

  constructor(
    readonly summary: ReadSummary,
    /** 0 for the object itself, 1 for an attachment of a mail or an entry of an archive, … */
    readonly depth: number,
    /** Shared by an object and all that is in it. */
    readonly budget: InflateBudget,
  ) {}

  /** Bytes of the source that reached no record. */
  skip(bytes: number): void {
    this.skippedBytes += bytes;
  }

  /** `text` was dropped: counted as the bytes it has in the charset of the object. */
  skipText(text: string): void {
    this.skippedBytes += encodedLength(text, this.summary.charset);
  }
}

/** Bytes of `text` in `charset`, without escape sequences of ISO-2022-JP and three-byte characters of EUC-JP. */
function encodedLength(text: string, charset: string | undefined): number {
  if (charset?.startsWith('utf-16')) return text.length * 2;
  if (charset === undefined || charset === 'utf-8') return Buffer.byteLength(text);
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const oneByte = unit < 0x80 || (charset === 'shift_jis' && unit >= 0xff61 && unit <= 0xff9f);
    if (!oneByte) bytes += 1;
  }
  return bytes;
}

export function problem(code: string, locator?: string): ReadProblem {
  return locator === undefined ? { kind: 'problem', code } : { kind: 'problem', code, locator };
}

/** An item of something that stands at `place` of the object, as an item of the object. */
export function nested(item: Item, place: string): Item {
  return { ...item, locator: item.locator === undefined ? place : `${place}, ${item.locator}` };
}

/** `part` of `whole`, in proportion of `raw` bytes: what an encoding made longer or shorter. */
export function share(part: number, whole: number, raw: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * raw);
}

export function record(locator: string, fields: readonly RecordField[]): SourceRecord {
  return { kind: 'record', locator, fields };
}

export function field(name: string | undefined, text: string, path: readonly string[] = []): RecordField {
  return { name, path, text };
}
