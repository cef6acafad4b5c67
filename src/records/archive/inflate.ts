import { createGunzip, createInflateRaw, type Gunzip, type InflateRaw } from 'node:zlib';
import { errnoOf } from '../../base/fault.js';
import type { ByteCursor } from '../byte-cursor.js';
import type { InflateBudget } from './inflate-budget.js';

const FEED_BYTES = 64 * 1024;

/** How unpacking ended: all of it, `truncated` data, `broken` data, or the budget `exceeded`. */
export type InflateEnd = 'unfinished' | 'whole' | 'truncated' | 'broken' | 'exceeded';

/**
 * Unpacks one DEFLATE stream (`raw`, as in ZIP) or GZIP file that begins at the cursor, as it is consumed. Leaves the
 * cursor right behind the stream when it ended whole.
 */
export class Inflating {
  end: InflateEnd = 'unfinished';
  readonly #engine: InflateRaw | Gunzip;
  #closed = false;
  #wake: (() => void) | undefined;
  #fed = 0;
  #last: Buffer = Buffer.alloc(0);

  constructor(
    readonly input: ByteCursor,
    format: 'raw' | 'gzip',
    readonly budget: InflateBudget,
    /** Packed bytes, if known. */
    readonly length = Number.POSITIVE_INFINITY,
  ) {
    this.#engine = format === 'raw' ? createInflateRaw() : createGunzip();
    this.#engine.once('close', () => {
      this.#closed = true;
      this.#wake?.();
    });
  }

  async *bytes(): AsyncGenerator<Buffer, void, undefined> {
    const feeding = this.#feed();
    try {
      for await (const bytes of this.#engine as AsyncIterable<Buffer>) {
        if (!this.budget.take(bytes.length)) {
          this.end = 'exceeded';
          return;
        }
        yield bytes;
      }
      this.end = 'whole';
    } catch (error) {
      // The engine's own errors are about the content; others come from the source.
      const code = errnoOf(error);
      if (!code?.startsWith('Z_')) throw error;
      this.end = code === 'Z_BUF_ERROR' ? 'truncated' : 'broken';
    } finally {
      this.#engine.destroy();
      await feeding;
      const unused = this.#fed - this.#engine.bytesWritten;
      if (this.end === 'whole' && unused > 0) this.input.unread(this.#last.subarray(this.#last.length - unused));
    }
  }

  /** Hands packed bytes to the engine, one piece at a time, until it has ended. */
  async #feed(): Promise<void> {
    try {
      for (;;) {
        const piece = await this.input.next(Math.min(FEED_BYTES, this.length - this.#fed));
        if (this.#closed) {
          if (piece) this.input.unread(piece);
          return;
        }
        if (!piece) {
          this.#engine.end();
          return;
        }
        this.#fed += piece.length;
        this.#last = piece;
        // For a piece in which the stream ends the engine calls back or closes, by version and timing: in both cases it
        // has not taken the whole piece, and must not be given another, which nobody could put back.
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
          this.#engine.write(piece, () => resolve());
        });
        if (this.#closed || this.#engine.bytesWritten < this.#fed) return;
      }
    } catch (error) {
      this.#engine.destroy(error as Error);
    }
  }
}
