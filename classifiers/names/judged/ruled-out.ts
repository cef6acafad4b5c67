import { isTopic } from '../../../src/classify/record/topic-field.js';
import { holds, type Scan } from '../../../src/classify/scan.js';
import { Opening } from '../../../src/text/edge-pattern.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitSet } from '../../../src/text/unit-set.js';
import type { WordKinds } from '../../../src/text/word-kinds.js';
import { isMunicipalityAt } from '../../addresses/place-lexicon.js';
import type { NameCandidate } from '../candidates/name-candidate.js';
import { isCalledPlace, isThingByField } from '../cells/label-words.js';
import { COMPANIES } from '../latin/lexicon.js';
import { isToldOfLives } from '../prose/names-in-prose.js';
import { isLabelWord, NOT_AFTER_NAME, NOT_BEFORE_HONORIFIC } from '../words/not-names.js';
import { ADDRESSED, PUBLIC_TITLE_AFTER, PUBLIC_TITLE_ANYWHERE, publicTitleBefore } from '../words/titles.js';

const REACH = 24;

/** Names made up for forms: 大阪 太郎, 府民 花子. */
const SAMPLE_NAME = new Opening(
  /^(?:大阪|東京|京都|神戸|日本|府民|県民|市民|区民|国民|住民|府庁|県庁|行政|福祉|見本|記入)[ ]?(?:太郎|花子|一郎|次郎)$/,
  REACH,
);

/** Someone who was close once: a list holds 元夫 as a given name and 元上 as a surname. */
const FORMER = new Opening(/^[元前](?:夫|妻|彼|嫁|上司|部下|同僚|社員|職員|会長|店長|担任)/, REACH);

/** What is no citizen's name whatever the model says: 山田駅, 大西市議会議員, 大阪太郎. */
export function ruledOut(scan: Scan, candidate: NameCandidate): boolean {
  const { text } = scan;
  const { start, end } = candidate;
  return (
    (holds(scan, PUBLIC_TITLE_ANYWHERE) &&
      (publicTitleBefore(text, start, REACH) || TITLE_AFTER.test(text, end)) &&
      !isToldOfLives(scan, start, end)) ||
    NO_NAME_BEFORE.test(text, end) ||
    isCategory(scan, candidate) ||
    isInPlaceRow(text, candidate) ||
    SAMPLE_NAME.test(text, start, end) ||
    FORMER.test(text, start, end + 1) ||
    isCalledByTrade(text, candidate) ||
    isPartOfPlace(text, candidate) ||
    isCity(candidate, text) ||
    (end - start > 2 && isLabelWord(text.slice(start, end))) ||
    (candidate.kind === 'latin' && isCompany(scan, candidate)) ||
    (COUNTER.has(unitIn(text, start)) && NUMERAL.has(unitIn(text, start - 1))) ||
    (candidate.kind !== 'latin' && !TITLE.test(text, end) && beginsWord(scan, start, end))
  );
}

/** 総務さん, 八百屋さん: what somebody is, though a list may hold it as a surname. */
function isCalledByTrade(text: string, { kind, start, end }: NameCandidate): boolean {
  const mayBe = kind === 'unlisted' || (kind === 'surname' && end - start > 1 && TITLE.test(text, end));
  return mayBe && NOT_BEFORE_HONORIFIC.has(text.slice(start, end));
}

/** 西館: 異音あり, 字芦原: a wing of a building and a part of a village, where no title makes them somebody. */
function isPartOfPlace(text: string, { kind, start, end }: NameCandidate): boolean {
  if (kind === 'unlisted') return unitIn(text, start) === OF_VILLAGE;
  return kind === 'surname' && WING.test(text, start, end) && !TITLE.test(text, end);
}

const OF_VILLAGE = '字'.charCodeAt(0);
const WING = new Opening(/^[東西南北新]館$/, 2);

/** 久留米市, which is also 久留 and 米市. */
function isCity({ kind, start, end }: NameCandidate, text: string): boolean {
  return kind !== 'surname' && CITY.has(unitIn(text, end - 1)) && isMunicipalityAt(text, start, end);
}

const CITY = UnitSet.of('[市町村区郡]');

/** Zoomさん, KDDI様: firms that people speak of so. A short word in capitals must be known as a name. */
function isCompany({ text }: Scan, { start, end, border, traits }: NameCandidate): boolean {
  const name = text.slice(start, end);
  const isShort = border === end && traits === 0 && end - start <= LONGEST_ACRONYM && name === name.toUpperCase();
  return (isShort && TITLE.test(text, end)) || COMPANIES.test(name);
}

const LONGEST_ACRONYM = 5;

const TITLE = new Opening(new RegExp(`^ ?(?:${ADDRESSED}|と申)`), REACH);
const TITLE_AFTER = new Opening(PUBLIC_TITLE_AFTER, REACH);
const NO_NAME_BEFORE = new Opening(NOT_AFTER_NAME, REACH);

/** こころ, 更生: all that a category says, and less than a full name; or one of the things that its field holds. */
function isCategory(scan: Scan, candidate: NameCandidate): boolean {
  const { text } = scan;
  const { start, end, border } = candidate;
  if (!PARTS.has(unitIn(text, start - 1)) && start > 0) return false;
  if (!PARTS.has(unitIn(text, end)) && end < text.length) return false;
  if (isThingByField(scan, candidate)) return true;
  return end - start === text.length && (border === start || border === end) && isTopic(scan);
}

/** What stands between the parts of a list: 楓、椿. */
const PARTS = UnitSet.of('[、,・/ ]');

/** 会場:金沢、高松: less than a full name, and without a title. */
function isInPlaceRow(text: string, { start, end, border }: NameCandidate): boolean {
  if (border !== start && border !== end) return false;
  return !TITLE.test(text, end) && isCalledPlace(text.slice(Math.max(0, start - PLACE_REACH), start));
}

const PLACE_REACH = 40;

/** 一万円札: what is counted, not 円札. */
const COUNTER = UnitSet.of('[円割]');
const NUMERAL = UnitSet.of('[一二三四五六七八九十百千万億]');

/** The beginning of one ordinary word (興信所), or of a character and such a word (今入院中, 元保育士, 山火事). */
function beginsWord({ text, tokenize, words }: Scan, start: number, end: number): boolean {
  if (end - start === 1 || !KANJI.has(unitIn(text, end))) return false;
  // Hardly ever does a word of the dictionary go on behind it at all.
  if (end - start <= LONGEST_ASKED && !goesOn(text, start, end, words) && !goesOn(text, start + 1, end, words))
    return false;
  const [first, second] = tokenize(text.slice(start, end + BEHIND));
  const word = first!.end === 1 ? second! : first!;
  return start + word.end > end && word.reading !== undefined && !word.detail.startsWith('固有名詞');
}

/** Names up to which `WordKinds` knows every word that the tokenizer would find: they are followed by `BEHIND` units more. */
const LONGEST_ASKED = 4;

function goesOn(text: string, start: number, end: number, words: WordKinds): boolean {
  return words.longest(text, start) !== 0 && words.end > end;
}

/** Units behind a candidate that are enough for the word it ends in. */
const BEHIND = 4;
const KANJI = UnitSet.of('[一-龠]');
