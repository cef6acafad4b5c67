import type { Candidate, CueHit } from '../../../src/classify/recognizer.js';
import type { Scan } from '../../../src/classify/scan.js';
import { isSmall } from '../../../src/text/ascii.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { CUE, CUE_KINDS } from '../words/cue-words.js';
import { COMPANIES, everydaySurnames, isGivenName, isNameWord, isSurname, namesAbroad } from './lexicon.js';
import { isKnownInLatin, isPlaceOfTwo, isRatherPlace, PLACE_WORDS } from './place-words.js';
import { PRODUCT_WORDS } from './product-words.js';

const COLON = 0x3a;
const REACH = 24;
const LONGEST = 48;
const SHORTEST_KEY = 2;

/** What joins a key to its value: user=, "agent":", owner: . */
const JOINED = /^(?:_?(?:name|id))?["']? ?[=:] ?["']?/i;
/** The value of an element: <given>SEAN PATRICK</given>. */
const ELEMENT = /^(?:[_-]?names?)?>(?=\p{Lu})[\p{L}' .-]{2,40}(?=<\/)/u;
const OF_ELEMENT = /<\/?(?:sur|given|first|last|full|family|maiden)?[_-]?$/i;
/** Sakakibara%20Jun, Ana+Lopez: as addresses of pages write a space. */
const ENCODED = /^[A-Z][a-z'-]{1,20}(?:%20|\+)[A-Z][a-z'-]{1,20}(?![A-Za-z%+])/;
/** yamane_kaoru, k.okuizumi, hirata-s, noguchi: how people log in; and no address, no name of a file. */
export const LOGIN = /^[a-z]{1,14}(?:[._-][a-z]{1,14})?(?![A-Za-z0-9@_%-]|\.[A-Za-z])/;
/** ogawa.md, hirata.jp: a file or a domain. */
const FILE = /\.(?:md|py|js|ts|go|sh|rb|cs|tf|gz|jp|me|io|co|tv|cc|ai|pl)$/;
/** Keys whose value is who does it. */
const DOER =
  /(?:^|[\s"'{,;/|(])(?:assignee|reporter|reviewer|approver?|approved[_ ]by|request(?:er|ed_by)?|oncall|primary|backup|secondary|owner|agent|caller|operator|user|author|editor|contact|staff|assigned[_ ]to|handled[_ ]by|by|担当|記録|作成)"?:$/i;
/** 10:02 kyan.ryo 参照, 2026-11-17 18:42 kuwabara login; to the second only machines write. */
const TIMED = /(?:^|[\s[])[0-2]?[0-9]:[0-5][0-9](:[0-5][0-9])?\]?$/;
/** What people do to a case, behind who does it. */
const DONE =
  /^(?: ?[がは])? ?(?:参照|閲覧|照会|検索|対応|登録|入力|更新|変更|修正|訂正|削除|追加|追記|作成|起票|記録|確認|承認|却下|差戻|受付|受電|受信|架電|発信|入電|転送|引継|引き?継|担当|完了|処理|保留|返信|送信|回答|折り?返|連絡|電話|通話|出力|印刷|ログ(?:イン|アウト|オン|オフ)|(?:log(?:in|out|ged)|sign(?:ed|in|out)|view|edit|updat|creat|delet|remov|approv|reject|assign|escalat|read|search|export|import|download|upload|print|call|repl|comment|answer|transfer|check|accept|submit|modif)[a-z]*(?![a-z]))/i;
/** The next stop of a timetable or a journey, and the one before: 12:30 takayama → 13:45 toyama. */
const NEXT_STOP = /^[^\n]{0,6}?(?:→|⇒|->|[ [][0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?\]? ?\p{L})/u;
const STOP_BEFORE = /[0-9]:[0-5][0-9]\]? ?[a-z]{2,14}[ →⇒>[-]{1,3}[0-9:]{4,8}\]? ?$/;
/** to mizoguchi: … */
const TO_WHOM = /(?:^|\n)(?:to|from|cc|@)$/i;
/** Who speaks in a chat: the word before the colon, first of its line or behind the time of day. */
const SPEAKER = /(^|\n|\] ?|[0-9]{1,2}:[0-9]{2} )(\p{L}{3,15})$/u;
/** Keys of forms that are read like names. */
const NO_SPEAKER = new Set(
  'sei mei kana name mail memo note date time data tel fax title subject state status code city town role type room hour user from send home work item sex age era yomi furigana seimei shimei namae jusho address denwa bango kaisha'.split(
    ' ',
  ),
);

/** Names behind keys and as labels of who speaks: who logs in, who has a case, elements of markup. */
export function keyedNames({ text }: Scan, hits: readonly CueHit[], found: Candidate[]): void {
  for (const { cue, start, end } of hits) {
    const kinds = CUE_KINDS[cue]!;
    if ((kinds & CUE.key) !== 0) behindKey(text, start, end, found);
    else if ((kinds & CUE.space) !== 0 && isAscii(unitIn(text, start - 1))) besideSpace(text, start, end, found);
  }
}

function behindKey(text: string, start: number, end: number, found: Candidate[]): void {
  // stop=, shop: end as the shortest key does.
  if (end - start <= SHORTEST_KEY && isSmall(unitIn(text, start - 1))) return;
  const element = ELEMENT.exec(text.slice(end, end + LONGEST))?.[0];
  if (element !== undefined && OF_ELEMENT.test(text.slice(Math.max(0, start - 10), start))) {
    const from = end + element.indexOf('>') + 1;
    if (!isPlaceAsGiven(text.slice(Math.max(0, start - 10), end), text.slice(from, end + element.length)))
      found.push(named(from, end + element.length, 'element', 0.9));
    return;
  }
  const joint = JOINED.exec(text.slice(end, end + 16))?.[0];
  if (joint === undefined) return;
  const at = end + joint.length;
  const value = text.slice(at, at + LONGEST);
  const encoded = ENCODED.exec(value)?.[0];
  if (encoded !== undefined) {
    const [first, second] = encoded.toLowerCase().split(/%20|\+/) as [string, string];
    if (isNameWord(first) && isNameWord(second) && !isPlaceOfTwo(first, second))
      found.push(named(at, at + encoded.length, 'encoded', 0.85));
    return;
  }
  loginAt(text, at, found);
}

/** <given>OSAKA</given>: a surname it may be, but no given name. */
const isPlaceAsGiven = (element: string, value: string): boolean =>
  /<(?:given|first)/i.test(element) && isKnownInLatin(value.toLowerCase());

/** A colon, a time of day or 'to' before the space. */
function besideSpace(text: string, start: number, end: number, found: Candidate[]): void {
  const last = unitIn(text, start - 1);
  if (last === COLON) {
    speakerBefore(text, start - 1, found);
    if (isSmall(unitIn(text, end)) && DOER.test(text.slice(Math.max(0, start - REACH), start)))
      loginAt(text, end, found);
    return;
  }
  if (!isSmall(unitIn(text, end))) return;
  const before = text.slice(Math.max(0, start - REACH), start);
  const time = TIMED.exec(before);
  if (time !== null) {
    if (isLogged(text.slice(end, end + LONGEST), text.slice(Math.max(0, start - LONGEST), end), time[1] !== undefined))
      loginAt(text, end, found);
  } else if (
    TO_WHOM.test(before) &&
    LOGIN.exec(text.slice(end, end + REACH))?.[0].length === text.indexOf(':', end) - end
  )
    loginAt(text, end, found);
}

/** Whether what stands behind the time of day is of a log, not of a timetable. A login of two parts is no stop. */
function isLogged(line: string, before: string, toTheSecond: boolean): boolean {
  const login = LOGIN.exec(line)?.[0];
  if (login === undefined) return false;
  const behind = line.slice(login.length);
  if (DONE.test(behind)) return true;
  return (toTheSecond || /[._]/.test(login)) && !NEXT_STOP.test(behind) && !STOP_BEFORE.test(before);
}

function loginAt(text: string, at: number, found: Candidate[]): void {
  const login = LOGIN.exec(text.slice(at, at + 32))?.[0];
  if (login !== undefined && !FILE.test(login) && isPersons(login))
    found.push(named(at, at + login.length, 'login', 0.8));
}

/** A login that is all of a field of people: any surname will do that is no place, firm or other word. */
export const isPersonsLogin = (login: string): boolean =>
  /[._-]/.test(login) ? isPersons(login) : isWhole(login) && !isRatherPlace(login) && !isFirm(login);

/** A surname alone must be an everyday one; beside a given name or an initial any will do. */
function isPersons(login: string): boolean {
  const [first, second] = login.split(/[._-]/) as [string, string?];
  if (second === undefined)
    return isWhole(first) && everydaySurnames().has(first) && !isRatherPlace(first) && !isFirm(first);
  if (isFirm(first) || isFirm(second) || isPlaceOfTwo(first, second)) return false;
  if (first.length <= 2) return isWhole(second);
  if (second.length <= 2) return isWhole(first);
  return (isSurname(first) && isGivenName(second)) || (isGivenName(first) && isSurname(second));
}

const isWhole = (word: string): boolean => word.length > 3 && isSurname(word) && !isThing(word);

/** toyota, kanko: firms, and what they are called by. */
const isFirm = (word: string): boolean => COMPANIES.exec(word)?.[0] === word || FIRMS.has(word);

const FIRMS: ReadonlySet<string> = new Set(
  'honda mazda daihatsu subaru yamaha hitachi toshiba kanko sales support kogyo kensetsu denki bus taxi kotsu unyu shoten honten shiten shokai sakura'.split(
    ' ',
  ),
);

const isThing = (word: string): boolean =>
  NO_SPEAKER.has(word) || PLACE_WORDS.has(word) || PRODUCT_WORDS.has(word) || namesAbroad().words.has(word);

/** mizoguchi: an everyday surname; a given name alone, or a place, only where it speaks again: 10:00 Haru: may be a course of a menu. */
function speakerBefore(text: string, colon: number, found: Candidate[]): void {
  const [, before, word] = SPEAKER.exec(text.slice(Math.max(0, colon - REACH), colon)) ?? [];
  if (word === undefined) return;
  // What was cut out may begin within a word.
  if (before === '' && colon > REACH) return;
  const small = word.toLowerCase();
  if (isThing(small)) return;
  const isEveryday = small.length > 3 && everydaySurnames().has(small) && !isRatherPlace(small);
  const speaks = isEveryday || (isNameWord(small) && speaksAgain(text, word, colon));
  if (speaks) found.push(named(colon - word.length, colon, 'speaker', isEveryday ? 0.8 : 0.7));
}

/** Lines that lie this far apart belong to one chat. */
const CHAT = 400;

function speaksAgain(text: string, word: string, colon: number): boolean {
  const from = Math.max(0, colon - CHAT);
  const label = `${word}:`;
  const around = text.slice(from, colon + CHAT);
  for (let at = around.indexOf(label); at >= 0; at = around.indexOf(label, at + 1)) {
    if (from + at !== colon - word.length && (from + at === 0 || BEFORE_LABEL.has(around[at - 1] ?? ''))) return true;
  }
  return false;
}

const BEFORE_LABEL: ReadonlySet<string> = new Set(['\n', ' ', ']']);

const named = (start: number, end: number, rule: string, score: number): Candidate => ({
  start,
  end,
  rule,
  score,
  settled: true,
  because: 'key',
});

const isAscii = (unit: number): boolean => unit < 0x80;
