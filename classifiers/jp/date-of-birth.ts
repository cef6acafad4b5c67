import { cellsBelow } from '../../src/classify/columns.js';
import { type Candidate, type CueHit, defineRecognizer, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import type { DigitGroup } from '../../src/text/digit-groups.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { unitIn } from '../../src/text/unit-in.js';
import { looksGiven, names } from '../names/name-lexicon.js';
import { parseName } from '../names/name-parse.js';

const NUMBER = '(?:\\d{1,2}|元|[〇一二三四五六七八九十壱弐参廿]{1,3})';
const ERA = '(?:明治|大正|昭和|平成|令和|[MTSHRmtshr](?![a-z])\\.?|[明大昭平令㍾㍽㍼㍻])';
const YEAR = `(?:${ERA}[の、 ]{0,2}${NUMBER}|(?:西暦 ?)?(?:1[89]|20)\\d{2}|[一二][〇一二三四五六七八九]{3})`;
const BREAK = '(?:[の、 ]{0,2}|[の、 ]{0,2}(?:えーと?|えっと|ええと|あの)[、 ]?)';
const WRITTEN = `${YEAR} ?年${BREAK}${NUMBER} ?月${BREAK}${NUMBER} ?日`;
const MARKED = `${YEAR} ?[./・-] ?\\d{1,2} ?[./・-] ?\\d{1,2}(?!\\d)`;
const COMPACT = '(?<!\\d)(?:19\\d{2}|20[0-2]\\d)(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?!\\d)';
const MONTH_DAY = `${NUMBER} ?月 ?${NUMBER} ?日`;
const MONTHS =
  '(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)';
const ENGLISH = `(?:${MONTHS} \\d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\\d{2}|\\d{1,2}(?:st|nd|rd|th)? ${MONTHS},? (?:19|20)\\d{2}|\\d{1,2}[/.-]\\d{1,2}[/.-](?:19|20)\\d{2}(?!\\d))`;
const YEAR_MONTH = `${YEAR} ?年${BREAK}${NUMBER} ?月(?!${BREAK}${NUMBER} ?日)`;
const DATE = `(?:${WRITTEN}|${MARKED}|${COMPACT}|${ENGLISH}|${YEAR_MONTH}|${MONTH_DAY})`;
/** As 生まれ alone may follow it. */
const YEAR_ONLY = `${ERA}${NUMBER} ?年(?:早)?`;
const SHORT_YEAR = '(?<![0-9])[0-9]{2}[./-][0-9]{1,2}[./-][0-9]{1,2}';
const FIRST = new RegExp(DATE);
const AT_START = new RegExp(`^${DATE}`);
const BEFORE_CUE = new RegExp(`(${DATE}|${YEAR_ONLY}|${SHORT_YEAR})[ )）]?(?:の|に)?$`);

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
  'DATE OF BIRTH',
  'birth',
  'Birth',
  '生まれたのが',
  '生まれたのは',
  '生まれが',
  'うまれは',
];
const AFTER = ['生まれ', '生れ', '産まれ', 'うまれ', '生'];
const FIELD = /生年月日|誕生日|出生|birth|dob/;
const REACH = 36;
/** A question for the date, はい, and the answer may lie between. */
const ASKED_REACH = 72;
/** Between a label and a date that is further off: the question for it, or its answer. */
const ASKED = /ですか|でしょうか|お願い|ください|教え|伺|確認|はい|いつ|[:(\n]/;
/** Limits of a rule, no one's birthday: から昭和41年…まで, 以前の方. */
const BOUND = /^ ?(?:(?:から|以前|以降|以後|以上|より前|より後|まで|~|に生まれた[方者])(?!です|で間違))/;
/** The other speaker says it again: 。⏎オペレーター：…ですね. */
const READ_BACK = new RegExp(
  `^[^\\n0-9]{0,12}\\n[^\\n:0-9]{0,12}[:： ]?(?:はい、|では、|復唱(?:いた)?します。|、)?(${DATE})(?=です|で(?:お間違い|よろし|ござい)|、|生まれ|。)`,
);
/** What a date stands next to when 生 follows it. */
const DATE_END = /[0-9日年月)）のに]/;

/** A whole date at the start of the text given. */
const WHOLE = new RegExp(`^(?:${WRITTEN}|${MARKED}|${COMPACT}|${ENGLISH})`);
const ERA_BEFORE = new Closing(/(?:明治|大正|昭和|平成|令和|[明大昭平令][ .]?|[MTSHR]\.?)[の ]?$/, 4);
const YEAR_OF_BIRTH = /^(?:19[2-9]\d|200\d|201[0-9])(?:\d{4})?$/;
/** A person's name with little behind it: 渡邊 亮、 / "大鷲 俊輔"," / OTSUKI HARUKA / 克己さんは. */
const BEHIND_NAME =
  /(?:([一-龠々]{1,4}[ ]?[一-龠々ぁ-んァ-ヴー]{1,5})|([ァ-ヴー]{2,8}[ ・][ァ-ヴー]{2,8})|([ぁ-ん]{2,6}[ ][ぁ-ん]{2,6})|([A-Z][A-Za-z]+ [A-Z][A-Za-z]+)|[一-龠々ぁ-んァ-ヴー](?:氏|さん|様|くん|ちゃん))(?:(?:は|も)|(?:は|も|が)?["」)]?[ 、,。/|\t([\n:;"「]{1,4})$/;
/** S31.11.3: letter, year, month and day with dots, as on forms. */
const SHORT_ERA_DATE = /^[TS]\.?[0-9]{1,2}\.(?:[1-9]|1[0-2])\.(?:[1-9]|[12][0-9]|3[01])$/;
/** In a list of a family: 妻 S36.11.2 長男 H1.8.30. */
const KIN =
  /(?:^|[\s、。,|／/(])(?:本人|妻|夫|[長次二三四]男|[長次二三四]女|父|母|祖父|祖母|孫|義父|義母)[ :、(]{1,2}$/;
/** Ends of papers, laws and contracts: dates of something else. */
const OTHER_DATE_BEFORE =
  /(?:受付|交付|発行|有効期限|期限|契約|締結|施行|竣工|建築|着工|完成|取得|登録|入会|退会|採用|就任|着任|届出|申請|作成|更新|開催|入居|転入|転出|喪失|認定|設立|創業|開設|改正|適用|現在|予約|来庁|架電|入電|開[館園校庁所通]|落成|改築|日付|日時|期日|納期)(?:年月日|日)?[:はが、 ]{0,3}$/;
const OTHER_DATE_AFTER =
  /^(?:[ ]?(?:付|号|法律|政令|条例|から|より|まで|以前|以降|以後|現在|施行|開催|交付|発行|受付|竣工|建築|着工|完成|改正|締結|契約|取得|登録|入居|入会|退会|採用|就任|着任|来庁|架電|入電|納期|期限|予約|公布|制定|頃|ごろ|時点|提出|到着|送付|設立|創業|開業|開[館園校庁所通港]|創立|落成|改築|移転|閉館|撮影|に(?!生)|の(?!生))|[ T]?[0-2]?[0-9][:時])/;

/** Dates that stand right behind a name, and dates of 昭和 and before, of which hardly any is not someone's birth. */
function unlabelled(text: string, groups: Scan['groups']): Candidate[] {
  const found: Candidate[] = [];
  let done = 0;
  for (const group of groups) {
    if (group.start < done || group.digits.length > 8) continue;
    const era = ERA_BEFORE.exec(text, group.start)?.[0] ?? '';
    if (era === '' && !isYear(group) && !isDay(text, group)) continue;
    const start = group.start - era.length;
    if (/[0-9A-Za-z]/.test(text[start - 1] ?? '') && /^[A-Z0-9]/.test(text[start]!)) continue;
    const date = WHOLE.exec(text.slice(start, start + 24));
    if (!date) continue;
    const end = start + date[0].length;
    done = end;
    if (/[0-9~]/.test(text[end] ?? '') || text[start - 1] === '~' || OTHER_DATE_AFTER.test(text.slice(end, end + 6)))
      continue;
    const before = text.slice(Math.max(0, start - 18), start);
    if (OTHER_DATE_BEFORE.test(before)) continue;
    const old = /^(?:明治|大正|昭和)/.test(era) || (/^[TS]/.test(era) && SHORT_ERA_DATE.test(date[0]));
    const named = /^(?:令和|令|R)/.test(era) ? undefined : BEHIND_NAME.exec(before);
    const certain = (named && isPerson(named)) || (named !== undefined && KIN.test(before));
    if (certain || old)
      found.push({
        start,
        end,
        rule: certain ? 'named' : 'old',
        score: certain ? 0.75 : 0.58,
        settled: true,
        because: certain ? 'behind a name' : era,
      });
  }
  return found;
}

/** 1956, 19561115: a year that someone of today may be born in. */
function isYear({ digits }: DigitGroup): boolean {
  return (digits.length === 4 || digits.length === 8) && YEAR_OF_BIRTH.test(digits);
}

/** 5 May 1990. */
function isDay(text: string, { digits, end }: DigitGroup): boolean {
  if (digits.length > 2 || unitIn(text, end) !== 0x20) return false;
  const next = unitIn(text, end + 1);
  return next >= 0x41 && next <= 0x5a;
}

function isPerson([whole, kanji, katakana, hiragana, latin]: RegExpExecArray): boolean {
  if (kanji !== undefined) {
    const parse = parseName(kanji.replace(' ', ''));
    if (parse !== undefined && parse.given !== '') return parse.score >= 0.6 || kanji.includes(' ');
    // A surname that no list knows, before a given name that one does: 伊良皆 奏.
    const given = / ([^ ]+)$/.exec(kanji)?.[1];
    return given !== undefined && (names().givenNames.has(given) || looksGiven(given));
  }
  return katakana !== undefined || hiragana !== undefined || latin !== undefined || whole !== undefined;
}

function find(scan: Scan, hits: readonly CueHit[]): readonly Candidate[] {
  const { fields, groups } = scan;
  return hits.length > 0 ||
    groups.length > 1 ||
    fields.matches(FIELD) ||
    groups.some(({ digits }) => digits.length === 8)
    ? dates(scan, hits)
    : NO_CANDIDATES;
}

function dates({ text, fields, groups }: Scan, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  if (fields.matches(FIELD)) {
    const date = FIRST.exec(text.slice(0, 64));
    if (date)
      found.push({
        start: date.index,
        end: date.index + date[0].length,
        rule: 'field',
        score: 0.97,
        settled: true,
        because: 'field',
      });
  }
  found.push(...unlabelled(text, groups));
  for (const { start, end } of hits) {
    const cue = text.slice(start, end);
    if (AFTER.includes(cue)) {
      const labelled = cue === '生' ? /^[):】] ?/.exec(text.slice(end, end + 2)) : null;
      const own = labelled && AT_START.exec(text.slice(end + labelled[0].length, end + 24));
      if (labelled && own)
        found.push({
          start: end + labelled[0].length,
          end: end + labelled[0].length + own[0].length,
          rule: 'labelled',
          score: 0.9,
          settled: true,
          because: cue,
        });
      if (!DATE_END.test(text[start - 1] ?? '')) continue;
      const from = Math.max(0, start - REACH);
      const date = BEFORE_CUE.exec(text.slice(from, start));
      const plain =
        (cue === '生' && /[まき年徒活命物産]/.test(text[end] ?? '')) ||
        /^[ぁ-ん]?変わ/.test(text.slice(end, end + 3)) ||
        // に生まれた: of a person, not of a rule for those born then.
        (text[start - 1] === 'に' &&
          (cue === '生' || /^[れた]{0,2}(?:方|人|者|以降|以前|[^ぁ-ん]{0,3}対象)/.test(text.slice(end, end + 6))));
      // 昭和30年4月2日〜昭和31年4月1日生まれの方: limits of a rule.
      if (date && !plain && text[from + date.index - 1] !== '~') {
        const at = from + date.index;
        found.push({ start: at, end: at + date[1]!.length, rule: 'born', score: 0.93, settled: true, because: cue });
      }
      continue;
    }
    for (const cell of cellsBelow(text, start)) {
      const below = AT_START.exec(text.slice(cell.start, cell.end));
      if (below)
        found.push({
          start: cell.start,
          end: cell.start + below[0].length,
          rule: 'column',
          score: 0.9,
          settled: true,
          because: cue,
        });
    }
    const window = text.slice(end, end + ASKED_REACH);
    const date = FIRST.exec(window);
    // A sentence further on its date is something else's, unless it is the answer to the question for it.
    if (!date) continue;
    const between = window.slice(0, date.index);
    if (BOUND.test(window.slice(date.index + date[0].length))) continue;
    if (between.length > 7 && (!ASKED.test(between) || between.split('。').length > 4)) continue;
    found.push({
      start: end + date.index,
      end: end + date.index + date[0].length,
      rule: 'labelled',
      score: 0.95,
      settled: true,
      because: cue,
    });
    const dateEnd = end + date.index + date[0].length;
    const again = READ_BACK.exec(text.slice(dateEnd, dateEnd + ASKED_REACH));
    if (again) {
      const to = dateEnd + again[0].length;
      found.push({
        start: to - again[1]!.length,
        end: to,
        rule: 'read-back',
        score: 0.9,
        settled: true,
        because: cue,
      });
    }
  }
  return found;
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
      '"大鷲 俊輔","S61.2.8","松原市"',
      '主人は昭和10年1月14日やけど',
      '生）S57.9.23',
      '昭和４４年生れ',
      '大正13年4月生まれの母',
      '2018年4月2日に生まれた息子',
      '75/3/3生まれ',
      '誕生日は平成三年十二月二十四日です',
      '生年月日は1972/11/03',
      '生年月日：19850401',
      '昭和23年5月5日生',
      'DOB: 12/05/1983',
      'Date of birth: May 5, 1990',
      'お生まれはいつですか。昭和二十九年五月です',
      '生年月日は。\n客：昭和45年の、えー、7月です。\n係：昭和45年7月1日ですね',
    ],
    misses: [
      '2026年4月1日から施行',
      '令和8年4月1日に生まれ変わります',
      '昭和25年5月31日法律第226号',
      '昭和30年4月2日〜昭和31年4月1日生まれの方など',
      '昭和56年6月1日以前に建てた家',
      '担当 山田太郎 2026/04/01 受付',
      '先生の誕生日会',
      '体育館（昭和44年6月1日開館）',
      '生年月日が昭和40年4月2日から昭和41年4月1日までの方',
      '平成31年4月1日生まれ変わった庁舎',
    ],
  },
});
