import type { MailLines } from './mail-lines.js';

/** Bytes of lines that are joined before they are handed on. */
const BATCH_BYTES = 32 * 1024;

/** The boundary line that ended a body: which of the enclosing multiparts it belongs to, and whether it is its last. */
export interface BoundaryHit {
  /** Index into the enclosing boundaries, outermost first. */
  level: number;
  closing: boolean;
}

/** Bytes between two boundary lines. The line end before a boundary belongs to the boundary (RFC 2046, 5.1.1). */
export class MailBody {
  /** Set once the body has ended; undefined when the mail ended instead. */
  hit: BoundaryHit | undefined;
  rawBytes = 0;

  constructor(
    readonly lines: MailLines,
    readonly boundaries: readonly string[],
  ) {}

  async *bytes(): AsyncGenerator<Buffer, void, undefined> {
    let batch: Buffer[] = [];
    let length = 0;
    let lineEnd = Buffer.alloc(0);
    for (;;) {
      const line = await this.lines.next();
      if (!line) {
        batch.push(lineEnd);
        break;
      }
      if (line.fresh) {
        this.hit = boundaryHit(line.bytes, this.boundaries);
        if (this.hit) break;
      }
      this.rawBytes += line.bytes.length;
      const content = line.bytes.length - endLength(line.bytes);
      batch.push(lineEnd, line.bytes.subarray(0, content));
      length += line.bytes.length;
      lineEnd = Buffer.from(line.bytes.subarray(content));
      if (length >= BATCH_BYTES) {
        yield Buffer.concat(batch);
        batch = [];
        length = 0;
      }
    }
    const last = Buffer.concat(batch);
    if (last.length > 0) yield last;
  }

  /** Passes over what was not read. */
  async drain(): Promise<void> {
    while (!this.hit) {
      const line = await this.lines.next();
      if (!line) return;
      if (line.fresh) this.hit = boundaryHit(line.bytes, this.boundaries);
      if (!this.hit) this.rawBytes += line.bytes.length;
    }
  }
}

export function boundaryHit(line: Buffer, boundaries: readonly string[]): BoundaryHit | undefined {
  if (line[0] !== 0x2d || line[1] !== 0x2d) return undefined;
  const text = line.toString('latin1').trimEnd();
  for (let level = boundaries.length - 1; level >= 0; level -= 1) {
    const boundary = boundaries[level] ?? '';
    if (text === `--${boundary}`) return { level, closing: false };
    if (text === `--${boundary}--`) return { level, closing: true };
  }
  return undefined;
}

function endLength(line: Buffer): number {
  if (line.at(-1) !== 0x0a) return 0;
  return line.at(-2) === 0x0d ? 2 : 1;
}
