/** What a recogniser or a hand puts in the place of a digit, and the digit. ■ is one that cannot be read. */
const LIKE: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  I: '1',
  l: '1',
  '■': '0',
  '□': '0',
  '〓': '0',
  〇: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};
/** Where one of them touches a digit or the hyphen between digits. */
const SUSPECT = /[0-9][-)]?[OoIl■□〓〇一二三四五六七八九](?=[-0-9OoIl■□〓])|(?<![A-Za-z])[OoI](?=-?[0-9]{2})|[0-9][OoIl](?![A-Za-z])/g;
const OF_NUMBER = /[0-9OoIl■□〓〇一二三四五六七八九()-]/;
/** Longest number written with its separators. */
const LONGEST = 24;
/** Fewer digits than this say of no sign that it stands for one; more signs than this are letters. */
const FEWEST_DIGITS = 5;
const MOST_SIGNS = 3;

/**
 * Text whose numbers have digits where a recogniser read letters or a hand wrote kanji: O72-433-l906, 885三-5487. Unit for
 * unit, so offsets stay.
 */
export function withReadDigits(text: string): string {
  let read: string | undefined;
  SUSPECT.lastIndex = 0;
  for (let match = SUSPECT.exec(text); match; match = SUSPECT.exec(text)) {
    const { start, end } = numberAround(text, match.index);
    SUSPECT.lastIndex = Math.max(end, match.index + match[0].length);
    const number = text.slice(start, end);
    if (!isMisread(number) || isLetter(text, start - 1) || isLetter(text, end)) continue;
    read = (read ?? text).slice(0, start) + number.replace(/[^0-9()-]/g, (sign) => LIKE[sign]!) + (read ?? text).slice(end);
  }
  return read ?? text;
}

function numberAround(text: string, place: number): { start: number; end: number } {
  let start = place;
  let end = place + 1;
  while (start > 0 && place - start < LONGEST && OF_NUMBER.test(text[start - 1]!)) start--;
  while (end < text.length && end - place < LONGEST && OF_NUMBER.test(text[end]!)) end++;
  return { start, end };
}

function isMisread(number: string): boolean {
  const digits = number.replace(/[^0-9]/g, '').length;
  const signs = number.replace(/[0-9()-]/g, '');
  if (digits < FEWEST_DIGITS || signs.length === 0 || signs.length > MOST_SIGNS) return false;
  // Kanji are digits among digits only one by one: 10三-5 is no number.
  return digits + signs.length >= 7;
}

function isLetter(text: string, at: number): boolean {
  return /[A-Za-z]/.test(text[at] ?? '-');
}
