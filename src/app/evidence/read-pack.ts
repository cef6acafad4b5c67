import { createReadStream } from 'node:fs';
import { errnoOf } from '../../base/fault.js';
import { type AuditExcerpt, LineTooLong, readExcerpt } from '../certificates/excerpt-reader.js';
import { unreadable } from '../unreadable.js';

/**
 * An evidence pack, read as a stream and checked as far as it goes by itself.
 *
 * @param look - is given every line beside
 * @returns undefined when its first line is none of a pack
 * @throws {Fault} usage `file/unreadable`
 */
export async function readPack(file: string, look: (line: string) => void): Promise<AuditExcerpt | undefined> {
  let isFirst = true;
  try {
    return await readExcerpt(createReadStream(file), (line) => {
      if (isFirst && !/^\{"(?:entry|gap|manifest)":\{/.test(line)) throw new NoPack();
      isFirst = false;
      look(line);
    }).then((excerpt) => (isFirst ? undefined : excerpt));
  } catch (error) {
    if (error instanceof NoPack || (error instanceof LineTooLong && isFirst)) return undefined;
    if (error instanceof LineTooLong) return brokenOff();
    if (errnoOf(error) !== undefined) throw unreadable(error);
    throw error;
  }
}

class NoPack extends Error {}

/** What is left to say of a pack with a line that is too long to be one of it. */
const brokenOff = (): AuditExcerpt => ({
  report: {
    manifest: undefined,
    problems: [{ line: 0, code: 'evidence/unreadable' }],
    checkpoints: { compared: 0, notCompared: 0, keys: [], last: undefined },
  },
  issued: [],
});
