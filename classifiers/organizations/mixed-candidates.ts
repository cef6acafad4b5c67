import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';
import type { Range } from '../../src/text/windows.js';
import { HIRAGANA, scriptOf } from '../names/words/unit-traits.js';
import {
  CANDIDATE_KIND,
  LONGEST,
  type OrganizationCandidate,
  type TakeOrganization,
  type TradeWord,
} from './candidate.js';
import { BEHIND, KANA_NAMES } from './organization-words.js';

/** A run of kanji, katakana and Latin letters with the trade it ends with. */
type Run = Pick<OrganizationCandidate, 'start' | 'end' | 'trade'>;

const [SHORTEST_KANA, LONGEST_KANA] = [2, 6];
/** As far as hiragana is read back from a run. */
const KANA_READ = 10;
/** A word of the sentence ends so before a name: 拾った + りんどう薬局, 頼んだのは + いろは交通. */
const ENDS_A_WORD = new UnitSet().add('はがをにでとのもへるただ');
const ENDS_WITH_TWO = new Set(['から', 'まで', 'より']);
/** No word begins so. */
const BEGINS_NONE = new UnitSet().add('んっゃゅょぁぃぅぇぉを');
/** Hiragana that ends so is the sentence's, unless it is a known name: 診てくれる病院. */
const ONLY_ENDS = /[るたなてをがへはもでにのらばすっとかど]$/;
/** The same behind a run, where it may also begin so: 駅前にある銀行. */
const GOES_ON = new RegExp(`^[はがをにでとのもへやしさせれらりっん]|${ONLY_ENDS.source}`);
/** Ends of houses that are named in hiragana: みさき荘, ふくろう堂. */
const HOUSE_ENDS = new UnitSet().add('荘苑館亭庵堂屋園舎寮院軒社');
const LONGEST_HOUSE = 3;

/** Names of which the part right before a run is in hiragana, whatever stands before it: りんどう薬局 in 拾ったりんどう薬局, 両毛しらかば銀行. */
export function withHiraganaAt(text: string, run: Run, earlier: Range, found: TakeOrganization): void {
  const { start, end, trade } = run;
  if (end - start > LONGEST - SHORTEST_KANA) return;
  if (trade === 0 && !isHouse(text, run)) return;
  let kana = start;
  while (kana > earlier.end && start - kana < KANA_READ && scriptOf(unitIn(text, kana - 1)) === HIRAGANA) kana--;
  const take = (from: number) =>
    found({ kind: CANDIDATE_KIND.led, start: from, end, coreStart: start, coreEnd: end, trade, house: 0 });
  for (let from = Math.max(kana, start - LONGEST_KANA); from <= start - SHORTEST_KANA; from++) {
    const begins = from === kana ? end - start < 2 : endsAWord(text, from);
    if (begins && !BEGINS_NONE.has(unitIn(text, from)) && isNamed(text.slice(from, start), ONLY_ENDS)) take(from);
  }
  const placed = kana === earlier.end && kana - earlier.start >= 2 && end - earlier.start <= LONGEST;
  const length = start - kana;
  if (placed && length >= SHORTEST_KANA && length < LONGEST_KANA && isNamed(text.slice(kana, start), GOES_ON))
    take(earlier.start);
}

function endsAWord(text: string, at: number): boolean {
  return ENDS_A_WORD.has(unitIn(text, at - 1)) || ENDS_WITH_TWO.has(text.slice(at - 2, at));
}

function isNamed(kana: string, goesOn: RegExp): boolean {
  return KANA_NAMES.test(kana) || !goesOn.test(kana);
}

function isHouse(text: string, { start, end }: Run): boolean {
  return end - start <= LONGEST_HOUSE && HOUSE_ENDS.has(unitIn(text, end - 1));
}

/** What a name stands behind without a mark, which is no part of it: 大宮クレーン in 弊社大宮クレーン, 実習先西海製氷. */
export function behindAt(text: string, { start, end, trade }: Run, house: number, found: TakeOrganization): void {
  if (end - start < 5 || house > 0) return;
  const behind = BEHIND.exec(text.slice(start, end));
  if (!behind) return;
  const from = start + behind[0].length;
  if (end - from <= Math.max(2, trade)) return;
  found({ kind: CANDIDATE_KIND.run, start: from, end, coreStart: from, coreEnd: end, trade, house: 0 });
}

/** A run and the trade in hiragana behind it: 播磨ねじ, 紀ノ国しんきん. A dish is called after its place as well: 稲庭うどん. */
const TRADE_IN_HIRAGANA = /^(?:ねじ|ばね|しんきん|ろうきん|でんき|かまぼこ|とうふ|ふとん|きもの)$/;
/** A house and what it is called: グループホーム杏の家; 佐渡の家 is anybody's. */
const HOUSE_WITH_NO = /^の[家里郷森杜丘]$/;

export function tradeInHiraganaAt(
  text: string,
  { start, end }: Run,
  house: number,
  words: readonly TradeWord[],
  first: number,
  found: TakeOrganization,
): void {
  if (scriptOf(unitIn(text, end)) !== HIRAGANA) return;
  for (let at = first; at < words.length && words[at]!.start <= end; at++) {
    const word = words[at]!;
    if (!word.isTrade || word.start !== end) continue;
    const said = text.slice(end, word.end);
    if (!TRADE_IN_HIRAGANA.test(said) && !(house > 0 && end - start > house && HOUSE_WITH_NO.test(said))) continue;
    const trade = word.end - end;
    found({ kind: CANDIDATE_KIND.run, start, end: word.end, coreStart: start, coreEnd: word.end, trade, house });
  }
}
