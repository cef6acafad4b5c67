import { crc32 } from 'node:zlib';
import type { ByteCursor } from '../byte-cursor.js';
import { decodeBytes } from '../mail-words.js';
import { problem } from '../reading.js';
import type { ReadProblem } from '../record.js';
import {
  CENTRAL_HEADER,
  centralHeader,
  DIGITAL_SIGNATURE,
  END_OF_DIRECTORY,
  ZIP64_END,
  ZIP64_LOCATOR,
  type ZipHeader,
} from './zip-headers.js';

/**
 * Compares the central directory at the end of an archive with the entries that were read: programs that trust one of
 * the two show other files than programs that trust the other.
 */
export class ZipDirectory {
  readonly problems: ReadProblem[] = [];
  /** Comments of entries and of the archive. */
  readonly comments: string[] = [];
  /** Of entries read and not yet found in the directory, by the offset of their local headers. */
  readonly #local = new Map<number, { number: number; print: string }>();

  /** @param read - the local header with the sizes and the checksum that were found while reading */
  add(number: number, read: ZipHeader): void {
    this.#local.set(read.offset, { number, print: print(read) });
  }

  /** Reads from behind `signature`, the first after the entries, to the end of the archive. */
  async read(input: ByteCursor, first: number): Promise<void> {
    for (let signature = first; ; ) {
      if (signature === CENTRAL_HEADER) {
        const central = await centralHeader(input);
        if (!central) return this.#truncated(input);
        this.#compare(central);
      } else if (signature === END_OF_DIRECTORY) {
        return this.#end(input);
      } else if (!(await passOver(input, signature))) {
        this.problems.push(problem('records/broken-archive', `byte ${input.position}`));
        return;
      }
      const next = await input.take(4);
      if (next.length < 4) return this.#truncated(input);
      signature = next.readUInt32LE(0);
    }
  }

  #compare(central: ZipHeader): void {
    if (central.comment !== '') this.comments.push(central.comment);
    const local = this.#local.get(central.offset);
    this.#local.delete(central.offset);
    if (local?.print === print(central)) return;
    this.problems.push(problem('records/archive-mismatch', local ? `entry ${local.number}` : 'directory'));
  }

  async #end(input: ByteCursor): Promise<void> {
    const fixed = await input.take(18);
    const comment = fixed.length < 18 ? fixed : await input.take(fixed.readUInt16LE(16));
    if (fixed.length < 18 || comment.length < fixed.readUInt16LE(16)) return this.#truncated(input);
    if (comment.length > 0) this.comments.push(decodeBytes(comment));
    for (const { number } of this.#local.values())
      this.problems.push(problem('records/archive-mismatch', `entry ${number}`));
    const behind = await input.peek(1);
    if (behind.length > 0) this.problems.push(problem('records/archive-mismatch', `byte ${input.position}`));
  }

  #truncated(input: ByteCursor): void {
    this.problems.push(problem('records/truncated-archive', `byte ${input.position}`));
  }
}

/** @returns false when `signature` is none of a part that may stand here */
async function passOver(input: ByteCursor, signature: number): Promise<boolean> {
  if (signature === ZIP64_LOCATOR) await input.skip(16);
  else if (signature === DIGITAL_SIGNATURE) await input.skip((await input.take(2)).readUInt16LE(0));
  else if (signature === ZIP64_END) {
    const length = await input.take(8);
    await input.skip(length.length < 8 ? 0 : Number(length.readBigUInt64LE(0)));
  } else return false;
  return true;
}

function print({ nameBytes, method, crc, packed, size }: ZipHeader): string {
  return [crc32(nameBytes), nameBytes.length, method, crc, packed, size].join(' ');
}
