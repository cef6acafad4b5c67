import type { ByteStream } from '../base/bytes.js';
import { Fault } from '../base/fault.js';
import { highestLevel, type Level } from '../base/level.js';
import { isUnreadableCode } from '../base/unreadable-code.js';
import type { Detector, Finding } from '../classify/finding.js';
import type { Classification, ReviewReason } from '../ports/catalog.js';
import type { ReadRecords, RecordField } from '../records/record.js';
import { FindingTally } from './finding-tally.js';
import { metadataFields } from './metadata-fields.js';
import { findingsOfOne, type RecordDetector } from './record-detector.js';
import { RecordLists } from './record-lists.js';

export interface ObjectToExamine {
  content: ByteStream;
  system: string;
  /** Object key; its words are examined too, since a recording may be named by its caller. */
  key: string;
  contentType: string | undefined;
  metadata: Readonly<Record<string, string>>;
  /** Undefined when the store does not let them be read. */
  tags: Readonly<Record<string, string>> | undefined;
  size: number;
}

export interface Examiner {
  detector: Detector;
  /** Who reads the records of the content; the result is the same as `detector`'s. */
  recordDetector: RecordDetector;
  readRecords: ReadRecords;
  kindOf(place: { system: string; key: string; format: string }): string;
}

/** More reasons of one object than this add nothing for the person who reviews it. */
const MAX_REASONS = 20;

/**
 * Reads one object and says its level and why: the highest of kind, content, name and metadata (別紙４).
 * Whatever could not be read makes it level 3 and puts it on the review list.
 *
 * @param signal - when aborted, the examination ends with reason `classify/timed-out` instead of an error
 */
export async function examineObject(
  object: ObjectToExamine,
  { detector, recordDetector, readRecords, kindOf }: Examiner,
  at: Date,
  signal?: AbortSignal,
): Promise<Classification> {
  const tally = new FindingTally();
  const records: Record<Level, number> = { 1: 0, 2: 0, 3: 0 };
  const review: ReviewReason[] = [];
  const because: Classification['because'] = [];
  const fileName = object.key.slice(object.key.lastIndexOf('/') + 1);
  const contentLevels = new Set<Level>();

  const stream = readRecords(object.content, {
    name: fileName,
    size: object.size,
    ...(object.contentType === undefined ? {} : { contentType: object.contentType }),
  });
  const lists = new RecordLists(recordDetector, (found, { locator, fields }) => {
    if ('lost' in found) {
      if (review.length < MAX_REASONS) review.push({ code: found.lost, locator });
      records[3] += 1;
      return;
    }
    const level = levelOf(found, fields);
    contentLevels.add(level);
    records[level] += 1;
  });
  try {
    for await (const item of stream.items) {
      if (signal?.aborted) {
        review.push({ code: 'classify/timed-out', locator: item.locator ?? 'unknown' });
        break;
      }
      if (item.kind === 'problem') {
        if (review.length < MAX_REASONS) review.push(reasonOf(item));
        continue;
      }
      await lists.add(item);
    }
  } catch (error) {
    // Altered or unreadable content is a fact about the object; a store that does not answer is not.
    if (!(error instanceof Fault && (['integrity', 'denied'].includes(error.kind) || isUnreadableCode(error.code))))
      throw error;
    review.push({ code: error.code });
  }
  await lists.end();

  const { format, charset, examinedBytes, unexaminedBytes } = stream.summary();
  const kind = kindOf({ system: object.system, key: object.key, format });
  const kindLevel = detector.levelOfKind(kind);
  because.push({ source: 'kind', level: kindLevel, rule: kind });
  const contentLevel = highestLevel(contentLevels);
  if (contentLevels.size > 0)
    because.push({ source: 'content', level: contentLevel, rule: tally.strongestRule() ?? 'no-finding' });
  because.push(named('name', nameFields(object.key), 'object-key'));
  const metadata = metadataFields(object.metadata);
  if (metadata.length > 0) because.push(named('metadata', metadata, 'object-metadata'));
  const tags = metadataFields(object.tags ?? {});
  if (tags.length > 0) because.push(named('metadata', tags, 'object-tags'));
  if (!object.tags) review.push({ code: 'classify/tags-unread' });
  // What did not open stands here also behind other problems: it stays true whatever people decide on the level.
  const [unread] = [...review.filter(({ code }) => isUnreadableCode(code)), ...review];
  if (unread) because.push({ source: 'unread', level: 3, rule: unread.code });

  // A record is at least as confidential as its kind; one object holds records of one kind.
  for (const level of [1, 2] as const) {
    if (level >= kindLevel) continue;
    records[kindLevel] += records[level];
    records[level] = 0;
  }
  if (records[1] + records[2] + records[3] === 0) records[highestLevel(because.map((part) => part.level))] = 1;

  return {
    level: highestLevel(because.map((part) => part.level)),
    kind,
    because,
    records,
    findings: tally.summaries(),
    review,
    format,
    charset,
    examinedBytes,
    unexaminedBytes,
    classifierVersion: detector.version,
    classifiedAt: at.toISOString(),
  };

  function levelOf(found: readonly (readonly Finding[])[], fields: readonly RecordField[]): Level {
    for (const [at, { text }] of fields.entries()) tally.add(found[at]!, text);
    return detector.levelOfRecord(found.flat());
  }

  function named(
    source: 'name' | 'metadata',
    fields: readonly RecordField[],
    rule: string,
  ): Classification['because'][number] {
    const found = findingsOfOne(detector, fields);
    if (!('lost' in found)) return { source, level: levelOf(found, fields), rule };
    review.push({ code: found.lost });
    return { source, level: 3, rule };
  }
}

function reasonOf({ code, locator }: ReviewReason): ReviewReason {
  return locator === undefined ? { code } : { code, locator };
}

/** The words of a key as texts: `recordings/2026/09012345678_山田.wav` → `recordings`, `2026`, `09012345678 山田`. */
function nameFields(key: string): RecordField[] {
  return key
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .split('/')
    .map((text) => ({ name: undefined, path: [], text: text.replaceAll('_', ' ') }));
}
