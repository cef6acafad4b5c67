import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';
import { isKatakana } from '../names/words/runs.js';
import { HIRAGANA, is, scriptOf, trait } from '../names/words/unit-traits.js';
import { CANDIDATE_KIND, type CandidateKind, LONGEST, type TakeOrganization, type TradeWord } from './candidate.js';
import { behindAt, tradeInHiraganaAt, withHiraganaAt } from './mixed-candidates.js';
import { COMMON, GOODS } from './organization-words.js';

const SHORTEST_RUN = 2;
const LONGEST_KANA = 6;
const SHORTEST_KANA = 2;

/** Kanji, katakana, Latin letters, and what stands between them in a name. */
const RUN = trait(unitsOfRuns());

function* unitsOfRuns(): Generator<string> {
  for (let unit = 0; unit < 0x10000; unit++)
    if ((unit >= 0x4e00 && unit <= 0x9fff) || isKatakana(unit)) yield String.fromCharCode(unit);
  yield* '々ヶヵ・&＆ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
}

const PARTICLE = trait('はがをにでとのもへや');
const OPENING = trait('「『“"');
const CLOSING = trait('」』”"');
const NOT_QUOTED = trait('。、\n!?:;「『');
const SPACE = 0x20;

const NO = 0x306e;
/** How names end that have の in them: 味の浪漫堂, 泉の里. */
const HOUSES = new UnitSet().add('堂屋亭荘苑舎軒庵里郷森丘');

/** What follows a name without belonging to it. */
const TAIL =
  /(?:様方?|御中|殿|各位|宛て?|側|内|前|隣|横|裏|跡|行|製|社長|代表|店長|院長|園長|担当|本社|本店|本部|ほか|他|[一-龠ァ-ヴー]{1,5}(?:支店|支社|営業所|出張所|本店|校|店))$/;

/** Whoever sells, without a name, and what is done with it: リフォームの会社, 弁当の注文. */
const NOBODYS =
  /^(?:会社|業者|店舗?|売店|専門|担当|職人|注文|配達|販売|購入|代金|料金|値段|契約|工事|修理|点検|写し|提出|件)/;

/** A kind of house as such: クリーニング店, ホテル業. */
const COMMON_HOUSE = /^(?:店|屋|業|業者|業界|会社|所|代|料金|券|側|内|等)?$/;

/**
 * Every place that may be the name of an organisation, by the scripts of its units and the words that name trades; places
 * overlap.
 */
export function findOrganizationCandidates(text: string, words: readonly TradeWord[], found: TakeOrganization): void {
  const { length } = text;
  let next = 0;
  let earlier = { start: 0, end: 0 };
  for (let at = 0; at < length; ) {
    const unit = unitIn(text, at);
    if (is(unit, OPENING)) quotedAt(text, at + 1, found);
    if (!is(unit, RUN)) {
      at++;
      continue;
    }
    const start = at;
    while (at < length && is(unitIn(text, at), RUN)) at++;
    while (next < words.length && words[next]!.end <= start) next++;
    const before = earlier;
    earlier = { start, end: at };
    if (at - start > LONGEST) continue;
    if (scriptOf(unitIn(text, start - 1)) === HIRAGANA)
      withHiraganaAt(text, { start, end: at, trade: tradeAt(words, next, start, at) }, before, found);
    if (at - start < SHORTEST_RUN) {
      if (unitIn(text, at) === NO) joinedAt(text, start, at, words, next, 0, found);
      continue;
    }
    runAt(text, start, at, words, next, found);
  }
}

function runAt(
  text: string,
  start: number,
  end: number,
  words: readonly TradeWord[],
  first: number,
  found: TakeOrganization,
): void {
  const house = houseAt(words, first, start, end);
  const whole = tradeAt(words, first, start, end);
  withEnd(text, CANDIDATE_KIND.run, start, end, whole, house, found);
  behindAt(text, { start, end, trade: whole }, house, found);
  tradeInHiraganaAt(text, { start, end, trade: whole }, house, words, first, found);
  let last = 0;
  for (let at = first; at < words.length && words[at]!.start < end; at++) {
    const word = words[at]!;
    if (!word.isTrade || word.end >= end || word.end - start < SHORTEST_RUN || word.end === last) continue;
    last = word.end;
    withEnd(text, CANDIDATE_KIND.cut, start, word.end, word.end - word.start, house, found);
  }
  const tail = whole === 0 ? TAIL.exec(text.slice(start, end)) : null;
  if (tail && tail.index >= SHORTEST_RUN && start + tail.index !== last)
    withEnd(
      text,
      CANDIDATE_KIND.cut,
      start,
      start + tail.index,
      tradeAt(words, first, start, start + tail.index),
      house,
      found,
    );
  if (house > 0 && start + house === end) followedAt(text, start, end, house, found);
  if (unitIn(text, end) === NO) joinedAt(text, start, end, words, first, house, found);
}

function joinedAt(
  text: string,
  start: number,
  no: number,
  words: readonly TradeWord[],
  first: number,
  house: number,
  found: TakeOrganization,
): void {
  const from = no + 1;
  let end = from;
  let isKatakanaOnly = true;
  while (end < text.length && end - start <= LONGEST && is(unitIn(text, end), RUN)) {
    if (!isKatakana(unitIn(text, end))) isKatakanaOnly = false;
    end++;
  }
  if (end === from || end - start > LONGEST) return;
  const trade = tradeAt(words, first, from, end);
  // 幕の内弁当
  if (trade > 0 && COMMON.test(text.slice(start, end - trade))) return;
  // 金物の原口, 餃子の一番星: what a shop sells, and its name.
  const sells = end - from >= SHORTEST_RUN && GOODS.test(text.slice(start, no)) && !NOBODYS.test(text.slice(from, end));
  const isNamed =
    sells || (trade > 0 ? end - from > trade || no - start < SHORTEST_RUN : HOUSES.has(unitIn(text, end - 1)));
  if (isNamed || (isKatakanaOnly && end - from > SHORTEST_RUN))
    found({ kind: CANDIDATE_KIND.joined, start, end, coreStart: start, coreEnd: end, trade, house });
}

/** A candidate from `start`, and with the hiragana before it. */
function withEnd(
  text: string,
  kind: CandidateKind,
  start: number,
  end: number,
  trade: number,
  house: number,
  found: TakeOrganization,
): void {
  if (end - start > Math.max(SHORTEST_RUN, trade) && !(house > 0 && COMMON_HOUSE.test(text.slice(start + house, end))))
    found({ kind, start, end, coreStart: start, coreEnd: end, trade, house });
  let kana = start;
  while (kana > 0 && start - kana <= LONGEST_KANA + 1 && scriptOf(unitIn(text, kana - 1)) === HIRAGANA) kana--;
  const length = start - kana;
  if (length < SHORTEST_KANA || length > LONGEST_KANA + 1) return;
  const led = (from: number) =>
    found({ kind: CANDIDATE_KIND.led, start: from, end, coreStart: start, coreEnd: end, trade, house: 0 });
  const bounded = kana === 0 || !is(unitIn(text, kana - 1), RUN);
  if (bounded && length <= LONGEST_KANA) led(kana);
  if (!bounded && length > SHORTEST_KANA && is(unitIn(text, kana), PARTICLE)) led(kana + 1);
}

/** Behind the kind of house, with or without a blank: スナック忍, そば処 一茶, ペンションやまがみで. */
function followedAt(text: string, start: number, end: number, house: number, found: TakeOrganization): void {
  let from = end;
  if (unitIn(text, from) === SPACE) from++;
  let to = from;
  const isRun = is(unitIn(text, from), RUN);
  if (!isRun && scriptOf(unitIn(text, from)) !== HIRAGANA) return;
  const goesOn = (unit: number) => (isRun ? is(unit, RUN) : scriptOf(unit) === HIRAGANA);
  while (to < text.length && to - from <= LONGEST_KANA && goesOn(unitIn(text, to))) to++;
  const take = (last: number) => {
    if (last - from >= SHORTEST_KANA || isRun)
      found({
        kind: CANDIDATE_KIND.followed,
        start,
        end: last,
        coreStart: start,
        coreEnd: end,
        trade: 0,
        house,
      });
  };
  if (to - from <= LONGEST_KANA) take(to);
  if (!isRun && is(unitIn(text, to - 1), PARTICLE)) take(to - 1);
  if (!isRun && text.startsWith('です', to - 2)) take(to - 2);
  // Both scripts: JAおおぞら十勝, 菓匠 はま田, 設計室 木もれび.
  let both = to;
  const changes = (unit: number) => (isRun ? scriptOf(unit) === HIRAGANA : is(unit, RUN));
  while (both < text.length && both - from <= LONGEST_KANA && changes(unitIn(text, both))) both++;
  const isSentence = is(unitIn(text, isRun ? to : from), PARTICLE) && (isRun || to - from < SHORTEST_KANA);
  if (both > to && both - from <= LONGEST_KANA && !isSentence) take(both);
}

const LONGEST_QUOTED = 16;

function quotedAt(text: string, start: number, found: TakeOrganization): void {
  let end = start;
  while (end < text.length && end - start <= LONGEST_QUOTED && !is(unitIn(text, end), CLOSING)) {
    if (is(unitIn(text, end), NOT_QUOTED)) return;
    end++;
  }
  if (end === text.length || end - start > LONGEST_QUOTED || end - start < 2) return;
  found({ kind: CANDIDATE_KIND.quoted, start, end, coreStart: start, coreEnd: end, trade: 0, house: 0 });
}

/** Units of the longest trade that ends at `end`. */
function tradeAt(words: readonly TradeWord[], first: number, start: number, end: number): number {
  for (let at = first; at < words.length && words[at]!.start < end; at++) {
    const word = words[at]!;
    if (word.isTrade && word.end === end && word.start >= start) return end - word.start;
  }
  return 0;
}

/** Units of the longest kind of house that begins at `start`. */
function houseAt(words: readonly TradeWord[], first: number, start: number, end: number): number {
  let longest = 0;
  for (let at = first; at < words.length && words[at]!.start <= start; at++) {
    const word = words[at]!;
    if (word.isHouse && word.start === start && word.end <= end) longest = Math.max(longest, word.end - start);
  }
  return longest;
}
