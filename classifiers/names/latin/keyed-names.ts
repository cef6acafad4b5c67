import type { Candidate, CueHit } from '../../../src/classify/recognizer.js';
import type { Scan } from '../../../src/classify/scan.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { CUE, CUE_KINDS } from '../words/cue-words.js';
import { everydaySurnames, isGivenName, isNameWord, isSurname, namesAbroad } from './lexicon.js';
import { PLACE_WORDS } from './place-words.js';
import { PRODUCT_WORDS } from './product-words.js';

const COLON = 0x3a;
const REACH = 24;
const LONGEST = 48;

/** What joins a key to its value: user=, "agent":", owner: . */
const JOINED = /^(?:_?(?:name|id))?["']? ?[=:] ?["']?/i;
/** The value of an element: <given>SEAN PATRICK</given>. */
const ELEMENT = /^(?:[_-]?names?)?>(?=\p{Lu})[\p{L}' .-]{2,40}(?=<\/)/u;
const OF_ELEMENT = /<\/?(?:sur|given|first|last|full|family|maiden)?[_-]?$/i;
/** Sakakibara%20Jun, Ana+Lopez: as addresses of pages write a space. */
const ENCODED = /^[A-Z][a-z'-]{1,20}(?:%20|\+)[A-Z][a-z'-]{1,20}(?![A-Za-z%+])/;
/** yamane_kaoru, k.okuizumi, hirata-s, noguchi: how people log in; and no address, no name of a file. */
const LOGIN = /^[a-z]{1,14}(?:[._-][a-z]{1,14})?(?![A-Za-z0-9@_%-]|\.[A-Za-z])/;
/** ogawa.md, hirata.jp: a file or a domain. */
const FILE = /\.(?:md|py|js|ts|go|sh|rb|cs|tf|gz|jp|me|io|co|tv|cc|ai|pl)$/;
/** Keys whose value is who does it. */
const DOER =
  /(?:^|[\s"'{,;/|(])(?:assignee|reporter|reviewer|approver?|approved[_ ]by|request(?:er|ed_by)?|oncall|primary|backup|secondary|owner|agent|caller|operator|user|author|editor|contact|staff|assigned[_ ]to|handled[_ ]by|by|担当|記録|作成)"?:$/i;
/** 10:02 kyan.ryo 参照, 2026-11-17 18:42 kuwabara login. */
const TIMED = /(?:^|[\s[])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?\]?$/;
/** to mizoguchi: … */
const ADDRESSED = /(?:^|\n)(?:to|from|cc|@)$/i;
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
  const element = ELEMENT.exec(text.slice(end, end + LONGEST))?.[0];
  if (element !== undefined && OF_ELEMENT.test(text.slice(Math.max(0, start - 10), start))) {
    const from = end + element.indexOf('>') + 1;
    found.push(named(from, end + element.length, 'element', 0.9));
    return;
  }
  const joint = JOINED.exec(text.slice(end, end + 16))?.[0];
  if (joint === undefined) return;
  const at = end + joint.length;
  const value = text.slice(at, at + LONGEST);
  const encoded = ENCODED.exec(value)?.[0];
  if (encoded !== undefined) {
    const words = encoded.toLowerCase().split(/%20|\+/);
    if (words.some(isNameWord)) found.push(named(at, at + encoded.length, 'encoded', 0.85));
    return;
  }
  loginAt(text, at, found);
}

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
  if (TIMED.test(before)) loginAt(text, end, found);
  else if (
    ADDRESSED.test(before) &&
    LOGIN.exec(text.slice(end, end + REACH))?.[0].length === text.indexOf(':', end) - end
  )
    loginAt(text, end, found);
}

function loginAt(text: string, at: number, found: Candidate[]): void {
  const login = LOGIN.exec(text.slice(at, at + 32))?.[0];
  if (login !== undefined && !FILE.test(login) && isPersons(login))
    found.push(named(at, at + login.length, 'login', 0.8));
}

/** A surname alone must be an everyday one; beside a given name or an initial any will do. */
function isPersons(login: string): boolean {
  const [first, second] = login.split(/[._-]/) as [string, string?];
  if (second === undefined) return everydaySurnames().has(first) && first.length > 3 && !isThing(first);
  if (first.length <= 2) return isWhole(second);
  if (second.length <= 2) return isWhole(first);
  return (isSurname(first) && isGivenName(second)) || (isGivenName(first) && isSurname(second));
}

const isWhole = (word: string): boolean => word.length > 3 && isSurname(word) && !isThing(word);

const isThing = (word: string): boolean =>
  NO_SPEAKER.has(word) || PLACE_WORDS.has(word) || PRODUCT_WORDS.has(word) || namesAbroad().words.has(word);

/** mizoguchi: an everyday surname; a given name alone only behind the time of day or where it speaks again. */
function speakerBefore(text: string, colon: number, found: Candidate[]): void {
  const [, before, word] = SPEAKER.exec(text.slice(Math.max(0, colon - REACH), colon)) ?? [];
  if (word === undefined) return;
  // What was cut out may begin within a word.
  if (before === '' && colon > REACH) return;
  const small = word.toLowerCase();
  if (isThing(small)) return;
  const isEveryday = small.length > 3 && everydaySurnames().has(small);
  const speaks =
    isEveryday || (isNameWord(small) && (before !== '' && before !== '\n' ? true : speaksAgain(text, word, colon)));
  if (speaks) found.push(named(colon - word.length, colon, 'speaker', isEveryday ? 0.8 : 0.7));
}

/** Lines that lie this far apart belong to one chat. */
const CHAT = 400;

function speaksAgain(text: string, word: string, colon: number): boolean {
  const label = `\n${word}:`;
  const from = Math.max(0, colon - CHAT);
  return (
    text.slice(from, colon - 1).includes(label) ||
    (from === 0 && text.startsWith(`${word}:`) && colon > word.length) ||
    text.slice(colon, colon + CHAT).includes(label)
  );
}

const named = (start: number, end: number, rule: string, score: number): Candidate => ({
  start,
  end,
  rule,
  score,
  settled: true,
  because: 'key',
});

const isAscii = (unit: number): boolean => unit < 0x80;
const isSmall = (unit: number): boolean => unit >= 0x61 && unit <= 0x7a;
