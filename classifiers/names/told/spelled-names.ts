import type { Candidate } from '../../../src/classify/recognizer.js';
import type { Scan } from '../../../src/classify/scan.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitSet } from '../../../src/text/unit-set.js';
import { names } from '../words/name-lexicon.js';

/** What explains a character (田んぼの, 草冠に化けるの), and the character. */
const PART =
  '(?:[^\\s。、,「」:てで]{1,10}の(?![一二三四五六七八九十階年月日])|(?:漢?数字|お[日月]様|[^\\s。、,「」:]{0,3}てる)の)([一-龠々])';
/** Behind the last character. */
const OVER = '(?=です|でご|で[、。]|だ|ね|や|と(?:書|申|い|言)|って(?:書|い|言|読)|っち|[、。」』\\n)) ]|$)';
/** What joins one character to the next. */
const JOINED = '(?:に|と|で|、|,)[ 、]?';
/** 田んぼの田に中央の中, 井戸の井に口: the last ones may stand without an explanation. */
const SPELLED = new RegExp(
  `^${PART}(?:${JOINED}(?:${PART}|([一-龠々])${OVER}))(?:${JOINED}(?:${PART}|([一-龠々])${OVER}))?`,
);
const REACH = 48;

/** Ends what may stand in front of a character that is spelled. */
const BREAK = UnitSet.of('[\\s。、,「はがを:]');
const MOST_BEFORE = 10;
const KANJI = UnitSet.of('[一-龠々]');
const AROUND = 48;
/** 漢字は, 字は: right before what is spelled. */
const ANNOUNCED = /(?:漢字|字|名字|苗字|名前)は[^。\n]{0,6}$/;
const OF_CHARACTERS = /漢字|名字|苗字|お名前|字は|字です|書き|書く|書い/;
/** 「蘭田」「井口様」: somebody is called so, and no place. */
const CALLED = '(?=様|さん|さま|氏|です|と|って|[。、」 \\n]|$)';
const NO_PLACE = '(?![市町村県区駅])';

/** Names told character by character. */
export function spelledNames({ text }: Scan, found: Candidate[]): void {
  let done = 0;
  for (let no = text.indexOf('の'); no >= 0; no = text.indexOf('の', no + 1)) {
    if (no < done || !KANJI.has(unitIn(text, no + 1)) || KANJI.has(unitIn(text, no + 2))) continue;
    let start = no;
    while (start > done && no - start < MOST_BEFORE && !BREAK.has(unitIn(text, start - 1))) start--;
    // はい、 without the comma.
    if (text[start] === 'い' && text[start - 1] === 'は') start++;
    if (start >= no) continue;
    const spelled = inRow(text, start);
    if (!spelled) continue;
    done = spelled.end;
    found.push({ ...spelled, rule: 'spelled', settled: true, because: 'character by character' });
  }
}

/** Several characters, which together must be a surname or a given name, or what somebody is called nearby. */
function inRow(text: string, start: number): { start: number; end: number; score: number } | undefined {
  const match = SPELLED.exec(text.slice(start, start + REACH));
  if (!match) return undefined;
  const characters = match.slice(1).filter(Boolean).join('');
  const end = start + match[0].length;
  const [before, behind] = [text.slice(Math.max(0, start - AROUND), start), text.slice(end, end + AROUND)];
  const { surnames, givenNames } = names();
  const known = surnames.has(characters) || givenNames.has(characters);
  if (!known && !ANNOUNCED.test(before) && !isCalled(characters, before, behind)) return undefined;
  // 淀の川と高い山: only に joins what is spelled, unless someone speaks of characters.
  if (!/^[^に]{1,12}に/.test(match[0]) && !OF_CHARACTERS.test(before + behind)) return undefined;
  return { start, end, score: 0.78 };
}

function isCalled(name: string, before: string, behind: string): boolean {
  const called = new RegExp(`${name}${NO_PLACE}${CALLED}`);
  return called.test(before) || called.test(behind);
}
