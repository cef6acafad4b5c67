import type { TextItem, TextMarkedContent } from 'pdfjs-dist/types/src/display/api.js';

export interface PageLines {
  /** Lines in the order in which the page was written, which is the order of reading. */
  lines: string[];
  /**
   * Lines as they are seen, each with tabs between its parts, where these were not written together: values printed
   * onto a form stand behind all its labels.
   */
  seen: string[];
}

interface Piece {
  text: string;
  order: number;
  x: number;
  y: number;
  height: number;
}

/** Text of a page. */
export function pageLines(items: readonly (TextItem | TextMarkedContent)[]): PageLines {
  const lines: string[] = [];
  const pieces: Piece[] = [];
  let line = '';
  for (const item of items) {
    if (!('str' in item)) continue;
    line += item.str;
    if (item.hasEOL) {
      lines.push(line);
      line = '';
    }
    const [a = 0, b = 0, , , x = 0, y = 0] = item.transform as number[];
    // Only level text from left to right has neighbours on its line.
    if (item.str.trim() !== '' && b === 0 && a > 0 && item.dir === 'ltr')
      pieces.push({ text: item.str.trim(), order: pieces.length, x, y, height: item.height || a });
  }
  if (line !== '') lines.push(line);
  return { lines: lines.filter((each) => each.trim() !== ''), seen: seenLines(pieces) };
}

function seenLines(pieces: readonly Piece[]): string[] {
  const byHeight = pieces.toSorted((one, other) => other.y - one.y || one.x - other.x);
  const rows: Piece[][] = [];
  for (const piece of byHeight) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row && first && first.y - piece.y <= Math.min(first.height, piece.height) / 2) row.push(piece);
    else rows.push([piece]);
  }
  return rows
    .map((row) => row.toSorted((one, other) => one.x - other.x))
    .filter((row) => row.some((piece, index) => index > 0 && piece.order !== (row[index - 1]?.order ?? 0) + 1))
    .map((row) => row.map(({ text }) => text).join('\t'));
}

/** Share of characters that no font told the meaning of, beyond which a page counts as a picture. */
const MAX_UNKNOWN_SHARE = 0.3;

/** Whether a page's text is one: not the numbers of glyphs that a font without a table gives. */
export function isReadable(text: string): boolean {
  const characters = text.replace(/\s/g, '');
  const unknown = characters.match(/[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]/g)?.length ?? 0;
  return characters !== '' && unknown <= characters.length * MAX_UNKNOWN_SHARE;
}
