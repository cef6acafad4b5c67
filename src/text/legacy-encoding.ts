/**
 * Encoders for the Japanese encodings that Node can only decode: made by decoding every code once and turning the
 * table round, so that they agree with the WHATWG decoders by construction.
 */
export type LegacyEncoding = 'shift_jis' | 'euc-jp' | 'iso-2022-jp';

const tables = new Map<'shift_jis' | 'euc-jp', Map<string, readonly number[]>>();

/** Bytes of `text`, or undefined when the encoding lacks one of its characters. ISO-2022-JP without its escapes. */
export function encodeLegacy(text: string, encoding: LegacyEncoding): Buffer | undefined {
  const table = tableOf(encoding === 'shift_jis' ? 'shift_jis' : 'euc-jp');
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.length === 1 ? table.get(character) : undefined;
    if (code === undefined) return undefined;
    // ISO-2022-JP writes JIS X 0208 as EUC-JP does, without the eighth bit; it has no half-width katakana.
    if (encoding === 'iso-2022-jp' && code[0] === 0x8e) return undefined;
    bytes.push(...(encoding === 'iso-2022-jp' ? code.map((byte) => byte & 0x7f) : code));
  }
  return Buffer.from(bytes);
}

function tableOf(encoding: 'shift_jis' | 'euc-jp'): Map<string, readonly number[]> {
  const known = tables.get(encoding);
  if (known) return known;
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map<string, readonly number[]>();
  const learn = (...bytes: number[]): void => {
    let text: string;
    try {
      text = decoder.decode(Uint8Array.from(bytes));
    } catch {
      return; // not a code of this encoding
    }
    // The first code of a character is the usual one; later ones are duplicates kept for compatibility.
    if (text.length === 1 && !table.has(text)) table.set(text, bytes);
  };
  for (let first = 0; first < 0x80; first++) learn(first);
  for (let first = 0x81; first < 0x100; first++) {
    // NEC's selection of IBM's characters stands twice in CP932; encoders write the other code (WHATWG Encoding §12.3).
    if (encoding === 'shift_jis' && (first === 0xed || first === 0xee)) continue;
    learn(first);
    for (let second = 0x40; second < 0x100; second++) learn(first, second);
  }
  tables.set(encoding, table);
  return table;
}
