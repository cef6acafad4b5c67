import type { ByteStream } from '../base/bytes.js';
import { highestLevel, type Level } from '../base/level.js';
import type { Detector } from '../classify/finding.js';
import { FindingTally } from '../examine/finding-tally.js';
import { onThisThread } from '../examine/record-detector.js';
import { type ListedRecord, RecordLists } from '../examine/record-lists.js';
import type { FindingSummary, ReviewReason } from '../ports/catalog.js';
import { readRecords } from '../records/read.js';

export interface FileExamined {
  format: string;
  charset: string | undefined;
  contentLevel: Level;
  findings: FindingSummary[];
  review: ReviewReason[];
}

/**
 * What one file outside any workspace contains. It has no kind there, so its content alone decides.
 *
 * @param examined - called with each record, in order, that was looked at without an error
 */
export async function examineFile(
  content: ByteStream,
  name: string,
  detector: Detector,
  examined?: (record: ListedRecord) => void,
): Promise<FileExamined> {
  const tally = new FindingTally();
  const review: ReviewReason[] = [];
  const levels: Level[] = [];
  const lists = new RecordLists(onThisThread(detector), (found, record) => {
    const { locator, fields } = record;
    if ('lost' in found) {
      review.push({ code: found.lost, locator });
      levels.push(3);
      return;
    }
    for (const [at, { text }] of fields.entries()) tally.add(found[at]!, text);
    levels.push(detector.levelOfRecord(found.flat()));
    examined?.(record);
  });
  const stream = readRecords(content, { name });
  for await (const item of stream.items) {
    if (item.kind === 'problem') {
      review.push(item.locator === undefined ? { code: item.code } : { code: item.code, locator: item.locator });
      levels.push(3);
      continue;
    }
    await lists.add(item);
  }
  await lists.end();
  const { format, charset } = stream.summary();
  return { format, charset, contentLevel: highestLevel(levels), findings: tally.summaries(), review };
}
