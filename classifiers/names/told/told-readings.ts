import type { Candidate } from '../../../src/classify/recognizer.js';
import { holds, type Scan } from '../../../src/classify/scan.js';
import { toKatakana } from '../../../src/text/kana.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { isKnownPlace } from '../words/known-places.js';
import { names, RATHER_PLACES } from '../words/name-lexicon.js';
import { isKana, isKatakana, isNameUnit } from '../words/runs.js';
import { isFullName } from './readings.js';

const ANYWHERE = /読|書い|(?:では|じゃ|や)(?:な|の)|でな[くし]|ちゃう|違[うい]|[一-龠々](?:さん|様)?、[ぁ-んァ-ヴ]/;
/** なかじまではなくてなかしま, あずまやのうてひがし: what parts the wrong reading from the right one. */
const CONTRAST =
  /、?(?:(?:では?|じゃ)(?:なく(?:っ?て)?|ありません|ないん?(?:です|で[、。]|よ|[、。])|のうて)|や(?:なく|の)うて|やなくて|ちゃう(?:て)?|とは?違(?:って|うて|います))[、。,. ]{0,2}/g;
/** Between characters and how they are read: 一二三と書いて. */
const WRITTEN = /」?(?:と|って)書(?:いて|き(?:ます|、)|く(?:けど|が)|いとる?)[、 ]?「?/g;
/** Behind a reading: と読みます, って読むと. */
const READ = /」?(?:、|です、)?(?:と|って)読(?:み|む|ん[でだ]|ま)/g;
/** 三枝、さえぐさです: behind characters that are a name. */
const BESIDE = /(?<=[一-龠々ヶ])(?:さん|様)?、(?=[ぁ-んァ-ヴ])/g;
const ENDS =
  /^(?:$|[、。,」』)(\n!?… ]|です|でござ|や(?:[、。ねで]|$|ねん|けど)|だ(?:[、。けよがね]|$)|じゃ|どす|たい|ばい|な[、。]|ね[、。]|さあ|っす|って|と(?:申|言|い[いう]|読)|いい)/;
/** Behind a reading that stands beside its characters: it is all that is said. */
const SAID =
  /^(?:、?です|、?でござ|、?だ(?:[、。けよが]|$)|、?や(?:[、。で]|ねん)|、?じゃ|どす|、?と(?:申|[言い]いま|読)|、?って(?:読|いいま|言いま)|、の[一-龠])/;
/** A reading begins behind marks and kanji, and behind the words that tell of one. */
const BEGINS = /(?:^|[^ぁ-んァ-ヴー]|(?:えっと|えー|あの|はい|いや|いえ|は|が|の|も))$/;
const SHORTEST = 2;
const LONGEST = 8;
const MOST_KANJI = 4;
/** Units before "is read so" in which its characters stand. */
const REACH = 16;
const SCORE = 0.62;

type Take = (start: number, end: number, because: string) => void;

/**
 * How a name is read, as it is told beside its characters or against another reading: 三枝、さえぐさです;
 * みえだではなくてさえぐさ; 一葉と書いてかずは. Only listed readings, and of what a list holds as a name.
 */
export function toldReadings(scan: Scan, found: Candidate[]): void {
  if (!holds(scan, ANYWHERE)) return;
  const { text } = scan;
  const take: Take = (start, end, because) => {
    found.push({ start, end, rule: 'told-reading', score: SCORE, settled: true, because });
  };
  for (const { index, 0: cue } of text.matchAll(CONTRAST)) contrasted(text, index, index + cue.length, take);
  for (const { index, 0: cue } of text.matchAll(WRITTEN)) written(text, index, index + cue.length, take);
  for (const { index } of text.matchAll(READ)) readAs(text, index, take);
  for (const { index, 0: cue } of text.matchAll(BESIDE)) beside(text, index, index + cue.length, take);
}

/** Both readings must be listed: みぎではなくひだり is none. */
function contrasted(text: string, before: number, behind: number, take: Take): void {
  const start = readingBefore(text, before);
  const end = readingBehind(text, behind, ENDS);
  if (start === undefined || end === undefined || Math.max(before - start, end - behind) <= SHORTEST) return;
  if (isThing(text.slice(start, before)) && isThing(text.slice(behind, end))) return;
  take(start, before, 'not read so');
  take(behind, end, 'but so');
}

function written(text: string, before: number, behind: number, take: Take): void {
  const start = kanjiBefore(text, before);
  const end = readingBehind(text, behind, ENDS);
  if (start === undefined || end === undefined) return;
  take(start, before, 'written so');
  take(behind, end, 'read so');
}

function readAs(text: string, end: number, take: Take): void {
  const start = readingBefore(text, end);
  // 「高津」は「たかつ」と読みます: words in a list.
  if (start === undefined || text.startsWith('は「', start - 2)) return;
  for (let at = start; at > start - REACH && at > 0; at--) {
    if (unitIn(text, at - 1) === LINE_FEED) return;
    if (!isNameUnit(unitIn(text, at - 1))) continue;
    if (kanjiBefore(text, at) !== undefined) take(start, end, 'read so');
    return;
  }
}

const LINE_FEED = 0x0a;

function beside(text: string, before: number, behind: number, take: Take): void {
  const start = kanjiBefore(text, before);
  // お金、いくらですか.
  if (start === undefined || text[start - 1] === 'お') return;
  // 百合、ゆりです: one character is a plant or a thing as often, unless somebody is called so.
  const kanji = text.slice(start, before);
  if (!names().surnames.has(kanji) || (kanji.length === 1 && text[before] === '、')) return;
  const end = readingBehind(text, behind, SAID);
  if (end !== undefined) take(behind, end, 'read so');
}

/** Start of the longest listed name in kanji that is all the kanji before `end`. */
function kanjiBefore(text: string, end: number): number | undefined {
  let start = end;
  while (start > 0 && end - start <= MOST_KANJI && isNameUnit(unitIn(text, start - 1))) start--;
  if (start === end || end - start > MOST_KANJI) return undefined;
  const kanji = text.slice(start, end);
  const { surnames, givenNames } = names();
  return (surnames.has(kanji) || givenNames.has(kanji)) && !RATHER_PLACES.has(kanji) && !isKnownPlace(text, start, end)
    ? start
    : undefined;
}

/** Start of the longest listed reading that ends here. */
function readingBefore(text: string, end: number): number | undefined {
  let from = end;
  const katakana = isKatakana(unitIn(text, end - 1));
  while (from > 0 && end - from < LONGEST && isKana(unitIn(text, from - 1))) {
    if (isKatakana(unitIn(text, from - 1)) !== katakana) break;
    from--;
  }
  for (let start = from; start <= end - SHORTEST; start++)
    if (isReading(text.slice(start, end)) && BEGINS.test(text.slice(Math.max(0, start - 3), start))) return start;
  return undefined;
}

/** End of the longest listed reading that begins here, before what `ends` it. */
function readingBehind(text: string, start: number, ends: RegExp): number | undefined {
  let to = start;
  while (to < text.length && to - start < LONGEST && isKana(unitIn(text, to))) to++;
  for (let end = to; end >= start + SHORTEST; end--)
    if (ends.test(text.slice(end, end + 5)) && isReading(text.slice(start, end))) return end;
  return undefined;
}

/** Pronouns and the like that are rare readings too. */
const WORDS = new Set(
  'ノウ イクラ カナ カト コレ ソレ アレ ドレ ココ ソコ アソコ ドコ コチ ソチ イマ ナニ ダレ ソウ コウ ドウ ホウ アト マエ ウエ シタ ヒト モノ トキ コト ウチ ソト ナカ ミギ ヒダリ マチ ムラ ヤマ カワ クルマ イエ アシタ アサ ヨル ヒル ハル ナツ アキ フユ ソノ コノ アノ ホカ ミナ カン ニシ ミナミ キタ ヒガシ'.split(
    ' ',
  ),
);

/** Names that trains, flowers and colours have as well: さくらではなくて、のぞみ. */
const THINGS = new Set(
  'サクラ ユリ キク ウメ ラン モモ アオイ ミドリ ノゾミ ヒカリ コダマ ツバメ ハヤブサ ヒビキ カエデ ツバキ スミレ アカネ アオバ カスミ'.split(
    ' ',
  ),
);
const isThing = (kana: string): boolean => THINGS.has(toKatakana(kana));

function isReading(kana: string): boolean {
  const reading = toKatakana(kana);
  const { surnameReadings, givenReadings } = names();
  return (surnameReadings.has(reading) || givenReadings.has(reading) || isFullName(reading)) && !WORDS.has(reading);
}
