import { crc32 } from 'node:zlib';
import type { ByteCursor } from '../byte-cursor.js';
import { Inflating } from './inflate.js';
import type { InflateBudget } from './inflate-budget.js';
import { DATA_DESCRIPTOR, HAS_DESCRIPTOR, isEncrypted, type ZipHeader } from './zip-headers.js';

const PIECE_BYTES = 64 * 1024;
/** Signature, checksum and two sizes of 64 bits. */
const LONGEST_DESCRIPTOR = 24;

export type ZipEntryEnd = 'whole' | 'broken' | 'exceeded' | 'lost';

/** An entry of an archive, to be read before the next one is asked for. */
export class ZipEntry {
  readonly encrypted: boolean;
  /** False for an encrypted entry and for methods other than stored and deflate. */
  readonly readable: boolean;
  /** Bytes it takes in the archive, once it has been finished. */
  packed = 0;
  readonly #start: number;
  #inflating: Inflating | undefined;
  #begun = false;
  #end: Promise<ZipEntryEnd> | undefined;
  #crc = 0;
  #size = 0;

  constructor(
    /** 1, 2, 3, … */
    readonly number: number,
    readonly header: ZipHeader,
    readonly input: ByteCursor,
    readonly budget: InflateBudget,
  ) {
    this.encrypted = isEncrypted(header);
    this.readable = !this.encrypted && (header.method === 0 || header.method === 8);
    this.#start = input.position;
  }

  get name(): string {
    return this.header.name;
  }

  get isFolder(): boolean {
    return this.name.endsWith('/') && this.header.size === 0;
  }

  /** Its unpacked bytes; once. */
  async *bytes(): AsyncGenerator<Buffer, void, undefined> {
    this.#begun = true;
    for await (const bytes of this.#unpacked()) {
      this.#crc = crc32(bytes, this.#crc);
      this.#size += bytes.length;
      yield bytes;
    }
  }

  /**
   * Passes over what was not read, and checks sizes and checksum.
   *
   * @returns `broken` when they do not agree; `exceeded` and `lost` when what follows cannot be read any more
   */
  finish(): Promise<ZipEntryEnd> {
    this.#end ??= this.#finish();
    return this.#end;
  }

  async #finish(): Promise<ZipEntryEnd> {
    const wasRead = this.#begun;
    if (!wasRead && this.#hasDescriptor) for await (const _ of this.bytes());
    const end = this.#inflating?.end ?? 'whole';
    if (end === 'exceeded') return 'exceeded';
    const rest = this.#hasDescriptor ? 0 : this.#start + this.header.packed - this.input.position;
    const passed = await this.input.skip(rest);
    this.packed = this.input.position - this.#start;
    if (passed < rest) return 'lost';
    if (this.#hasDescriptor && (end !== 'whole' || !(await this.#takeDescriptor()))) return 'lost';
    if (!wasRead || !this.readable) return 'whole';
    return rest === 0 && end === 'whole' && this.#agrees() ? 'whole' : 'broken';
  }

  get #hasDescriptor(): boolean {
    return (this.header.flags & HAS_DESCRIPTOR) !== 0;
  }

  #agrees(): boolean {
    return this.#crc === this.header.crc && this.#size === this.header.size;
  }

  #unpacked(): AsyncGenerator<Buffer, void, undefined> {
    const length = this.#hasDescriptor ? undefined : this.header.packed;
    if (this.readable && this.header.method === 8) {
      this.#inflating = new Inflating(this.input, 'raw', this.budget, length);
      return this.#inflating.bytes();
    }
    return length === undefined ? this.#upToDescriptor() : this.#stored(length);
  }

  async *#stored(length: number): AsyncGenerator<Buffer, void, undefined> {
    for (let rest = length; rest > 0; ) {
      const piece = await this.input.next(Math.min(PIECE_BYTES, rest));
      if (!piece) return;
      rest -= piece.length;
      yield piece;
    }
  }

  /** Bytes of a length that only the descriptor behind them tells: up to one that tells just this length. */
  async *#upToDescriptor(): AsyncGenerator<Buffer, void, undefined> {
    let held: Buffer = Buffer.alloc(0);
    let passed = 0;
    for (;;) {
      const piece = await this.input.next(PIECE_BYTES);
      if (piece) held = Buffer.concat([held, piece]);
      const at = descriptorAt(held, passed, piece === undefined);
      if (at !== undefined || !piece) {
        this.input.unread(held.subarray(at ?? held.length));
        yield held.subarray(0, at ?? held.length);
        return;
      }
      const ready = held.subarray(0, Math.max(0, held.length - LONGEST_DESCRIPTOR));
      held = Buffer.from(held.subarray(ready.length));
      passed += ready.length;
      if (ready.length > 0) yield ready;
    }
  }

  /** With or without signature, with sizes of 32 or 64 bits: the form whose size is the one that was read. */
  async #takeDescriptor(): Promise<boolean> {
    const bytes = await this.input.peek(LONGEST_DESCRIPTOR);
    const signed = bytes.length >= 4 && bytes.readUInt32LE(0) === DATA_DESCRIPTOR;
    for (const at of signed ? [4, 0] : [0]) {
      for (const width of this.header.hasZip64 ? [8, 4] : [4, 8]) {
        const end = at + 4 + 2 * width;
        if (end > bytes.length) continue;
        const packed = width === 4 ? bytes.readUInt32LE(at + 4) : Number(bytes.readBigUInt64LE(at + 4));
        const size = width === 4 ? bytes.readUInt32LE(at + 8) : Number(bytes.readBigUInt64LE(at + 12));
        if (packed !== (width === 4 ? this.packed % 2 ** 32 : this.packed)) continue;
        if (this.readable && size !== (width === 4 ? this.#size % 2 ** 32 : this.#size)) continue;
        Object.assign(this.header, { crc: bytes.readUInt32LE(at), packed, size });
        await this.input.skip(end);
        return true;
      }
    }
    return false;
  }
}

function descriptorAt(held: Buffer, passed: number, last: boolean): number | undefined {
  const signature = Buffer.from('PK\x07\x08', 'latin1');
  for (let at = held.indexOf(signature); at >= 0; at = held.indexOf(signature, at + 1)) {
    if (at + LONGEST_DESCRIPTOR > held.length && !last) return undefined;
    const length = passed + at;
    if (at + 16 <= held.length && held.readUInt32LE(at + 8) === length % 2 ** 32) return at;
    if (at + LONGEST_DESCRIPTOR <= held.length && Number(held.readBigUInt64LE(at + 8)) === length) return at;
  }
  return undefined;
}
