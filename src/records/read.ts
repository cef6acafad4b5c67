import type { ByteStream } from '../base/bytes.js';
import { readGzip } from './archive/gzip.js';
import { InflateBudget } from './archive/inflate-budget.js';
import { readZip } from './archive/zip.js';
import { readFlac } from './audio/flac.js';
import { readMp3 } from './audio/mp3.js';
import { readMp4 } from './audio/mp4.js';
import { readOgg } from './audio/ogg.js';
import { ByteSource } from './byte-source.js';
import { readCaptions } from './captions.js';
import { detectCharset } from './charset.js';
import { readCsv } from './csv.js';
import { decodeText } from './decode.js';
import { looksLikeMail, textFormat } from './format.js';
import { htmlText } from './html-text.js';
import { readJson, readJsonLines } from './json.js';
import { MAX_PROBLEMS_PER_CODE, SAMPLE_BYTES } from './limits.js';
import { binaryFormat } from './magic.js';
import { readMail } from './mail.js';
import { decodeBytes } from './mail-words.js';
import { readOfficeDocument } from './office/document.js';
import { readOle2 } from './office/ole2.js';
import { readWorkbook } from './office/xlsx.js';
import { readPdf } from './pdf/pdf.js';
import { readPlainText } from './plain-text.js';
import { type Batches, type Item, problem, type ReadInner, Reading } from './reading.js';
import type { ReadHints, ReadProblem, ReadRecords, ReadSummary } from './record.js';
import { readRtf } from './rtf/rtf.js';
import { readTranscript } from './transcript.js';
import { readWav } from './wav.js';

/** Bytes → records of any supported format; see ReadRecords for what it promises. */
export const readRecords: ReadRecords = (source, hints) => {
  const { batches, summary } = readAt(source, hints);
  return { items: flat(batches), summary };
};

async function* flat(batches: Batches): AsyncGenerator<Item, void, undefined> {
  for await (const batch of batches) for (const item of batch) yield item;
}

function readAt(source: ByteStream, hints: ReadHints, within?: Reading): ReturnType<ReadInner> {
  const summary: ReadSummary = {
    format: 'unknown',
    charset: undefined,
    bom: false,
    examinedBytes: 0,
    unexaminedBytes: 0,
  };
  const bytes = new ByteSource(source);
  const budget = within?.budget ?? new InflateBudget(() => bytes.bytes);
  const reading = new Reading(summary, within === undefined ? 0 : within.depth + 1, budget);
  return { batches: readCounted(bytes, hints, reading), summary: () => ({ ...summary }) };
}

/** Adds the problems of the layers below, limits how often one is told, and settles the byte counts. */
async function* readCounted(source: ByteSource, hints: ReadHints, reading: Reading): Batches {
  const told = new Map<string, number>();
  const tell = (found: ReadProblem): boolean => {
    const times = (told.get(found.code) ?? 0) + 1;
    told.set(found.code, times);
    return times <= MAX_PROBLEMS_PER_CODE;
  };
  try {
    for await (const batch of readFormat(source, hints, reading)) {
      const below = reading.pending.splice(0);
      const all = below.length > 0 ? [...below, ...batch] : batch;
      yield all.filter((item) => item.kind === 'record' || tell(item));
    }
    yield reading.pending.splice(0).filter(tell);
    if ([...told.values()].some((times) => times > MAX_PROBLEMS_PER_CODE)) yield [problem('records/more-problems')];
    reading.skip(await source.drain());
  } finally {
    const unexamined = Math.min(reading.skippedBytes, source.bytes);
    reading.summary.unexaminedBytes = unexamined;
    reading.summary.examinedBytes = source.bytes - unexamined;
    await source.close();
  }
}

async function* readFormat(source: ByteSource, hints: ReadHints, reading: Reading): Batches {
  const { bytes: head, whole } = await source.head(SAMPLE_BYTES);
  const { summary } = reading;
  if (head.length === 0) {
    summary.format = 'empty';
    yield [problem('records/empty')];
    return;
  }
  const binary = binaryFormat(head);
  if (binary) {
    summary.format = binary;
    const read = BINARY_READERS[binary];
    if (read) yield* read(source.rest(), hints, reading);
    else yield [problem('records/unknown-format')];
    return;
  }
  if (looksLikeMail(head)) {
    summary.format = 'eml';
    yield* readMail(source.rest(), reading, readAt);
    return;
  }
  const guess = detectCharset(head, whole);
  if (!guess) {
    yield [problem('records/unknown-format')];
    return;
  }
  summary.charset = guess.charset;
  summary.bom = guess.bomBytes > 0;
  const sample = { text: sampleText(head.subarray(guess.bomBytes), guess.charset, whole), whole };
  const { format, dialect } = textFormat(sample.text, whole, hints);
  summary.format = format;
  const text = decodeText(source.rest(), guess.ascii ? undefined : guess, reading);
  switch (format) {
    case 'csv':
      return yield* readCsv(text, dialect, sample, reading);
    case 'json':
      return yield* readJson(text, reading);
    case 'jsonl':
      return yield* readJsonLines(text, reading);
    case 'transcribe-json':
      return yield* readTranscript(text, reading);
    case 'webvtt':
    case 'srt':
      return yield* readCaptions(text, reading);
    case 'html':
      return yield* readPlainText(htmlText(text), reading);
    case 'text':
      return yield* readPlainText(text, reading);
  }
}

/** Readers of the formats that binaryFormat knows; one without a reader is known by name only. */
const BINARY_READERS: Record<string, (bytes: ByteStream, hints: ReadHints, reading: Reading) => Batches> = {
  wav: (bytes, _, reading) => readWav(bytes, reading),
  mp3: (bytes, _, reading) => readMp3(bytes, reading),
  mp4: (bytes, _, reading) => readMp4(bytes, reading),
  ogg: (bytes, _, reading) => readOgg(bytes, reading),
  flac: (bytes, _, reading) => readFlac(bytes, reading),
  zip: (bytes, _, reading) => readZip(bytes, reading, readAt),
  docx: (bytes, _, reading) => readOfficeDocument(bytes, reading, readAt),
  pptx: (bytes, _, reading) => readOfficeDocument(bytes, reading, readAt),
  xlsx: (bytes, _, reading) => readWorkbook(bytes, reading, readAt),
  pdf: (bytes, _, reading) => readPdf(bytes, reading, readAt),
  rtf: (bytes, _, reading) => readRtf(bytes, reading),
  ole2: (bytes, _, reading) => readOle2(bytes, reading),
  gzip: (bytes, hints, reading) => readGzip(bytes, hints, reading, readAt),
};

/** Text of the sample; a character that the end of the sample cuts is left out. */
function sampleText(bytes: Buffer, charset: string, whole: boolean): string {
  if (charset === 'iso-2022-jp') return decodeBytes(bytes, charset);
  return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes, { stream: !whole });
}
