import type { ByteStream } from '../../base/bytes.js';
import type { LogItem } from '../access-event.js';
import { s3AccessEvent } from './s3-access-line.js';
import { textLines } from './text-lines.js';

export interface LogPlace {
  /** Id of the source. */
  source: string;
  /** As evidence shows it. */
  file: string;
}

/**
 * Events of a file of S3 server access logs. A last line without its end is `log-cut`, even if it reads as a record:
 * what followed is missing. A file whose first line is no record is `log-unknown-format` and not read further.
 */
export async function* readS3AccessLog(bytes: ByteStream, { source, file }: LogPlace): AsyncGenerator<LogItem[]> {
  for await (const lines of textLines(bytes)) {
    const items: LogItem[] = [];
    for (const { text, number, whole } of lines) {
      const line = text.endsWith('\r') ? text.slice(0, -1) : text;
      if (line === '' && whole) continue;
      const event = s3AccessEvent(line, source, { file, position: number });
      if (event) items.push(event);
      else if (number === 1 && whole) {
        yield [{ code: 'log-unknown-format', position: 1 }];
        return;
      } else if (whole) items.push({ code: 'log-unreadable-record', position: number });
      if (!whole) items.push({ code: 'log-cut', position: number });
    }
    yield items;
  }
}
