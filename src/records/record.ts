import type { ByteStream } from '../base/bytes.js';
import type { ReviewReason } from '../ports/catalog.js';

/** One text of a record with the names that lead to it. */
export interface RecordField {
  /** Column header or member name; undefined where the format has none (a line of plain text). */
  name: string | undefined;
  /** Names of the enclosing members, outermost first, without `name`. */
  path: readonly string[];
  text: string;
}

/** A row, a message, a transcript, one JSON element: what gets a level of its own. */
export interface SourceRecord {
  kind: 'record';
  /**
   * Where in the object, never a value: `row 12` (the first row below the header is 1; `header` the header itself,
   * `above 1` a title above it),
   * `item 5` of a JSON array, `line 3` of JSON Lines, `document` for what is one record (text, mail, transcript),
   * `part 2` of a long one, `page 3` of a PDF, `sheet 2, row 5` of a workbook; within what holds others
   * `attachment 1, row 12` and `entry 4, document`. A record of unusual size comes in pieces with one locator.
   */
  locator: string;
  fields: readonly RecordField[];
}

/** A part that could not be read. The object is level 3 and on the review list. */
export interface ReadProblem extends ReviewReason {
  kind: 'problem';
}

export interface ReadSummary {
  /**
   * Detected by content: `csv`, `json`, `jsonl`, `text`, `webvtt`, `srt`, `html`, `eml`, `transcribe-json`, `rtf`,
   * `pdf`, `docx`, `xlsx`, `pptx`, `zip`, `gzip`, `wav`, `mp3`, `ogg`, `flac`, `mp4` (M4A as well), `empty`; the name of
   * a known format that is not read (`ole2`, `7z`, `png`, …); otherwise `unknown`.
   */
  format: string;
  /** WHATWG label of the encoding found (`utf-8`, `shift_jis`, `euc-jp`, `iso-2022-jp`, `utf-16le`, …). */
  charset: string | undefined;
  /** True when the file began with a byte order mark. */
  bom: boolean;
  /** Bytes of the source that reached a record. With `unexaminedBytes` the whole source, once `items` has ended. */
  examinedBytes: number;
  unexaminedBytes: number;
  /** What the format says about itself and nothing personal: sample rate and duration of a recording. */
  facts?: Readonly<Record<string, string | number>>;
}

/** Records in order of the file, problems where they occur; the summary is final once `items` has ended. */
export interface RecordStream {
  items: AsyncIterable<SourceRecord | ReadProblem>;
  summary(): ReadSummary;
}

export interface ReadHints {
  /** File name with extension: a hint only, the content decides. */
  name: string;
  contentType?: string;
  /** Bytes, if known. */
  size?: number;
}

/**
 * Reads any supported format as a stream; memory is bounded whatever the input.
 * Never throws for bad content (that is a `problem`); a failing source throws what the source threw.
 */
export type ReadRecords = (source: ByteStream, hints: ReadHints) => RecordStream;
