export interface RtfHandler {
  open(): void;
  close(): void;
  /** `\par`, `\u12354`: without its backslash; `value` undefined where there is no number. */
  control(word: string, value: number | undefined): void;
  /** One byte of text in the code page, written as itself or as `\'xx`. */
  byte(byte: number): void;
  /** So many bytes that are no text, behind `\bin`. */
  binary(length: number): void;
}

const BACKSLASH = 0x5c;
const LONGEST_WORD = 40;

/** Takes RTF apart, byte by byte in any pieces. Holds one control word. */
export class RtfTokens {
  /** Bytes behind the end of the outermost group, but line ends and NUL. */
  behind = 0;
  #depth = 0;
  #begun = false;
  #state: 'text' | 'backslash' | 'word' | 'hex' = 'text';
  #word = '';
  #binary = 0;

  constructor(readonly handler: RtfHandler) {}

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += 1) {
      if (this.#binary > 0) {
        const length = Math.min(this.#binary, bytes.length - at);
        this.handler.binary(length);
        this.#binary -= length;
        at += length - 1;
        continue;
      }
      const byte = bytes[at] ?? 0;
      if (this.#begun && this.#depth === 0) {
        if (byte !== 0 && byte !== 0x0a && byte !== 0x0d && byte !== 0x20) this.behind += 1;
      } else this.#byte(byte);
    }
  }

  /** @returns whether the outermost group was closed */
  end(): boolean {
    if (this.#state === 'word') this.#endWord();
    return this.#depth === 0;
  }

  #byte(byte: number): void {
    if (this.#state === 'word' && this.#wordByte(byte)) return;
    if (this.#state === 'hex') this.#hexByte(byte);
    else if (this.#state === 'backslash') this.#symbol(byte);
    else if (byte === BACKSLASH) this.#state = 'backslash';
    else if (byte === 0x7b) {
      this.#depth += 1;
      this.#begun = true;
      this.handler.open();
    } else if (byte === 0x7d) {
      this.#depth = Math.max(0, this.#depth - 1);
      this.handler.close();
    } else if (byte !== 0x0a && byte !== 0x0d) this.handler.byte(byte);
  }

  /** @returns false when the byte is behind the word and not part of it */
  #wordByte(byte: number): boolean {
    const character = String.fromCharCode(byte);
    const isPart = /[a-zA-Z]$/.test(this.#word) ? /[a-zA-Z0-9-]/.test(character) : /[0-9]/.test(character);
    if (isPart && this.#word.length < LONGEST_WORD) {
      this.#word += character;
      return true;
    }
    this.#endWord();
    return byte === 0x20;
  }

  #endWord(): void {
    const [, word = '', digits] = /^([a-zA-Z]*)(-?\d+)?/.exec(this.#word) ?? [];
    const value = digits === undefined ? undefined : Number(digits);
    this.#word = '';
    this.#state = 'text';
    if (word === 'bin') this.#binary = Math.max(0, value ?? 0);
    else this.handler.control(word, value);
  }

  #hexByte(byte: number): void {
    this.#word += String.fromCharCode(byte);
    if (this.#word.length < 2) return;
    const value = Number.parseInt(this.#word, 16);
    this.#word = '';
    this.#state = 'text';
    if (!Number.isNaN(value)) this.handler.byte(value);
  }

  #symbol(byte: number): void {
    const character = String.fromCharCode(byte);
    this.#state = 'text';
    if (/[a-zA-Z]/.test(character)) {
      this.#state = 'word';
      this.#word = character;
    } else if (character === "'") {
      this.#state = 'hex';
    } else if (character === '~') this.handler.byte(0x20);
    else if (byte === 0x0a || byte === 0x0d) this.handler.control('par', undefined);
    else if (character === '\\' || character === '{' || character === '}') this.handler.byte(byte);
    else if (character === '_') this.handler.byte(0x2d);
  }
}
