import { gunzipSync } from 'node:zlib';
import { MAX_RECORD, MAX_RECORD_FIELDS } from '../../src/records/limits.js';
import { type AllRead, codes, readChunks, shown } from '../records/read-all.js';
import { SAMPLES } from '../records/samples.js';
import { inPieces, otherSize } from './chunks.js';
import { holds, isSame, isSilent } from './promises.js';
import { type FuzzTarget, type Seed, whole } from './target.js';

/** Words and numbers only: what a locator may be made of. */
const LOCATOR = /^[a-z]+(?: \d+)?(?:, [a-z]+(?: \d+)?)*$/;

/** Formats whose sound or pictures belong to no record; that they were passed over is no problem. */
const PASSED_OVER = /^(?:wav|mp3|mp4|ogg|flac|docx|xlsx|pptx|pdf|rtf|html)$/;

/** What every reading of an object must hold, whatever its bytes. @see ReadRecords */
export async function readingHolds(bytes: Buffer, name: string): Promise<void> {
  const read = await readChunks(inPieces(bytes, 64 * 1024), name);
  const { records, problems, summary } = read;
  holds(
    summary.examinedBytes + summary.unexaminedBytes === bytes.length,
    'examined and unexamined bytes add up',
    `${summary.examinedBytes} + ${summary.unexaminedBytes}, not ${bytes.length}`,
  );
  holds(summary.examinedBytes >= 0 && summary.unexaminedBytes >= 0, 'no count is negative');
  isSilent(summary, 'summary');
  isSilent(problems, 'problem');
  for (const problem of problems) holds(/^records\/[a-z-]+$/.test(problem.code), 'a problem has a stable code');
  for (const { locator = 'none' } of [...records, ...problems])
    holds(LOCATOR.test(locator), 'a locator tells a place and no value', JSON.stringify(locator).slice(0, 200));
  for (const { fields } of records) {
    let units = 0;
    for (const { text } of fields) units += text.length;
    // What came last may be one field beyond.
    holds(units <= 3 * MAX_RECORD, 'a record is bounded', `${units} units`);
    holds(fields.length <= MAX_RECORD_FIELDS + 1, 'the fields of a record are bounded', `${fields.length}`);
  }
  if (records.length === 0 && !(await isEmpty(bytes, summary.format)) && !PASSED_OVER.test(summary.format))
    holds(
      problems.length > 0,
      'where nothing was read, a reason says why',
      `${summary.format} of ${bytes.length} bytes`,
    );
  if (summary.unexaminedBytes > paddingOf(bytes) && !PASSED_OVER.test(summary.format))
    holds(problems.length > 0, 'bytes left out have a reason', `${summary.format}: ${summary.unexaminedBytes} bytes`);
  const size = otherSize(bytes);
  isSame(
    comparable(await readChunks(inPieces(bytes, size), name)),
    comparable(read),
    'cut in pieces another way, it reads the same',
  );
}

/** Zeros at the end, which fill up a block of a tape. */
function paddingOf(bytes: Buffer): number {
  let at = bytes.length;
  while (at > 0 && bytes[at - 1] === 0) at -= 1;
  return bytes.length - at;
}

/** Of a table that has a header alone, of captions that say nothing, and of what is blank, nothing is missing. */
async function isEmpty(bytes: Buffer, format: string): Promise<boolean> {
  if (format === 'csv' || isBlank(bytes)) return true;
  if (format === 'srt' || format === 'webvtt') return isBlank(Buffer.from(bytes.toString('latin1').replace(CUE, '')));
  if (format !== 'gzip') return false;
  try {
    const content = gunzipSync(bytes, { maxOutputLength: 2 ** 20 });
    return isEmpty(content, (await readChunks(inPieces(content, 64 * 1024), 'object')).summary.format);
  } catch {
    return false;
  }
}

/** Number and times of a caption. */
const CUE = /^[ \t]*(?:\d+|[\d:.,]+ +--> +[\d:.,]+[^\r\n]*)[ \t]*$/gm;

/** Blanks, marks, what selects a character set, and the first line of captions: nothing of that is lost to anyone. */
function isBlank(bytes: Buffer): boolean {
  const text = bytes.toString('latin1').replace(/\0|\x1b\$?\(?[@-J]/g, '');
  return /^[\x00-\x20\xef\xbb\xbf\xfe\xff]*(?:WEBVTT)?[\x00-\x20]*$/.test(text);
}

/** Problems may stand between other records when the pieces are cut elsewhere; what they say may not differ. */
function comparable({ records, problems, summary }: AllRead): unknown {
  return { records: shown(records), problems: codes(problems).toSorted(), summary };
}

/** A target that reads objects of some formats. @param seeds - beside the samples of these formats that the tests have */
export function readingTarget(
  name: string,
  formats: readonly string[],
  seeds: () => readonly Seed[] | Promise<readonly Seed[]>,
  rest: Partial<FuzzTarget> = {},
): FuzzTarget & { formats: readonly string[] } {
  return {
    name,
    formats,
    form: 'bytes',
    seeds: async () => [
      ...SAMPLES.filter(({ format }) => formats.includes(format)).map(({ bytes }) => whole(bytes)),
      ...(await seeds()),
    ],
    check: (input) => readingHolds(input, 'object'),
    grow: (input) => readChunks(inPieces(input, 64 * 1024), 'object'),
    ...rest,
  };
}
