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
  /** Where in the object: `row 12`, `line 3`, `item 5`, `message`. Never a value. */
  locator: string;
  fields: readonly RecordField[];
}

/** A part that could not be read. The object is level 3 and on the review list. */
export interface ReadProblem extends ReviewReason {
  kind: 'problem';
}

export interface ReadSummary {
  /** Detected by content: `csv`, `json`, `jsonl`, `text`, `webvtt`, `eml`, `wav`, `transcribe-json`, `unknown`, `empty`. */
  format: string;
  /** WHATWG label of the encoding found (`utf-8`, `shift_jis`, `euc-jp`, `iso-2022-jp`, `utf-16le`, …). */
  charset: string | undefined;
  /** True when the file began with a byte order mark. */
  bom: boolean;
  examinedBytes: number;
  unexaminedBytes: number;
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
