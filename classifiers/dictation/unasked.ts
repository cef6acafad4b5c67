import type { InformationType } from '../../src/classify/finding.js';
import { type Candidate, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import { holds, type Scan } from '../../src/classify/scan.js';
import { kindsNamed } from '../partial-numbers.js';
import { isSubscriberNumber } from '../phone/subscriber-number.js';
import { type Dictated, spansOf } from './dictated.js';
import { putTogether, type Told } from './put-together.js';
import { listen, type Said } from './said.js';
import { speakerAt } from './turns.js';
import { turnsApart } from './turns-apart.js';

/** A number that was told over turns although nothing around says which it is. */
export interface Unasked {
  said: readonly Said[];
  value: string;
  cuts: readonly number[];
}

/** What a text must hold in which one is told: two turns. */
const TURNS = /\n|」「/;
/** A turn that is nothing but digits, as far as they are told. */
const OPENS =
  /^(?:(?:えーと?|えっと|ええと|はい|あの|じゃあ|では)[、… ]{0,2})?(?:[0-9〇零一二三四五六七八九]|ゼロ|ぜろ|マル|まる|イチ|いち|ニー|にー|に|サン|さん|ヨン|よん|ゴー|ごー|ロク|ろく|ナナ|なな|ハチ|はち|キュウ|キュー|きゅう|きゅー|い、ち|ろ、く)/;
const LONGEST_TURN = 48;
/** Turns that are looked at in a text. */
const MOST_TURNS = 60;
/** Lengths of numbers of persons. */
const LENGTHS = [12, 11, 10, 7];
const SHORT = 7;
/** はい, の, です: what a log or a list holds none of between its digits. */
const SPOKEN = /[ぁ-ん]/;
/** Units before the first digit of the turn, and words besides in a turn. */
const FIRST = 8;
const LONGEST_ASIDE = 14;
const FEWEST = 2;
const NOTHING: readonly Unasked[] = Object.freeze([]);
/** The text is about a number of another kind. */
const OTHER =
  /電話|携帯|市外局番|連絡先|FAX|ファ[ック]|(?:受付|整理|申請|到達|追跡|会員|登録|管理|伝票|案件|予約|照会|確認|注文|製造|納付|通知|文書|登記|法人|郵便|問い?合わ?せ|お客様)(?:の?)番号|コードは|型番|円|金額|バーコード|シリアル/;

const heard = new WeakMap<Scan, readonly Unasked[]>();

/** All numbers of ten to twelve digits that are told over turns in a text that names none. Looked for once per text. */
function unaskedIn(scan: Scan): readonly Unasked[] {
  if (scan.groups.length < FEWEST) return NOTHING;
  let all = heard.get(scan);
  if (!all) {
    all = holds(scan, TURNS) && !holds(scan, OTHER) ? listenFor(scan.text) : NOTHING;
    // Where a telephone number is told, what is told beside it is rather a part of one.
    if (all.length > 0 && scan.groups.some(({ digits }) => isPhone(digits))) all = NOTHING;
    heard.set(scan, all);
  }
  return all;
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
    const from = begin + speaker;
    begin = end + 1;
    if (speaker === 0 || end - from > LONGEST_TURN || !OPENS.test(text.slice(from, from + 12))) continue;
    const { said, asides } = listen(text, from, text.length, false, isOther);
    if (said.length < 2 || said[0]!.start - from > FIRST) continue;
    // Of what is told from here on no later turn is the beginning.
    begin = text.indexOf('\n', said[said.length - 1]!.end) + 1 || text.length;
    const told = wholeOf(said);
    if (!told || isPhone(told.value)) continue;
    const last = said[said.length - 1]!;
    if (last.turn === 0 || !SPOKEN.test(text.slice(said[0]!.start, last.end))) continue;
    if (asides.split('\n', last.turn).some((aside) => aside.length > LONGEST_ASIDE)) continue;
    found.push({ said, value: told.value, cuts: told.cuts });
  }
  return found;
}

/** The whole telling as one number; the longest length that fits, for of ten digits the first seven are no number. */
function wholeOf(said: readonly Said[]): Told | undefined {
  for (const length of LENGTHS) {
    const told = putTogether(said, (value) => value.length === length, length);
    if (told?.count !== said.length) continue;
    // So short it must be read back whole.
    if (length > SHORT || said.some(({ turn, value }) => turn > 0 && value === told.value)) return told;
  }
  return undefined;
}

/** Domestic numbers begin with 0; what else the numbering plan allows is written, never told. */
const isPhone = (digits: string): boolean => digits.startsWith('0') && isSubscriberNumber(digits);

const isOther = (aside: string): boolean => OTHER.test(aside) || kindsNamed(aside).length > 0;

/**
 * Pieces of numbers of this kind that are told over turns without a label: as the rest of the text says, or where it
 * says nothing, as they are cut.
 */
export function toldUnasked(scan: Scan, type: InformationType, { whole, unasked }: Dictated): readonly Candidate[] {
  const all = unasked === undefined ? NOTHING : unaskedIn(scan);
  if (unasked === undefined || all.length === 0) return NO_CANDIDATES;
  const kind = kindsNamed(scan.text).at(-1);
  return all.flatMap(({ said, value, cuts }) =>
    (kind === undefined ? unasked(value, cuts) : kind === type && whole.test(value))
      ? spansOf(said).map((piece) => ({
          ...piece,
          rule: 'unasked',
          score: 0.6,
          settled: true,
          because: 'told over turns',
        }))
      : [],
  );
}
