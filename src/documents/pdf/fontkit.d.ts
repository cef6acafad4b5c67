/** The part of fontkit 2 that is used here; the package carries no types. */
declare module 'fontkit' {
  export interface Font {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    /** Tables that were asked for so far, taken apart. */
    _tables: Record<string, unknown>;
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): { readonly advanceWidth: number };
  }
  export function create(bytes: Uint8Array): Font;
}
