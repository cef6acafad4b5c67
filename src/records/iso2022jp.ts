/** Sets that the escape sequences of ISO-2022-JP and ISO-2022-JP-1 (JIS X 0212), and half-width katakana, select. */
type CodeSet = 'ascii' | 'katakana' | 'jis0208' | 'jis0212';

const ESCAPES: readonly [string, CodeSet][] = [
  ['(B', 'ascii'],
  ['(J', 'ascii'],
  ['(I', 'katakana'],
  ['$@', 'jis0208'],
  ['$B', 'jis0208'],
  ['$(B', 'jis0208'],
  ['$(D', 'jis0212'],
];

/** EUC-JP code that no decoder maps, so that a malformed place stays a malformed place. */
const UNDECODABLE = 0xff;

/**
 * Turns ISO-2022-JP into EUC-JP, which holds the same characters without escape sequences.
 *
 * Mailers write what strict decoders refuse: escapes with nothing between them, half-width katakana, JIS X 0212.
 * A line end selects ASCII again (RFC 1468), so a line that lost its last escape does not spoil the next.
 */
export class Iso2022JpToEuc {
  #set: CodeSet = 'ascii';
  /** Beginning of an escape sequence or of a two-byte character, at the end of the last call. */
  #cut: Uint8Array = new Uint8Array(0);

  /** @returns EUC-JP bytes and, for each of them, the offset in `bytes` it came from (negative: in the call before) */
  convert(bytes: Uint8Array, last: boolean): { euc: Buffer; from: Int32Array } {
    const carried = this.#cut.length;
    const input = Buffer.concat([this.#cut, bytes]);
    const euc = Buffer.allocUnsafe(input.length * 2 + 3);
    const from = new Int32Array(euc.length);
    let length = 0;
    const put = (at: number, ...values: number[]) => {
      for (const value of values) {
        euc[length] = value;
        from[length] = at - carried;
        length += 1;
      }
    };
    let at = 0;
    while (at < input.length) {
      const byte = input[at] ?? 0;
      if (byte === 0x1b) {
        const selected = this.#escapeAt(input, at);
        if (selected === 'cut' && !last) break;
        if (selected === 'cut' || selected === 'unknown') put(at, UNDECODABLE);
        else this.#set = selected.set;
        at += typeof selected === 'string' ? 1 : selected.length;
      } else if (byte < 0x21 || byte > 0x7e) {
        if (byte === 0x0a || byte === 0x0d) this.#set = 'ascii';
        put(at, byte < 0x80 ? byte : UNDECODABLE);
        at += 1;
      } else if (this.#set === 'ascii') {
        put(at, byte);
        at += 1;
      } else if (this.#set === 'katakana') {
        put(at, 0x8e, byte | 0x80);
        at += 1;
      } else {
        const trail = input[at + 1];
        if (trail === undefined && !last) break;
        if (trail === undefined || trail < 0x21 || trail > 0x7e) {
          put(at, UNDECODABLE);
          at += 1;
          continue;
        }
        if (this.#set === 'jis0212') put(at, 0x8f);
        put(at, byte | 0x80, trail | 0x80);
        at += 2;
      }
    }
    this.#cut = Uint8Array.from(input.subarray(at));
    return { euc: euc.subarray(0, length), from: from.subarray(0, length) };
  }

  #escapeAt(input: Buffer, at: number): { set: CodeSet; length: number } | 'cut' | 'unknown' {
    const following = input.toString('latin1', at + 1, at + 4);
    for (const [sequence, set] of ESCAPES) {
      if (following.startsWith(sequence)) return { set, length: sequence.length + 1 };
    }
    return ESCAPES.some(([sequence]) => sequence.startsWith(following)) ? 'cut' : 'unknown';
  }
}
