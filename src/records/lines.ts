import { MAX_FIELD } from './limits.js';

export interface Line {
  /** Without its line end; at most `MAX_FIELD` code units. */
  text: string;
  /** 1, 2, 3, … */
  number: number;
  /** True when the rest of a longer line was passed over. */
  cut: boolean;
}

const LINE_END = /\r\n|\n|\r/g;

/**
 * Splits text that comes in pieces into lines at LF, CRLF or CR. Holds at most one line, and of that at most
 * `MAX_FIELD`; of a longer one the rest is handed to `dropped` as it goes by.
 */
export class LineSplitter {
  #held = '';
  #number = 0;
  /** The beginning of a line that is beyond the limit. */
  #cutText: string | undefined;

  constructor(readonly dropped: (text: string) => void) {}

  *push(piece: string): Generator<Line, void, undefined> {
    yield* this.#split(this.#held + piece, false);
  }

  *end(): Generator<Line, void, undefined> {
    yield* this.#split(this.#held, true);
    if (this.#held !== '' || this.#cutText !== undefined) yield this.#line(this.#held);
    this.#held = '';
  }

  *#split(text: string, last: boolean): Generator<Line, void, undefined> {
    let start = 0;
    const ends = new RegExp(LINE_END);
    for (let match = ends.exec(text); match; match = ends.exec(text)) {
      // A CR at the very end may be half of a CRLF.
      if (match[0] === '\r' && match.index + 1 === text.length && !last) break;
      yield this.#line(text.slice(start, match.index));
      start = ends.lastIndex;
    }
    this.#held = text.slice(start);
    if (this.#cutText === undefined && this.#held.length > MAX_FIELD + 1) {
      this.#cutText = this.#held.slice(0, MAX_FIELD);
      this.#held = this.#held.slice(MAX_FIELD);
    }
    if (this.#cutText !== undefined && this.#held.length > 1) {
      // The last character stays: it may be the CR of a CRLF.
      this.dropped(this.#held.slice(0, -1));
      this.#held = this.#held.slice(-1);
    }
  }

  #line(text: string): Line {
    this.#number += 1;
    const number = this.#number;
    if (this.#cutText !== undefined) {
      this.dropped(text);
      const cut = this.#cutText;
      this.#cutText = undefined;
      return { text: cut, number, cut: true };
    }
    if (text.length <= MAX_FIELD) return { text, number, cut: false };
    this.dropped(text.slice(MAX_FIELD));
    return { text: text.slice(0, MAX_FIELD), number, cut: true };
  }
}
