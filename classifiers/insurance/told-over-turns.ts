import type { Candidate } from '../../src/classify/recognizer.js';
import { fillerAt } from '../../src/text/fillers.js';
import { matchAt } from '../../src/text/match-at.js';
import { endOfTurn, speakerAt } from '../dictation/turns.js';
import { SPOKEN_DIGIT } from '../numbers/spoken-digit.js';
import { COUNTED as AS_AMOUNT } from './counted.js';

/** Turns and units behind the question that are listened to. */
const MOST_TURNS = 14;
const REACH = 480;
const LONGEST_TURN = 120;
/** Turns without a value after which nobody goes on. */
const MOST_QUIET = 2;

/** Units of other words between a label and its value. */
const MOST_SKIPPED = 14;

type Part = '記号' | '番号' | '枝番' | '保険者番号';

const DIGIT = `(?:[0-9〇零一二三四五六七八九壱弐参]|${SPOKEN_DIGIT})`;
/** 17の1, ゼロゼロイチイチ, 00-12, ナナイチゼロの、イチ. */
const RUN = `${DIGIT}(?:[の、 ・-]{0,2}${DIGIT}){0,13}`;
const COUNTED = `${AS_AMOUNT}|[0-9]{1,2}万[0-9]?千?(?:飛んで|とんで)?[0-9]{1,3}`;
const NAME =
  '(?:(?:(?:ひらがな|カタカナ|漢字|平仮名)の、?)?[「『]?(?:[一-龠々]{1,4}[ぁ-ん]{0,3}|[ぁ-ん]{1,3}|[ァ-ヴ]{1,3}|[A-Za-z]{1,4})[」』]?)';
/** みなとの55, 公立 23-44, ほ・12. */
const NAMED = `${NAME}[、 ・-]?(?:の、?)?[ 、]?${RUN}`;
const VALUES: Readonly<Record<Part, RegExp>> = {
  記号: new RegExp(`(?:${NAMED}|${COUNTED}|${RUN})`, 'y'),
  番号: new RegExp(`(?:${COUNTED}|${RUN})`, 'y'),
  枝番: new RegExp(`${DIGIT}[、 ]{0,2}${DIGIT}`, 'y'),
  保険者番号: new RegExp(RUN, 'y'),
};
/** A name alone is one where it is said to be written there: 公立ちばってなってます. */
const NAME_ALONE = new RegExp(`(${NAME}[一-龠ァ-ヴぁ-ん]{0,4}?)(?=って(?:なって|書)|と書いて)`, 'y');
const LABEL =
  /(?:保険者番号|被保険者番号|記号(?:・?番号)?|きごう|キゴウ|番号|ばんごう|バンゴウ|枝番号?|枝板)(?:の?(?:ほう|方))?(?:なんですが|ですが|ですね|です|だけ|は|が|も|を|の|って|、|:)*/y;
/** Behind a value: it is over, or another is named. */
const BEHIND =
  /^(?:$|[、。 …」』?!()/|│\n]|です|でし|でご|で(?:一緒|番号|、|。|$)|だけ|と(?:なって|書|、|出)|って|か(?:な|も|[、。]|$)|や(?:[。、わで]|$)|ね|が|の(?:番号|[。、]|$)|じゃ|ではな|番号|枝番|になります|ございます|まで)/;
const COUNTED_BEHIND = /^ ?[0-9年月日円人件時分歳才桁つ個%階丁]/;
/** 9/30, 10:30, R5-12-08: a day or a time of day. */
const DAY_OR_TIME = /^[MTSHR]?[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}$|^[MTSHR][0-9]{1,2}$/;
const DAY_BEFORE = /[0-9][/:]$|[MTSHR][0-9]{1,2}[-.](?:[0-9]{1,2}[-.])?$/;
const DAY_BEHIND = /^[/:][0-9]/;
const PAUSE = /[ 、,。・…「」『』?:()|│\t/-]/;
const OTHER =
  /電話|連絡先|住所|郵便|お?名前|氏名|苗字|名字|生年月日|誕生日|お?生まれ|(?:受付|整理|照会|申請|会員|登録|管理|受理|申込|伝票|お客様|合わ?せ|追跡|納付|予約|暗証|認証|領収書の?)番号|メール|アドレス|口座|通帳|ゆうちょ|銀行|有効期限|内線|金額|円で|予約/;
/** ゆうちょ: five digits from 1 or 0 to 0. */
const POSTAL_SYMBOL = /^[01][0-9]{3}0$/;

/**
 * 記号, 番号 and 枝番 of an insured person that are told over turns, each behind its question, and what is read back.
 *
 * @param from - where the first of the labels stands
 */
export function insuredOverTurns(text: string, from: number): Candidate[] {
  const found: Candidate[] = [];
  const limit = Math.min(text.length, from + REACH);
  let expected: Part | undefined;
  let quiet = 0;
  let begin = from;
  for (let turn = 0; turn < MOST_TURNS && begin < limit && quiet <= MOST_QUIET; turn++) {
    const end = endOfTurn(text, begin, limit);
    const to = Math.min(end, begin + LONGEST_TURN);
    const speaker = turn === 0 ? 0 : speakerAt(text, begin, to);
    let at = begin + speaker;
    const other = OTHER.exec(text.slice(at, to));
    const last = other ? at + other.index : to;
    const before = found.length;
    /** Whether a value may stand here: at the beginning of a turn, or behind a label or a value. */
    let opens = turn === 0 || speaker > 0 || text[begin - 1] === '」';
    let skipped = 0;
    while (at < last) {
      const label = matchAt(LABEL, text, at);
      if (label > 0 && (opens || !'番ばバ'.includes(text[at]!))) {
        expected = partOf(text.slice(at, at + label));
        opens = true;
        skipped = 0;
        at += label;
        continue;
      }
      const value: { start: number; end: number } | undefined =
        opens && expected ? valueAt(text, at, last, expected) : undefined;
      if (value) {
        if (expected === '記号' && POSTAL_SYMBOL.test(text.slice(value.start, value.end))) return [];
        found.push({ ...value, rule: 'over-turns', score: 0.88, settled: true, because: expected! });
        at = value.end;
        continue;
      }
      const pause = PAUSE.test(text[at]!) ? 1 : (fillerAt(text, at)?.length ?? 0);
      if (pause === 0) skipped++;
      opens = pause > 0 && (opens || PAUSE.test(text[at]!)) && skipped <= MOST_SKIPPED;
      at += Math.max(1, pause);
    }
    if (other && turn > 0) break;
    quiet = found.length > before ? 0 : quiet + 1;
    begin = end + 1;
  }
  return found;
}

/** 60-7731が番号, 37000が記号で: a value right before its label. */
const BEFORE_LABEL = new RegExp(`(${RUN})が(?:、)?$`);
const LONGEST_BEFORE = 32;
/** 番号が九七七四で記号が: the number is told first. */
const NUMBER_FIRST = new RegExp(`(?<![者険振座])番号(?:が|は)[ 、]?(${RUN}) ?で[ 、]{0,2}$`);

/** The value of an insured person that stands right before its label, if there is one. */
export function valueBeforeLabel(text: string, label: number): Candidate | undefined {
  const from = Math.max(0, label - LONGEST_BEFORE);
  const value = BEFORE_LABEL.exec(text.slice(from, label));
  if (!value || /[0-9]/.test(text[from + value.index - 1] ?? '')) return undefined;
  const start = from + value.index;
  return beforeLabel(start, start + value[1]!.length);
}

/** The number that is told right before 記号, behind a label of its own. */
export function numberBeforeSymbol(text: string, label: number): Candidate | undefined {
  const from = Math.max(0, label - LONGEST_BEFORE);
  const match = NUMBER_FIRST.exec(text.slice(from, label));
  if (!match) return undefined;
  const start = from + match.index + match[0].indexOf(match[1]!);
  return beforeLabel(start, start + match[1]!.length);
}

const beforeLabel = (start: number, end: number): Candidate => ({
  start,
  end,
  rule: 'before-label',
  score: 0.8,
  settled: true,
  because: '記号・番号',
});

function valueAt(text: string, at: number, to: number, part: Part): { start: number; end: number } | undefined {
  let length = matchAt(VALUES[part], text, at);
  // 零 to 十 may end a word that goes on.
  if (length === 0 && part === '記号') length = matchAt(NAME_ALONE, text, at);
  const end = at + length;
  if (length === 0 || end > to || COUNTED_BEHIND.test(text.slice(end, end + 2))) return undefined;
  // に and ご are syllables of any word.
  if (length === 1 && /[ぁ-ん]/.test(text[at]!)) return undefined;
  if (DAY_OR_TIME.test(text.slice(at, end)) && part !== '記号') return undefined;
  if (DAY_BEHIND.test(text.slice(end, end + 2)) || DAY_BEFORE.test(text.slice(Math.max(0, at - 7), at)))
    return undefined;
  return BEHIND.test(text.slice(end, Math.min(to, end + 5))) ? { start: at, end } : undefined;
}

function partOf(label: string): Part {
  if (/^(?:記号|きごう|キゴウ)/.test(label)) return '記号';
  if (label.startsWith('保険者')) return '保険者番号';
  return label.startsWith('枝') ? '枝番' : '番号';
}
