import type { ByteStream } from '../../base/bytes.js';
import type { LogItem } from '../access-event.js';
import { cloudTrailEvent } from './cloudtrail-event.js';
import { JsonArrayRecords } from './json-array-records.js';
import type { LogPlace } from './read-s3-access-log.js';

/** Events of a CloudTrail log file, unpacked. One that ends before its JSON does is `log-cut`. */
export async function* readCloudTrailLog(bytes: ByteStream, { source, file }: LogPlace): AsyncGenerator<LogItem[]> {
  const records = new JsonArrayRecords();
  let position = 0;
  for await (const chunk of bytes) {
    const items: LogItem[] = [];
    for (const text of records.push(chunk as Buffer)) {
      position += 1;
      const event = cloudTrailEvent(text, source, { file, position });
      items.push(event ?? { code: 'log-unreadable-record', position });
    }
    if (items.length > 0) yield items;
    if (records.broken) break;
  }
  const { end } = records;
  if (end === 'unknown-format') yield [{ code: 'log-unknown-format', position: 1 }];
  else if (end === 'broken') yield [{ code: 'log-unreadable-record', position: position + 1 }];
  else if (end === 'cut') yield [{ code: 'log-cut', position: position + 1 }];
}
