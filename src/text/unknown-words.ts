import type { Dictionary } from './dictionary.js';

/** Class of characters that `char.def` does not name, those beyond the BMP among them. */
const DEFAULT_CLASS = 0;

/** What the dictionary says of words it lacks, by the class of their characters: katakana, digits, letters … */
export class UnknownWords {
  /** Entries that stand for an unknown word of each class. */
  readonly entriesOf: readonly (readonly number[])[];
  /** Whether an unknown word is tried even where the dictionary knows one. */
  readonly invoked: readonly boolean[];
  /** Whether all that follow of the class belong to the word. */
  readonly grouped: readonly boolean[];
  readonly #classOf: Uint8Array;

  constructor({ unk_map, unk_char, unk_invoke }: Pick<Dictionary, 'unk_map' | 'unk_char' | 'unk_invoke'>) {
    this.entriesOf = unknownByClass(new Int32Array(unk_map as unknown as ArrayBuffer));
    this.#classOf = new Uint8Array(unk_char as unknown as ArrayBuffer);
    const classes = classesOf(Buffer.from(unk_invoke as unknown as ArrayBuffer));
    this.invoked = classes.map(({ invoked }) => invoked);
    this.grouped = classes.map(({ grouped }) => grouped);
  }

  classAt(text: string, offset: number): number {
    const unit = text.charCodeAt(offset);
    return isHigh(unit) ? DEFAULT_CLASS : this.#classOf[unit]!;
  }
}

/** Whether a unit is the first of a surrogate pair. */
export function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Lists of a map file: its size, then of each list its key, its length and its values. */
function unknownByClass(map: Int32Array): number[][] {
  const lists: number[][] = [];
  for (let at = 1; at + 1 < map.length; at += 2 + map[at + 1]!) {
    if (map[at + 1]! > 0) lists[map[at]!] = [...map.subarray(at + 2, at + 2 + map[at + 1]!)];
  }
  return lists;
}

/** `char.def`: per class two flags, a length that kuromoji does not use, and a name that ends with 0. */
function classesOf(file: Buffer): { invoked: boolean; grouped: boolean }[] {
  const classes: { invoked: boolean; grouped: boolean }[] = [];
  for (let at = 0; at + 6 < file.length && file[at + 6] !== 0; at = file.indexOf(0, at + 6) + 1)
    classes.push({ invoked: file[at] === 1, grouped: file[at + 1] === 1 });
  return classes;
}
