import { type Candidate, defineRecognizer, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import type { WordHit } from '../../src/text/word-finder.js';
import { parseName } from '../names/name-lexicon.js';

const NUMBER = '(?:\\d{1,2}|元|[〇一二三四五六七八九十壱弐参廿]{1,3})';
const ERA = '(?:明治|大正|昭和|平成|令和|[MTSHRmtshr明大昭平令㍾㍽㍼㍻])';
const YEAR = `(?:${ERA}[の ]?${NUMBER}|(?:西暦 ?)?(?:1[89]|20)\\d{2}|[一二][〇一二三四五六七八九]{3})`;
const BREAK = '[の、 ]{0,2}';
const WRITTEN = `${YEAR} ?年${BREAK}${NUMBER} ?月${BREAK}${NUMBER} ?日`;
const MARKED = `${YEAR} ?[./・-] ?\\d{1,2} ?[./・-] ?\\d{1,2}(?!\\d)`;
const COMPACT = '(?<!\\d)(?:19\\d{2}|20[0-2]\\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?!\\d)';
const MONTH_DAY = `${NUMBER} ?月 ?${NUMBER} ?日`;
const MONTHS = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?';
const ENGLISH = `(?:${MONTHS} \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d{2}|\\d{1,2}(?:st|nd|rd|th)? ${MONTHS},? (?:19|20)\\d{2}|\\d{1,2}[/.-]\\d{1,2}[/.-](?:19|20)\\d{2}(?!\\d))`;
const YEAR_MONTH = `${YEAR} ?年${BREAK}${NUMBER} ?月(?!${BREAK}${NUMBER} ?日)`;
const DATE = `(?:${WRITTEN}|${MARKED}|${COMPACT}|${ENGLISH}|${YEAR_MONTH}|${MONTH_DAY})`;
const FIRST = new RegExp(DATE);
const BEFORE_CUE = new RegExp(`(${DATE})[ )）]?(?:の)?$`);

/** Cues that stand before the date, and those that stand after it. */
const LABELS = [
  '生年月日',
  '誕生日',
  'お誕生日',
  '生まれた日',
  '出生日',
  '出生年月日',
  'Date of Birth',
  'DOB',
  'birthday',
  'born on',
  'お生まれ',
  '生まれは',
  'date of birth',
  'Birthday',
  'Date of birth',
];
const AFTER = ['生まれ', '生れ', '産まれ', 'うまれ', '生'];
/** A whole date in brackets behind a name: 松本花子（1956-11-15）. */
const NAMED = new RegExp(`^(?:${WRITTEN}|${MARKED})[)、]`);
const FIELD = /生年月日|誕生日|出生|birth|dob/;
const REACH = 36;
/** A question for the date, はい, and the answer may lie between. */
const ASKED_REACH = 72;
/** Between a label and a date that is further off: the question for it, or its answer. */
const ASKED = /ですか|でしょうか|お願い|ください|教え|伺|確認|はい|いつ|[:(\n]/;
/** Limits of a rule, no one's birthday: から昭和41年…まで, 以前の方. */
const BOUND = /^ ?(?:(?:から|以前|以降|以後|以上|より前|より後|まで|~|に生まれた[方者])(?!です|で間違))/;
/** What a date stands next to when 生 follows it. */
const DATE_END = /[0-9日)）の]/;

function find(scan: Scan, hits: readonly WordHit[]): Iterable<Candidate> {
  const { text, fields, groups } = scan;
  if (hits.length > 0 || fields.matches(FIELD) || groups.some((group) => opensBracket(text, group)))
    return dates(scan, hits);
  return NO_CANDIDATES;
}

/** A year behind a bracket, as behind a name. */
function opensBracket(text: string, { start, digits }: DigitGroup): boolean {
  return text[start - 1] === '(' && /^(?:19|20)\d{2}$/.test(digits);
}

function* dates({ text, fields, groups }: Scan, hits: readonly WordHit[]): Generator<Candidate> {
  if (fields.matches(FIELD)) {
    const date = FIRST.exec(text.slice(0, 64));
    if (date)
      yield {
        start: date.index,
        end: date.index + date[0].length,
        rule: 'field',
        score: 0.97,
        settled: true,
        because: 'field',
      };
  }
  for (const group of groups) {
    if (!opensBracket(text, group)) continue;
    const date = NAMED.exec(text.slice(group.start, group.start + 16));
    const name = /[一-龠々]{3,7}$/.exec(text.slice(Math.max(0, group.start - 8), group.start - 1))?.[0];
    const parse = name === undefined ? undefined : parseName(name);
    if (!date || !parse || parse.given === '' || parse.score < 0.6) continue;
    yield {
      start: group.start,
      end: group.start + date[0].length - 1,
      rule: 'named',
      score: 0.75,
      settled: true,
      because: 'behind a name',
    };
  }
  for (const { start, end } of hits) {
    const cue = text.slice(start, end);
    if (AFTER.includes(cue)) {
      if (!DATE_END.test(text[start - 1] ?? '')) continue;
      const from = Math.max(0, start - REACH);
      const date = BEFORE_CUE.exec(text.slice(from, start));
      const plain =
        (cue === '生' && /[まき年徒活命物産]/.test(text[end] ?? '')) || /^[ぁ-ん]?変わ/.test(text.slice(end, end + 3));
      if (date && !plain) {
        const at = from + date.index;
        yield { start: at, end: at + date[1]!.length, rule: 'born', score: 0.93, settled: true, because: cue };
      }
      continue;
    }
    const window = text.slice(end, end + ASKED_REACH);
    const date = FIRST.exec(window);
    // A sentence further on its date is something else's, unless it is the answer to the question for it.
    if (!date) continue;
    const between = window.slice(0, date.index);
    if (BOUND.test(window.slice(date.index + date[0].length))) continue;
    if (between.length > 7 && (!ASKED.test(between) || between.split('。').length > 4)) continue;
    yield {
      start: end + date.index,
      end: end + date.index + date[0].length,
      rule: 'labelled',
      score: 0.95,
      settled: true,
      because: cue,
    };
  }
}

/** Dates that are said to be someone's birth; a bare date is none. Western and Japanese years, kanji numerals. */
export const dateOfBirth = defineRecognizer({
  type: 'DATE_OF_BIRTH',
  source: 'Era Name Act and its orders; JIS X 0301 date notations',
  cues: [...LABELS, ...AFTER],
  find,
  reads: 'digits',
  examples: {
    hits: [
      '生年月日：昭和60年4月1日',
      '1985年4月1日生まれです',
      '生年月日 S60.4.1',
      '松本花子（1956-11-15）',
      '誕生日は平成三年十二月二十四日です',
      '生年月日は1972/11/03',
      '生年月日：19850401',
      '昭和23年5月5日生',
      'DOB: 12/05/1983',
      'Date of birth: May 5, 1990',
      'お生まれはいつですか。昭和二十九年五月です',
    ],
    misses: [
      '2026年4月1日から施行',
      '令和8年4月1日に生まれ変わります',
      '昭和60年4月1日',
      '先生の誕生日会',
      '生年月日が昭和40年4月2日から昭和41年4月1日までの方',
      '平成31年4月1日生まれ変わった庁舎',
    ],
  },
});
