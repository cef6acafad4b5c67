/** Fewer single characters with blanks between them are letters, marks or a list. */
const FEWEST_SINGLE = 6;
/** How many of a line's pieces must be single characters. */
const MOSTLY = 0.7;
const SPACED = /\S (?:\S |[0-9]{1,4} ){4}\S(?=\s|$)/;
/** What may stand on either side of a blank that is closed: 番号:T stands before, 8です behind. */
const JOINED_BEFORE = /^(?:\S|[0-9]{1,4})$|[^0-9A-Za-z][0-9A-Za-z]$/;
const JOINED_BEHIND = /^(?:\S$|[0-9]{1,4}(?![0-9A-Za-z]))/;

/** A text without the blanks between its characters, and where its units stood. */
export interface ClosedUp {
  text: string;
  original: string;
  /** By unit of `text`: its place in the text with blanks. */
  places: Uint32Array;
}

/**
 * A form as a recogniser gives it, 基 礎 年 金 番 号　1 5 3 2 - 4 5, closed up line by line; undefined where no line is
 * written so. The wide blank parts what stands in different boxes and stays.
 *
 * @param text - folded; a wide blank is known by `original`, which has the same length
 */
export function closedUp(text: string, original: string): ClosedUp | undefined {
  if (!mayBeSpaced(text)) return undefined;
  const places = new Uint32Array(text.length);
  let count = 0;
  let changed = false;
  for (let from = 0; from <= text.length; ) {
    const line = text.indexOf('\n', from);
    const to = line < 0 ? text.length : line;
    const spaced = isSpacedOut(text.slice(from, to));
    for (let at = from; at < Math.min(to + 1, text.length); at++) {
      if (spaced && isBlankInside(text, original, at)) changed = true;
      else places[count++] = at;
    }
    from = to + 1;
  }
  if (!changed) return undefined;
  const kept = places.subarray(0, count);
  return { text: unitsAt(text, kept), original: unitsAt(original, kept), places: kept };
}

/** Whether blanks stand on both sides of single characters at all, three times in a row. */
function mayBeSpaced(text: string): boolean {
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1))
    if (text[at + 2] === ' ' && text[at + 4] === ' ' && SPACED.test(text.slice(Math.max(0, at - 1), at + 24)))
      return true;
  return false;
}

function isSpacedOut(line: string): boolean {
  if (!SPACED.test(line)) return false;
  const pieces = line.split(/\s+/).filter((piece) => piece !== '');
  const single = pieces.filter((piece) => piece.length === 1);
  return (
    single.length >= FEWEST_SINGLE &&
    single.length >= pieces.length * MOSTLY &&
    // A row of digits alone is read as it is.
    single.some((piece) => /[^0-9〇零一二三四五六七八九\s]/.test(piece))
  );
}

/** One blank between single characters, not the wide one and not one of several. */
function isBlankInside(text: string, original: string, at: number): boolean {
  if (original[at] !== ' ' || text[at - 1] === ' ' || text[at + 1] === ' ') return false;
  return JOINED_BEFORE.test(pieceBefore(text, at)) && JOINED_BEHIND.test(pieceBehind(text, at));
}

function pieceBefore(text: string, at: number): string {
  let from = at;
  while (from > 0 && at - from < 6 && !/\s/.test(text[from - 1]!)) from--;
  return text.slice(from, at);
}

function pieceBehind(text: string, at: number): string {
  let to = at + 1;
  while (to < text.length && to - at < 7 && !/\s/.test(text[to]!)) to++;
  return text.slice(at + 1, to);
}

function unitsAt(text: string, places: Uint32Array): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = 1; at <= places.length; at++) {
    if (at < places.length && places[at] === places[at - 1]! + 1) continue;
    parts.push(text.slice(places[from], places[at - 1]! + 1));
    from = at;
  }
  return parts.join('');
}

/** From a place in the closed-up text to the one in the text with blanks; changed in place. */
export function moveBack(one: { start: number; end: number }, { places }: ClosedUp): void {
  one.start = places[one.start]!;
  one.end = places[one.end - 1]! + 1;
}
