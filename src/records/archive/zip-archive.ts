import type { ByteCursor } from '../byte-cursor.js';
import { problem } from '../reading.js';
import type { ReadProblem } from '../record.js';
import type { InflateBudget } from './inflate-budget.js';
import { ZipDirectory } from './zip-directory.js';
import { ZipEntry } from './zip-entry.js';
import {
  ARCHIVE_EXTRA,
  CENTRAL_HEADER,
  END_OF_DIRECTORY,
  LOCAL_HEADER,
  localHeader,
  ZIP64_END,
} from './zip-headers.js';

/**
 * A ZIP file as a stream: its entries in the order they stand in the file, by their local headers, and at the end the
 * central directory, which is compared with them. Nothing of it is held but what the comparison needs.
 *
 * @see PKWARE APPNOTE 6.3.10
 */
export class ZipArchive {
  readonly #directory = new ZipDirectory();
  #problems: ReadProblem[] = [];

  constructor(
    readonly input: ByteCursor,
    readonly budget: InflateBudget,
  ) {}

  /** Problems found since they were last taken. */
  takeProblems(): ReadProblem[] {
    return [...this.#problems.splice(0), ...this.#directory.problems.splice(0)];
  }

  /** Comments of entries and of the archive, complete at its end. */
  get comments(): readonly string[] {
    return this.#directory.comments;
  }

  /** Each entry is over when the next is asked for. Ends where the archive cannot be followed any further. */
  async *entries(): AsyncGenerator<ZipEntry, void, undefined> {
    for (let number = 1; ; number += 1) {
      const signature = await this.#signature();
      if (signature !== LOCAL_HEADER) {
        if (signature !== undefined) await this.#directory.read(this.input, signature);
        return;
      }
      const header = await localHeader(this.input);
      if (!header) return this.#stop('records/truncated-archive', `byte ${this.input.position}`);
      if (!this.budget.takeEntry()) return this.#stop('records/too-many-entries', `entry ${number}`);
      const entry = new ZipEntry(number, header, this.input, this.budget);
      yield entry;
      const end = await entry.finish();
      const locator = `entry ${number}`;
      if (end === 'exceeded') return this.#stop('records/archive-bomb', locator);
      if (end === 'lost') {
        const ended = (await this.input.peek(1)).length === 0;
        return this.#stop(ended ? 'records/truncated-archive' : 'records/broken-archive', locator);
      }
      if (end === 'broken') this.#stop('records/broken-archive', locator);
      this.#directory.add(number, header);
    }
  }

  /** The next one that is not passed over; undefined when there is none, which is told. */
  async #signature(): Promise<number | undefined> {
    const bytes = await this.input.take(4);
    const signature = bytes.length < 4 ? 0 : bytes.readUInt32LE(0);
    if (signature === ARCHIVE_EXTRA) {
      const length = await this.input.take(4);
      await this.input.skip(length.length < 4 ? 0 : length.readUInt32LE(0));
      return this.#signature();
    }
    if ([LOCAL_HEADER, CENTRAL_HEADER, END_OF_DIRECTORY, ZIP64_END].includes(signature)) return signature;
    const code = bytes.length < 4 ? 'records/truncated-archive' : 'records/broken-archive';
    this.#stop(code, `byte ${this.input.position - bytes.length}`);
    return undefined;
  }

  #stop(code: string, locator: string): void {
    this.#problems.push(problem(code, locator));
  }
}
