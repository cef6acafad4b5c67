import { Closing, Opening } from '../../src/text/edge-pattern.js';
import { LETTER_NAME } from '../dictation/letter-names.js';

const LETTER = `(?:[A-Z]|${LETTER_NAME})`;
const REACH = 18;
const BEFORE = new Closing(new RegExp(`(?<![A-Za-zァ-ヴー])(?:${LETTER}[の、 ・-]{0,2}){1,2}$`), REACH);
const BEHIND = new Opening(
  new RegExp(`^[の、 ・-]{0,2}${LETTER}(?:[の、 ・-]{0,2}${LETTER})?(?![A-Za-z0-9ァ-ヴー])`),
  REACH,
);

/** Units of one or two letters, written or said, that end before `at`, with what parts them from it. */
export function lettersBefore(text: string, at: number): number {
  return BEFORE.exec(text, at)?.[0].length ?? 0;
}

/** The same for letters that begin behind `at`. */
export function lettersBehind(text: string, at: number): number {
  return BEHIND.exec(text, at)?.[0].length ?? 0;
}
