import type { Candidate, CueHit } from '../../../src/classify/recognizer.js';
import type { Scan } from '../../../src/classify/scan.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { CUE, CUE_KINDS } from '../words/cue-words.js';
import { ADDRESSED } from '../words/titles.js';
import { LATIN, scriptOf } from '../words/unit-traits.js';
import { withoutMarks } from './fold-marks.js';
import { COMPANIES, isGivenName, isNameWord, isSurname, namesAbroad, spellings } from './lexicon.js';

const SPACE = 0x20;
/** Dear Grace, */
const GREETED = /^(?:[,:\n]|$)/;
const DOT = 0x2e;
const SAID =
  /(?:my name is|i am|i'm|this is|name:?|(?<![a-z])(?:mr|ms|mrs|sr|sra|srta|dra|herr|frau|mme)\.?|(?<![a-z])(?:soy|sou|ich bin|je suis)|aqui é [oa]|dear|for|from) ?$/i;
const TITLE_BEFORE = /(?:^|[^A-Za-z])(?:Mr|Ms|Mrs|Miss|Dr|Sr|Sra|Srta|Dra|Herr|Frau|Mme)\.?$/;
/** Titles that are no other word, of whoever's name no list holds: Frau is any wife; and no price follows. */
const GENTLE = /(?:^|[^A-Za-z])(?:Mr|Ms|Mrs|Sra|Srta)\.?$/;
const PRICE = /^ ?[0-9¥]/;
/** Shops, bands and figures that are called as people are. */
const NO_GENTLEMAN =
  /^(?:donut|donuts|children|bean|max|boston|minit|fixit|clean|potato|incredible|big|pepper|right|president|mayor|chairman|speaker|secretary|minister|ambassador|governor|martens|slump|kotobuki|universe|world|japan|international|manager|engineer|director|developer|analyst|consultant|executive|officer|staff|vice|high|school|citizens?|[a-z]{1,3})$/;
/** Letters with marks as well: Lefèvre, Nguyễn. */
const LETTER = "[A-Za-zÀ-ɏḀ-ỿ'-]";
const WORD = `\\p{Lu}${LETTER}{1,15}`;
const WORD_BEFORE = new RegExp(`${WORD}$`, 'u');
const WORD_AFTER = new RegExp(`^${WORD}`, 'u');
const WORD_FURTHER = new RegExp(`^ (?:(?:de|da|dos|del|van|bin|binti|DE|DA|DOS|DEL) )?(${WORD})(?!${LETTER})`, 'u');
const TITLE_AFTER = new RegExp(`^(?: ?(?!さん[かぎ])${ADDRESSED}|-(?:san|sama|SAN|SAMA)(?![A-Za-z]))`);
/** K.M.さん, T・O様: who shall not be known is called by initials. */
const INITIALS = /(?<![A-Za-z0-9.・&])(?!P\.R|A\.I|U\.[SK]|C\.C|K\.O|I\.T|Q\.A|F\.C|A・B)[A-Z][.・][A-Z]\.? ?$/;

/** Words before a Japanese title: Schmidt様, Maria Clara dos Santosさん. */
const TITLED =
  /(?<![A-Za-z0-9_.@/'-])[A-Z][A-Za-z'-]{1,19}(?: (?:(?:de|da|dos|del|van|bin|DE|DA|DOS|DEL) )?[A-Z][A-Za-z'-]{0,19}\.?){0,3} ?$/;
const LONGEST_TITLED = 64;
/** Names in Latin letters before 様, さん or the like. Short words in capitals (NTT様) must be known as names. */
function titledRomaji(text: string, start: number): Candidate | undefined {
  if (!TITLE_AFTER.test(text.slice(start, start + 6))) return undefined;
  const before = text.slice(Math.max(0, start - LONGEST_TITLED), start);
  const name = TITLED.exec(before)?.[0] ?? INITIALS.exec(before)?.[0];
  if (name === undefined || COMPANIES.test(name)) return undefined;
  const words = name.trimEnd().split(' ');
  const known = words.some((word) => word.length > 2 && isNameWord(word.toLowerCase()));
  if (!known && !INITIALS.test(name) && words.some((word) => word.length < 6 && word === word.toUpperCase()))
    return undefined;
  const from = start - name.length;
  const score = known ? 0.9 : 0.66;
  return {
    start: from,
    end: from + name.trimEnd().length,
    rule: 'romaji-honorific',
    score,
    settled: true,
    because: 'title',
  };
}

/** Two capitalised words that are a given name and a surname in either order (Taro Yamada, YAMADA TARO), and those with a title. */
export function romajiNames({ text }: Scan, hits: readonly CueHit[], found: Candidate[]): void {
  for (let at = 0; at < hits.length; at++) {
    const { cue, start, end } = hits[at]!;
    const last = unitIn(text, start - 1);
    const before = last === SPACE ? unitIn(text, start - 2) : last;
    const titled = (isLatin(before) || before === DOT) && titledRomaji(text, start);
    if (titled) found.push(titled);
    if ((CUE_KINDS[cue]! & CUE.space) === 0 || !isLatin(unitIn(text, end)) || !(isLatin(last) || last === DOT))
      continue;
    const first = WORD_BEFORE.exec(text.slice(Math.max(0, start - 16), start))?.[0];
    const second = WORD_AFTER.exec(text.slice(end, end + 16))?.[0];
    const title = text.slice(Math.max(0, start - 6), start);
    if (
      second &&
      TITLE_BEFORE.test(title) &&
      !WORD_AFTER.test(text.slice(end + second.length + 1, end + second.length + 3))
    ) {
      const word = withoutMarks(second);
      const known = isNameWord(word);
      const behind = end + second.length;
      const unlisted = GENTLE.test(title) && !NO_GENTLEMAN.test(word) && !PRICE.test(text.slice(behind, behind + 2));
      if (word.length > 2 && (known || unlisted))
        found.push({
          start: end,
          end: behind,
          rule: 'romaji-titled',
          score: known ? 0.82 : 0.7,
          settled: true,
          because: 'title',
        });
      continue;
    }
    if (!first || !second) continue;
    if (first === 'Dear' && GREETED.test(text.slice(end + second.length, end + second.length + 2))) {
      if (isNameWord(withoutMarks(second)))
        found.push({
          start: end,
          end: end + second.length,
          rule: 'greeted',
          score: 0.8,
          settled: true,
          because: 'Dear',
        });
      continue;
    }
    const [one, two] = [withoutMarks(first), withoutMarks(second)];
    const { surnames, given } = spellings();
    const japanese = (surnames.has(one) && given.has(two)) || (given.has(one) && surnames.has(two));
    const foreign = isFromAbroad(one, two);
    const mailbox = /^ ?<[^<>\s]{1,40}@/.test(text.slice(end + second.length, end + second.length + 44));
    const said = mailbox || SAID.test(text.slice(Math.max(0, start - first.length - 12), start - first.length));
    const partly = mailbox || (said && [one, two].some((word) => isNameWord(word) && !namesAbroad().words.has(word)));
    if (!japanese && !foreign && !partly) continue;
    const letters = first.length + second.length;
    const score = japanese && letters >= 7 ? 0.8 : foreign ? 0.75 : said ? 0.7 : 0.55;
    found.push({
      start: start - first.length,
      end: furtherNames(text, end + second.length),
      rule: 'romaji',
      score: said ? Math.max(score, 0.85) : score,
      settled: true,
      because: 'spelling',
    });
  }
}

/** Nguyen Thi Hoa, Maria Clara dos Santos様: names that go on behind two words. Gives where they end. */
function furtherNames(text: string, from: number): number {
  let end = from;
  for (let more = 0; more < 3; more++) {
    const [all, word] = WORD_FURTHER.exec(text.slice(end, end + 24)) ?? [];
    if (
      !all ||
      !(isNameWord(word!.toLowerCase()) || TITLE_AFTER.test(text.slice(end + all.length, end + all.length + 4)))
    )
      break;
    end += all.length;
  }
  return end;
}

const isLatin = (unit: number): boolean => scriptOf(unit) === LATIN;

/** Whether lists of names from abroad hold both words, or one of them and the Japanese readings the other: Robert Kimura. */
function isFromAbroad(one: string, two: string): boolean {
  const { surnames, given, words } = namesAbroad();
  if (words.has(one) && words.has(two)) return false;
  if ((surnames.has(one) && given.has(two)) || (given.has(one) && surnames.has(two))) return true;
  if (words.has(one) || words.has(two) || Math.min(one.length, two.length) < LEAST_MIXED) return false;
  return given.has(one) ? isSurname(two) : given.has(two) ? isSurname(one) : surnames.has(two) && isGivenName(one);
}

/** Letters of either word where one of them is Japanese: shorter ones are too many words. */
const LEAST_MIXED = 4;
