import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { Fault } from '../../base/fault.js';

export type Weight = 'regular' | 'bold';

const FILES: Record<Weight, string> = {
  regular: '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
};

/** Path of the TrueType file, from wherever npm put the package. */
export function typefaceFile(weight: Weight): string {
  return createRequire(import.meta.url).resolve(FILES[weight]);
}

/** Noto Sans JP as far as layout needs it: how wide a character is, and whether there is one at all. */
export class Typefaces {
  readonly #files: Record<Weight, Uint8Array>;
  readonly #fonts: Record<Weight, Font>;
  readonly #advances: Record<Weight, Map<number, number>> = { regular: new Map(), bold: new Map() };

  constructor() {
    this.#files = { regular: readFileSync(typefaceFile('regular')), bold: readFileSync(typefaceFile('bold')) };
    this.#fonts = { regular: create(this.#files.regular), bold: create(this.#files.bold) };
  }

  /**
   * The font for one document. Its glyphs are its own, since a glyph keeps the characters that it was first asked for;
   * the tables of the file are the same for all and are taken apart once, as fontkit itself does for the variations of
   * a font.
   */
  forDocument(weight: Weight): Font {
    const font = create(this.#files[weight]);
    font._tables = this.#fonts[weight]._tables;
    return font;
  }

  /**
   * Width of `text` in points at `size` points, without kerning.
   * @throws {Fault} `usage` / `documents/missing-glyph` for a character the font lacks: a document with a box
   *   in place of a person's or place's name is not issued, and PDF/A forbids it
   */
  widthOf(text: string, weight: Weight, size: number): number {
    let units = 0;
    for (const character of text) units += this.#advance(character.codePointAt(0)!, weight);
    return units * size;
  }

  /** In em. */
  #advance(codePoint: number, weight: Weight): number {
    // Selects the form of the character before it and has no width of its own.
    if (isVariationSelector(codePoint)) return 0;
    const known = this.#advances[weight].get(codePoint);
    if (known !== undefined) return known;
    const font = this.#fonts[weight];
    if (!font.hasGlyphForCodePoint(codePoint)) {
      const name = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
      throw new Fault(
        'usage',
        'documents/missing-glyph',
        `the document font has no glyph for ${name}`,
        { codePoint: name },
        { hint: 'replace the character in the configuration by one that Noto Sans JP has' },
      );
    }
    const advance = font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm;
    this.#advances[weight].set(codePoint, advance);
    return advance;
  }
}

export function isVariationSelector(codePoint: number): boolean {
  return (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
}

/**
 * Text as it is drawn: kana followed by a combining voicing mark become one character (file systems split them),
 * nothing else changes. NFC as a whole would turn 﨑-like compatibility ideographs of names into other characters.
 */
export function drawable(text: string): string {
  return text.replace(/[\u3040-\u30ff][\u3099\u309a]/g, (pair) => pair.normalize('NFC'));
}
