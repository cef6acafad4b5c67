import { type LinearModel, probabilityOf, readModel } from '../../../src/classify/learned/linear-model.js';
import type { Candidate } from '../../../src/classify/recognizer.js';
import { isTopic } from '../../../src/classify/record/topic-field.js';
import { holds, type Scan, wholeOf } from '../../../src/classify/scan.js';
import { Opening } from '../../../src/text/edge-pattern.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitSet } from '../../../src/text/unit-set.js';
import type { WordKinds } from '../../../src/text/word-kinds.js';
import { isMunicipalityAt } from '../../addresses/place-lexicon.js';
import { NAME_KINDS, type NameCandidate, type NameKind } from '../candidates/name-candidate.js';
import { findNameCandidates } from '../candidates/name-candidates.js';
import { isCalledPlace, isThingByField } from '../cells/label-words.js';
import { personInCell } from '../cells/person-in-cell.js';
import { COMPANIES } from '../latin/lexicon.js';
import { isKnownAbroad, isToldOfLives, scoreInProse } from '../prose/names-in-prose.js';
import { isKnownPlace } from '../words/known-places.js';
import { isLabelWord, NOT_AFTER_NAME, NOT_BEFORE_HONORIFIC } from '../words/not-names.js';
import { ADDRESSED, PUBLIC_TITLE_AFTER, PUBLIC_TITLE_ANYWHERE, publicTitleBefore } from '../words/titles.js';
import { KindSums } from './kind-sums.js';
import { MOST_FEATURES, nearFeatures, widerFeatures } from './name-features.js';
import { WordsAround } from './words-around.js';

export const NAME_WEIGHTS = 'name-weights';
/** Weights of what is seen at first sight: most candidates need no second look. */
export const NAME_FILTER = 'name-filter';

/** Less is not even worth remembering for the case that the same name is certain elsewhere. */
const FAINT = 0.06;
const REACH = 24;

const LEAST = 0.2;
const SPAN = 0.72;
/**
 * By how much the odds that a candidate is a name are better than a model says that has read nothing of its author:
 * a full name of listed parts is one in four of five places where the model still doubts. Read off six new authors'
 * texts before anything was trained on them.
 */
const ODDS: Partial<Record<NameKind, number>> = { full: 4.5, katakana: 2, unlisted: 2 };

/** The probability of a name by what the model says of a candidate; that 宇都宮 is 宇都 and 宮 makes it no full name. */
export function likelihoodOfName(probability: number, text: string, { start, end, kind }: NameCandidate): number {
  const odds = ODDS[kind] ?? 1;
  if (odds === 1 || isKnownPlace(text, start, end)) return probability;
  return (probability * odds) / (1 - probability + probability * odds);
}

/** Score of a candidate by its probability: reported from 0.42 on, since a missed name weighs more than a false one. */
export function scoreOfName(probability: number): number | undefined {
  return probability < FAINT ? undefined : LEAST + probability * SPAN;
}

/** Two candidates in three look less like a name at first sight; no name was lost so that the second look would have found. */
const HOPELESS = -3.8;
/** Of a name that its cell vouches for. */
const SCORE_IN_CELL = 0.92;
/** Below it nothing is reported, not even beside somebody of the record, so what stands around need not be looked at. */
const WORTH_A_LOOK = 0.2;

/** Names made up for forms: 大阪 太郎, 府民 花子. */
const SAMPLE_NAME = new Opening(
  /^(?:大阪|東京|京都|神戸|日本|府民|県民|市民|区民|国民|住民|府庁|県庁|行政|福祉|見本|記入)[ ]?(?:太郎|花子|一郎|次郎)$/,
  REACH,
);

/** Someone who was close once: a list holds 元夫 as a given name and 元上 as a surname. */
const FORMER = new Opening(/^[元前](?:夫|妻|彼|嫁|上司|部下|同僚|社員|職員|会長|店長|担任)/, REACH);

/** What is no citizen's name whatever the model says: 山田駅, 大西市議会議員, 大阪太郎. */
function ruledOut(scan: Scan, candidate: NameCandidate): boolean {
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
    (candidate.kind === 'unlisted' && NOT_BEFORE_HONORIFIC.has(text.slice(start, end))) ||
    isCity(candidate, text) ||
    (end - start > 2 && isLabelWord(text.slice(start, end))) ||
    (candidate.kind === 'latin' && isCompany(scan, candidate)) ||
    (COUNTER.has(unitIn(text, start)) && NUMERAL.has(unitIn(text, start - 1))) ||
    (candidate.kind !== 'latin' && !TITLE.test(text, end) && beginsWord(scan, start, end))
  );
}

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

/** The last part of the name of each kind's rule. */
export const RULES = Object.fromEntries(NAME_KINDS.map((kind) => [kind, `judged-${kind}`])) as Record<NameKind, string>;
/** Of a name that stands in prose about people. */
const IN_PROSE = 'prose';
/** What a unit more of a name is worth when readings of one place are compared; as in the choice between findings. */
const LENGTH_BONUS = 0.01;

/** Of readings that overlap only the best is of use: 山田太郎, not 山田 and 太郎 as well. What is kept from `lowest` on is disjoint and in order. */
export function keepBest(judged: Candidate[], lowest: number, candidate: Candidate): void {
  const worth = worthOf(candidate);
  let kept = judged.length;
  while (kept > lowest && judged[kept - 1]!.end > candidate.start) {
    if (worthOf(judged[kept - 1]!) >= worth) return;
    kept--;
  }
  // Setting the length would take as long as a look at the candidate.
  while (judged.length > kept) judged.pop();
  judged.push(candidate);
}

function worthOf({ start, end, score }: Candidate): number {
  return score + (end - start) * LENGTH_BONUS;
}

interface Judge {
  filter: LinearModel;
  model: LinearModel;
  around: WordsAround;
  kinds: KindSums;
}

let judge: Judge | undefined;
const features = new Int32Array(MOST_FEATURES);

/** Names that no single cue announces: everything around them is weighed together, as the trained model says. */
export function judgedNames(scan: Scan, found: Candidate[]): void {
  const { text, words } = scan;
  judge ??= loadJudge();
  const { filter, model, around, kinds } = judge;
  const lowest = found.length;
  let isBegun = false;
  findNameCandidates(text, words, (candidate) => {
    if (keepInCell(text, candidate, found, lowest)) return;
    const near = nearFeatures(text, candidate, features);
    if (filter.sum(features, near) < HOPELESS && !isKnownAbroad(text, candidate)) return;
    const count = widerFeatures(text, candidate, words, features, near);
    if (!isBegun) {
      around.begin(text);
      kinds.begin(wholeOf(scan).text);
    }
    isBegun = true;
    const judged = probabilityOf(
      model.sum(features, count) + around.sum(candidate, text, words) + kinds.sum(candidate),
    );
    const probability = likelihoodOfName(judged, text, candidate);
    const score = scoreOfName(probability);
    const inProse = scoreInProse(scan, candidate, probability);
    if (score === undefined && inProse === undefined) return;
    if ((probability > WORTH_A_LOOK || inProse !== undefined) && ruledOut(scan, candidate)) return;
    const { start, end, kind } = candidate;
    if (inProse !== undefined) {
      const sure = Math.max(inProse, score ?? 0);
      keepBest(found, lowest, { start, end, rule: IN_PROSE, score: sure, settled: true, because: 'prose' });
    } else if (score !== undefined)
      keepBest(found, lowest, { start, end, rule: RULES[kind], score, settled: true, because: 'all around it' });
  });
}

/** What the cell vouches for, whatever else stands around it. */
function keepInCell(text: string, candidate: NameCandidate, found: Candidate[], lowest: number): boolean {
  const because = personInCell(text, candidate);
  if (because === undefined) return false;
  const { start, end } = candidate;
  keepBest(found, lowest, { start, end, rule: 'cell', score: SCORE_IN_CELL, settled: true, because });
  return true;
}

function loadJudge(): Judge {
  const model = readModel(NAME_WEIGHTS);
  return { filter: readModel(NAME_FILTER), model, around: new WordsAround(model), kinds: new KindSums(model) };
}
