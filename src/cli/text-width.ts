import stringWidth from 'string-width';

/** Columns that a text takes on a screen: 2 for a kanji. */
export const widthOf = (text: string): number => stringWidth(text);

/** May not begin a line (行頭禁則). */
const NOT_FIRST = /^[、。，．）」』】〕〉》・ー々ゃゅょっぁぃぅぇぉャュョッァィゥェォ～：；？！,.)\]:;?!]/;
/** May not end a line (行末禁則). */
const NOT_LAST = /[（「『【〔〈《([]$/;
/** What may be parted from what follows: a run of Latin letters and digits (a path, an option) stays whole. */
const PIECES = /[\x21-\x7e]+|\s+|./gsu;

/** Lines of a text that are at most so many columns wide, but for a word that is wider than that by itself. */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrappedLine(line, width));
}

/** The least width at which no word of a text is wider than its line. */
export const narrowest = (text: string): number =>
  Math.max(
    0,
    ...text.split('\n').flatMap((line) => joined(line.match(PIECES) ?? []).map((piece) => widthOf(piece.trim()))),
  );

function wrappedLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  // Added up: to take the width of the whole line again with each piece made help and tables slow.
  let columns = 0;
  for (const piece of joined(line.match(PIECES) ?? [])) {
    if (current !== '' && columns + widthOf(piece.trimEnd()) > width) {
      lines.push(current.trimEnd());
      current = piece.trimStart();
      columns = widthOf(current);
    } else {
      current += piece;
      columns += widthOf(piece);
    }
  }
  return [...lines, current.trimEnd()];
}

/** Pieces that stay together: what may not begin a line with what stands before it, what may not end one with what follows. */
function joined(pieces: readonly string[]): string[] {
  const groups: string[] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last !== undefined && (NOT_FIRST.test(piece) || NOT_LAST.test(last))) groups[groups.length - 1] = last + piece;
    else groups.push(piece);
  }
  return groups;
}
