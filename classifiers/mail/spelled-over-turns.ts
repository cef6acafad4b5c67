import type { Candidate } from '../../src/classify/recognizer.js';
import { endOfTurn, speakerAt } from '../dictation/turns.js';
import { type SpelledRun, spelledRuns } from './spelled-runs.js';

/** Turns and units behind the question that are listened to. */
const MOST_TURNS = 16;
const REACH = 560;
const LONGEST_TURN = 120;
/** Turns without a piece after which nobody goes on. */
const MOST_QUIET = 2;
/** Letters spelled one by one that are no abbreviation. */
const FEWEST_LETTERS = 2;
const OTHER =
  /電話|連絡先|住所|郵便|お?名前|氏名|苗字|名字|生年月日|誕生日|番号|口座|金額|有効期限|内線|携帯番号|ローマ字の(?:お?名前|つづり|綴り)/;
/** Words in Latin letters that are no address. */
const NO_ADDRESS =
  /^(?:sms|url|pdf|pc|qr|id|line|ng|ok|nhk|faq|fax|tel|op|cu|bot|gmail|docomo|yahoo|icloud|excel|word|web|usb|iphone|android|dm|it|ai|html?|jpe?g|png|zip|csv|test|abc|xyz|aaa)$/;
/** Public bodies, and mailboxes of a role. */
const OFFICIAL = /(?:^|[@.])(?:pref|city|town|vill|metro)\.|\.?(?:lg|go)\.?jp/;
const ROLE =
  /^(?:info|contact|support|help|helpdesk|service|webmaster|admin|inquiry|toiawase|soumu|koho|madoguchi)\d*(?:@|$)/;
/** What is asked when some of it was told already. */
const ASKED_LATE = new Set(['ドメイン', 'アンダーバー', 'アットマーク', 'あっとまーく', 'アット', 'あっと']);
const TURNS_BEFORE = 3;
/** Digits alone are told, not counted: 15です, but not 15番です. */
const TOLD_BEHIND = /^(?:$|[、。… 」?\n]|です|で、|まで)/;
const LOCAL = /^[a-z0-9][a-z0-9._+-]*$/;
const WHOLE = /^[a-z0-9][a-z0-9._+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
/** What asks for the part before the sign alone. */
const BEFORE_SIGN = new Set(['@の前', 'アットマークの前']);
const OF_PARTS = /^[a-z][a-z0-9]*[._+-][a-z0-9._+-]+$/;

/**
 * Pieces of an address that is spelled over turns behind the question for it: letters by their names, parts as they
 * are written, what the other speaker reads back, and the domain.
 */
export function spelledOverTurns(text: string, label: number, cue: string): Candidate[] {
  let runs: SpelledRun[] = [];
  const limit = Math.min(text.length, label + REACH);
  let quiet = 0;
  let begin = ASKED_LATE.has(cue) ? turnsBefore(text, label) : label;
  for (let turn = 0; turn < MOST_TURNS && begin < limit && quiet <= MOST_QUIET; turn++) {
    const end = endOfTurn(text, begin, limit);
    const to = Math.min(end, begin + LONGEST_TURN);
    const from = begin === label ? begin : begin + speakerAt(text, begin, to);
    const other = OTHER.exec(text.slice(from, to));
    const told = spelledRuns(text, from, other ? from + other.index : to).filter((run) => isPiece(run, text));
    runs.push(...told);
    if (other && end >= label) break;
    if (other) {
      // The turns before were about something else.
      runs = [];
      begin = text.lastIndexOf('\n', label) + 1;
      continue;
    }
    quiet = told.length > 0 ? 0 : quiet + 1;
    begin = end + 1;
  }
  const spoken = runs.some((run) => run.letters > 0 || run.spoken);
  if (
    !spoken ||
    !runs.some(
      (run) =>
        isLocal(run) ||
        isTwin(run, runs) ||
        WHOLE.test(run.value) ||
        (BEFORE_SIGN.has(cue) && run.opens && OF_PARTS.test(run.value)),
    ) ||
    runs.some(({ value }) => OFFICIAL.test(value) || ROLE.test(value))
  )
    return [];
  return runs.map(({ start, end }) => ({
    start,
    end,
    rule: 'spelled',
    score: 0.75,
    settled: true,
    because: cue,
  }));
}

/** Letters spelled, what only an address looks like, or a word that is all of the answer. */
function isPiece({ end, value, letters, opens }: SpelledRun, text: string): boolean {
  if (NO_ADDRESS.test(value)) return false;
  if (letters >= FEWEST_LETTERS && value.length >= FEWEST_LETTERS) return true;
  if (/@.*\./.test(value) || /[a-z0-9][._+-][a-z0-9]/.test(value)) return /[a-z]/.test(value);
  if (/^[._+-]?[0-9]{1,4}$/.test(value)) return opens && TOLD_BEHIND.test(text.slice(end, end + 2));
  return opens && /[a-z][a-z0-9]/.test(value) && /^[@._-]?[a-z0-9._+-]{2,}$/.test(value);
}

/** A part before the sign, spelled. */
function isLocal({ value, letters }: SpelledRun): boolean {
  const local = value.split('@')[0]!;
  return letters >= FEWEST_LETTERS && LOCAL.test(local) && !/^(?:example|mail|mobile|domain)/.test(local);
}

/** A part before the sign that is written, and read back, or whose domain is told. */
function isTwin(run: SpelledRun, runs: readonly SpelledRun[]): boolean {
  const { value, opens } = run;
  if (
    !opens ||
    !/[a-z]/.test(value) ||
    value.length < 2 ||
    !LOCAL.test(value) ||
    /^(?:example|mail|mobile)/.test(value)
  )
    return false;
  return runs.some((other) => other !== run && (other.value.startsWith(value) || other.value.startsWith('@')));
}

/** Where the turns before the one that holds `at` begin. */
function turnsBefore(text: string, at: number): number {
  let begin = at;
  for (let turns = 0; turns <= TURNS_BEFORE && begin > 0 && at - begin < REACH / 3; turns++)
    begin = text.lastIndexOf('\n', begin - 2) + 1;
  return Math.max(begin, at - REACH / 2);
}
