/** Bytes of an entry: left id, right id, cost (16 bits each), then the place of its features (32 bits). */
const FEATURES_OFFSET = 6;

/** The features of entries, as comma-separated lines that begin with the surface. */
export class Features {
  readonly #entries: DataView;
  readonly #lines: Buffer;

  constructor(entries: SharedArrayBuffer, lines: SharedArrayBuffer) {
    this.#entries = new DataView(entries as unknown as ArrayBuffer);
    this.#lines = Buffer.from(lines as unknown as ArrayBuffer);
  }

  of(entry: number): string[] {
    const from = this.#entries.getInt32(entry + FEATURES_OFFSET, true);
    const to = this.#lines.indexOf(0, from);
    return this.#lines.toString('utf8', from, to === -1 ? undefined : to).split(',');
  }
}
