import type { InformationType } from '../../src/classify/finding.js';
import { type Candidate, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import { holdsAnywhere, inPiece, once, type Scan, wholeOf } from '../../src/classify/scan.js';
import type { WholeText } from '../../src/classify/whole-text.js';
import { digitWordAt } from '../../src/text/digit-words.js';
import { fillerAt } from '../../src/text/fillers.js';
import { matchAt } from '../../src/text/match-at.js';
import { passesLuhn } from '../numbers/check-digits.js';
import { kindsNamed } from '../numbers/kinds-named.js';
import { isSubscriberNumber } from '../phone/subscriber-number.js';
import { type Dictated, spansOf } from './dictated.js';
import { putTogether, type Told } from './put-together.js';
import { isMisheard, toldAndReadBack, turnsOf } from './read-back.js';
import { listen, type Said } from './said.js';
import { speakerAt } from './turns.js';
import { turnsApart } from './turns-apart.js';

/** A number that was told over turns although nothing around says which it is. */
interface Unasked {
  said: readonly Said[];
  value: string;
  cuts: readonly number[];
}

interface Heard {
  numbers: readonly Unasked[];
  /** What kind the text speaks of last, if any. */
  kind: string | undefined;
}

/** What a text must hold in which one is told: two turns. */
const TURNS = /\n|」「/;
/** Whose it is, or that it is a number, before the first digits: 家内のね、, 番号が、. */
const WHOSE =
  /(?:(?:主人|夫|旦那|家内|妻|奥さん|義?[父母]|お?(?:父|母|じい|ばあ)(?:さん|ちゃん)|息子|娘|子ども|[兄姉弟妹]|祖[父母]|私|わたし|うち|わし|俺|僕)(?:の(?:番号)?(?:ほう|方)?)?(?:が|は|ね|も)?|番号(?:が|は|ね)?|[ぁ-ん]{2,6})(?=[、 :])/y;
const PAUSE = /[、… 「『]/;
/** い、ち: one digit, syllable by syllable. */
const BY_SYLLABLE = /^(?:い、ち|ろ、く|な、な|は、ち|よ、ん)/;
const LONGEST_TURN = 48;
/** Turns that are looked at in a text. */
const MOST_TURNS = 60;
/** Lengths of numbers of persons. */
const LENGTHS = [12, 11, 10, 7, 5];
/** Of a card. It is told in four parts as others are, so what fits them is rather one of them, unless its check holds. */
const OF_CARD = 16;
const SHORT = 7;
/** 4-6, the six told three by three. */
const FIRST_OF_SIX = 4;
const MIDDLE_OF_SIX = 7;
/** はい, の, です: what a log or a list holds none of between its digits. */
const SPOKEN = /[ぁ-ん]/;
/** Units before the first digit of the turn, and words besides in a turn. */
const FIRST = 8;
const LONGEST_ASIDE = 14;
/** (くしゃみ): nobody says it. */
const NOISE = /\([^()\n]{0,20}\)/g;
const FEWEST = 2;
const NONE: Heard = { numbers: [], kind: undefined };
/** The text is about a number of another kind. */
const OTHER =
  /電話|携帯|市外局番|連絡先|FAX|ファ[ック]|(?:受付|整理|申請|到達|追跡|会員|登録|管理|伝票|案件|予約|照会|確認|注文|製造|納付|通知|文書|登記|法人|郵便|問い?合わ?せ|お客様)(?:の?)番号|コードは|型番|クーポン|商品|シール|図面|メーター|回数券|円|金額|バーコード|会社の番号|シリアル/;

/**
 * All numbers of a person's length that are told over turns behind no label, with offsets of the whole text: what it
 * speaks of, and where, is asked of all of it. Looked for once per text.
 */
function unaskedIn(scan: Scan): Heard {
  return scan.groups.length < FEWEST ? NONE : once(wholeOf(scan), heardIn);
}

function heardIn(whole: WholeText): Heard {
  if (!holdsAnywhere(whole, TURNS) || holdsAnywhere(whole, OTHER)) return NONE;
  const numbers = listenFor(whole.text);
  // Where a telephone number is told, what is told beside it is rather a part of one.
  if (numbers.length === 0 || whole.groups.some(({ digits }) => isPhone(digits))) return NONE;
  return { numbers, kind: kindsNamed(whole.text).at(-1) };
}

function listenFor(whole: string): Unasked[] {
  const text = turnsApart(whole);
  const found: Unasked[] = [];
  let begin = 0;
  for (let turn = 0; turn < MOST_TURNS && begin < text.length; turn++) {
    const line = text.slice(begin, begin + LONGEST_TURN * 2).indexOf('\n');
    const end = line < 0 ? text.length : begin + line;
    if (line < 0 && text.length - begin > LONGEST_TURN * 2) break;
    const speaker = speakerAt(text, begin, end);
    const from = begin + speaker + openingOf(text, begin + speaker, end);
    begin = end + 1;
    if (speaker === 0 || end - from > LONGEST_TURN || !isDigit(text, from)) continue;
    const { said, asides } = listen(text, from, text.length, false, isOther);
    if (said.length < 2 || said[0]!.start - from > FIRST) continue;
    // Of what is told from here on no later turn is the beginning.
    begin = text.indexOf('\n', said[said.length - 1]!.end) + 1 || text.length;
    const told = asOneNumber(said);
    if (!told || isPhone(told.value) || turnsOf(said).some(({ value }) => isPhone(value))) continue;
    const last = said[said.length - 1]!;
    if (last.turn === 0 || !SPOKEN.test(text.slice(said[0]!.start, last.end))) continue;
    if (asides.split('\n', last.turn).some((aside) => aside.replace(NOISE, '').length > LONGEST_ASIDE)) continue;
    found.push({ said, value: told.value, cuts: groupsIn(text, said, told.cuts) });
  }
  return found;
}

/** Units before the first digits: fillers, and whose the number is. */
function openingOf(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && !isDigit(text, at)) {
    const length = PAUSE.test(text[at]!) ? 1 : matchAt(WHOSE, text, at) || (fillerAt(text, at)?.length ?? 0);
    if (length === 0) break;
    at += length;
  }
  return at - from;
}

const isDigit = (text: string, at: number): boolean =>
  /[0-9]/.test(text[at] ?? '') ||
  (digitWordAt(text, at) !== undefined && !fillerAt(text, at)) ||
  BY_SYLLABLE.test(text.slice(at, at + 3));

/** The whole telling as one number; the longest length that fits, for of ten digits the first seven are no number. */
function asOneNumber(said: readonly Said[]): Told | undefined {
  const card = exactly(said, OF_CARD);
  if (card && passesLuhn(card.value)) return card;
  const readBack = toldAndReadBack(said, (value) => LENGTHS.includes(value.length));
  if (readBack) return (readBack.cuts.length === 1 && exactly(said, readBack.value.length)) || readBack;
  if (isMisheard(said)) return undefined;
  for (const length of LENGTHS) {
    const told = exactly(said, length);
    // So short it must be read back whole.
    if (told && (length > SHORT || said.some(({ turn, value }) => turn > 0 && value === told.value))) return told;
  }
  return card;
}

/** Cuts that part groups: between digits that are told one by one only those where the speaker waits are any. */
function groupsIn(text: string, said: readonly Said[], cuts: readonly number[]): number[] {
  let length = 0;
  const waits = new Set(turnsOf(said).map(({ value }) => (length += value.length)));
  const groups = cuts.filter((cut) => waits.has(cut) || !cuts.includes(cut - 1) || !cuts.includes(cut + 1));
  const [first] = said;
  // 2035の991の402: の parts the first four from the other six, which are told in two.
  return first?.value.length === FIRST_OF_SIX && /^ ?の/.test(text.slice(first.end, first.end + 2))
    ? groups.filter((cut) => cut !== MIDDLE_OF_SIX)
    : groups;
}

/** The whole telling, if every piece of it goes on, repeats or puts right. */
function exactly(said: readonly Said[], length: number): Told | undefined {
  const told = putTogether(said, (value) => value.length === length, length);
  return told?.count === said.length ? told : undefined;
}

/** Domestic numbers begin with 0; what else the numbering plan allows is written, never told. */
const isPhone = (digits: string): boolean => digits.startsWith('0') && isSubscriberNumber(digits);

const isOther = (aside: string): boolean => OTHER.test(aside) || kindsNamed(aside).length > 0;

/**
 * Pieces of numbers of this kind that are told over turns without a label: as the rest of the text says, or where it
 * says nothing, as they are cut.
 */
export function toldUnasked(scan: Scan, type: InformationType, { whole, unasked }: Dictated): readonly Candidate[] {
  if (unasked === undefined) return NO_CANDIDATES;
  const { numbers, kind } = unaskedIn(scan);
  if (numbers.length === 0) return NO_CANDIDATES;
  const told = numbers.filter(({ value, cuts }) =>
    kind === undefined ? unasked(value, cuts) : kind === type && whole.test(value),
  );
  const pieces = told.flatMap(({ said }) => spansOf(said));
  return inPiece(scan, pieces).map((piece) => ({
    ...piece,
    rule: 'unasked',
    score: 0.6,
    settled: true,
    because: 'told over turns',
  }));
}
