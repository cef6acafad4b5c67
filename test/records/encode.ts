import { Buffer } from 'node:buffer';

type Table = Map<string, number[]>;

const tables = new Map<string, Table>();

/** Bytes of `text` in `charset`, by turning the platform's decoder around; undefined when a character is missing. */
export function encode(text: string, charset: string): Buffer | undefined {
  if (charset === 'utf-8') return Buffer.from(text, 'utf8');
  if (charset === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (charset === 'utf-16be') return Buffer.from(text, 'utf16le').swap16();
  if (charset === 'iso-2022-jp') return encodeIso2022Jp(text);
  const bytes: number[] = [];
  for (const character of text) {
    const code = tableOf(charset).get(character);
    if (!code) return undefined;
    bytes.push(...code);
  }
  return Buffer.from(bytes);
}

/** As `encode`, for texts known to be encodable. */
export function mustEncode(text: string, charset: string): Buffer {
  const bytes = encode(text, charset);
  if (!bytes) throw new Error(`not in ${charset}`);
  return bytes;
}

function tableOf(charset: string): Table {
  let table = tables.get(charset);
  if (!table) {
    table = new Map();
    const decoder = new TextDecoder(charset, { fatal: true });
    for (let first = 0; first < 0x100; first += 1) {
      add(table, decoder, [first]);
      // The rows that NEC selected repeat those of IBM, which encoders use.
      if (first < 0x80 || (charset === 'shift_jis' && (first === 0xed || first === 0xee))) continue;
      for (let second = 0x40; second < 0xff; second += 1) add(table, decoder, [first, second]);
    }
    tables.set(charset, table);
  }
  return table;
}

function add(table: Table, decoder: InstanceType<typeof TextDecoder>, bytes: number[]): void {
  try {
    const character = decoder.decode(Uint8Array.from(bytes));
    if ([...character].length === 1 && !table.has(character)) table.set(character, bytes);
  } catch {
    // Not a character of this charset.
  }
}

function encodeIso2022Jp(text: string): Buffer | undefined {
  const bytes: number[] = [];
  let set = '(B';
  const select = (next: string) => {
    if (next !== set) bytes.push(0x1b, ...Buffer.from(next));
    set = next;
  };
  for (const character of text) {
    const euc = tableOf('euc-jp').get(character);
    if (!euc) return undefined;
    const [first = 0, second = 0] = euc;
    if (euc.length === 1) select('(B');
    else select(first === 0x8e ? '(I' : '$B');
    if (first === 0x8e) bytes.push(second & 0x7f);
    else bytes.push(...euc.map((byte) => byte & 0x7f));
  }
  select('(B');
  return Buffer.from(bytes);
}
