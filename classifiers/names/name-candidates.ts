import { readLexicon } from '../../src/classify/lexicon.js';
import { UnitTrie } from '../../src/text/unit-trie.js';
import { placeNames } from '../addresses/place-lexicon.js';
import { BEFORE_NAME } from './before-names.js';
import { looksGiven, type Margin, names, RATHER_PLACES } from './name-lexicon.js';
import { isKana, isKatakana, kanaEnd, toKatakana } from './runs.js';

/** What a place in the text would be as a name. */
export type NameKind =
  /** 山田, or one character: 森 */
  | 'surname'
  /** 太郎, みなみ */
  | 'given'
  /** 山田太郎 */
  | 'full'
  /** 山田 太郎 */
  | 'spaced'
  /** 山田 and characters that no list holds as a given name */
  | 'guessed'
  /** ヤマダ, グエン */
  | 'katakana'
  /** やまだ */
  | 'hiragana';

export const NAME_KINDS: readonly NameKind[] = [
  'surname',
  'given',
  'full',
  'spaced',
  'guessed',
  'katakana',
  'hiragana',
];

/** A place where the lists allow a name. */
export interface NameCandidate {
  kind: NameKind;
  start: number;
  end: number;
  /** Where the surname ends; `start` where there is none. */
  border: number;
  /** How much rather the words are names than other words; 0 where unknown. */
  surname: Margin;
  given: Margin;
  /** Everyday surname, as much a place as a name, a place besides. */
  traits: number;
}

export const COMMON = 1;
export const RATHER_PLACE = 2;
export const PLACE = 4;
export const FOREIGN = 8;
export const READS_SURNAME = 16;
export const READS_GIVEN = 32;
/** Of names in kanji: so rare that only the longer list has it. */
export const RARE = 16;
/** For `lexicons` of the recognizer. */
export const CANDIDATE_LEXICONS = ['surnames-more', 'given-names-more'] as const;

interface Tries {
  surnames: UnitTrie;
  givenNames: UnitTrie;
}

/** Margins lie within ±6000; the traits are packed beside them. */
const OFFSET = 6000;
/** Margin of names that are in the longer lists only. */
const LEAST_KNOWN = 500;
const pack = (margin: Margin, traits: number) => (margin + OFFSET) * 64 + traits;

const JOINED = pack(0, FOREIGN);
const JOINTS = new Set('ノヶケツッ'.split('').map((unit) => unit.charCodeAt(0)));

let tries: Tries | undefined;

function load(): Tries {
  const { surnames, givenNames, common } = names();
  const places = placeNames();
  const traitsOf = (surface: string) =>
    (common.has(surface) ? COMMON : 0) |
    (RATHER_PLACES.has(surface) ? RATHER_PLACE : 0) |
    (places.has(surface) ? PLACE : 0);
  const packed = function* (list: ReadonlyMap<string, Margin>): Generator<[string, number]> {
    for (const [surface, margin] of list) yield [surface, pack(margin, traitsOf(surface))];
  };
  const more = function* (list: ReadonlyMap<string, Margin>, name: string): Generator<[string, number]> {
    for (const [surface] of readLexicon(name).rows)
      yield [surface!, pack(LEAST_KNOWN, RARE | (places.has(surface!) ? PLACE : 0))];
    yield* packed(list);
  };
  return {
    surnames: new UnitTrie(more(surnames, 'surnames-more')),
    givenNames: new UnitTrie(more(givenNames, 'given-names-more')),
  };
}

const LONGEST_KATAKANA = 12;
const LONGEST_HIRAGANA = 6;

/** 1: kanji, 2: hiragana, 3: katakana, 4: space; 0: anything else. */
const KIND = new Uint8Array(0x10000);
for (let unit = 0x4e00; unit <= 0x9fff; unit++) KIND[unit] = 1;
for (let unit = 0xd840; unit <= 0xdfff; unit++) KIND[unit] = 1;
KIND['々'.charCodeAt(0)] = 1;
for (let unit = 0x3041; unit <= 0x3096; unit++) KIND[unit] = 2;
for (let unit = 0; unit < 0x10000; unit++) if (isKatakana(unit)) KIND[unit] = 3;
KIND[0x20] = 4;

/** 1 where a run of kanji may end and a name follow without a space: 担当山口, 妻花子. */
const BEFORE = new Uint8Array(0x10000);
for (const word of BEFORE_NAME) BEFORE[word.charCodeAt(word.length - 1)] = 1;
for (const unit of '日時分月前回今昨故元旧男女子様氏殿と及') BEFORE[unit.charCodeAt(0)] = 1;
/** 1 where a name may end inside a run of kanji: 田中様, 熊受. */
const BEHIND = new Uint8Array(0x10000);
for (const unit of '様氏殿君宅方邸受宛係課部局室店所社夫妻家親兄姉弟妹一両父母主副専会理院校園班医弁看保記言云が談対応折架来発入希先教町区自議巡警税司行介助支代総次署館住隊船駅相調事務技管顧監秘担著作')
  BEHIND[unit.charCodeAt(0)] = 1;

/** Every place where the lists allow a name, in order of start; places overlap. */
export function findNameCandidates(text: string, found: (candidate: NameCandidate) => void): void {
  tries ??= load();
  const length = text.length;
  let before = 0;
  for (let at = 0; at < length; at++) {
    const kind = KIND[text.charCodeAt(at)]!;
    if (kind === 1) kanjiAt(text, at, before === 1, tries, found);
    else if (kind === 3 && before === 1 && JOINTS.has(text.charCodeAt(at))) continue;
    else if (kind === 3 && before !== 3) at = katakanaAt(text, at, found) - 1;
    else if (kind === 2 && (before !== 2 || LINKS.has(text.charCodeAt(at - 1))))
      hiraganaAt(text, at, before === 2, found);
    before = KIND[text.charCodeAt(at)]!;
  }
}

function kanjiAt(
  text: string,
  start: number,
  inside: boolean,
  { surnames, givenNames }: Tries,
  found: (candidate: NameCandidate) => void,
): void {
  const announced = !inside || BEFORE[text.charCodeAt(start - 1)] === 1;
  let node = UnitTrie.ROOT as number;
  for (let at = start; at < text.length && at - start < 6; at++) {
    node = surnames.next(node, text.charCodeAt(at));
    if (node < 0) break;
    const value = surnames.valueOf(node);
    if (value === UnitTrie.NONE) continue;
    const border = at + 1;
    if (isNumeral(text, start, border)) continue;
    const open = endsHere(text, border);
    if (
      (open || announced) &&
      (open || border - start > 1) &&
      (announced || border - start > 1) &&
      (open || !inside || announced)
    )
      if (open) found(candidateOf('surname', start, border, border, value, UnitTrie.NONE));
    if (announced || border - start > 1) withGiven(text, start, border, value, givenNames, found);
  }
  // 井ノ上, 梅ケ辻: most such surnames are in no list.
  const joint = JOINTS.has(text.charCodeAt(start + 1)) ? 1 : JOINTS.has(text.charCodeAt(start + 2)) ? 2 : 0;
  if (joint > 0 && !inside && KIND[text.charCodeAt(start + joint + 1)] === 1) {
    const end = kanjiEnd(text, start + joint + 1, 2);
    if (endsHere(text, end)) found(candidateOf('surname', start, end, end, JOINED, UnitTrie.NONE));
    withGiven(text, start, end, JOINED, givenNames, found);
  }
  node = UnitTrie.ROOT;
  for (let at = start; at < text.length && at - start < 6; at++) {
    node = givenNames.next(node, text.charCodeAt(at));
    if (node < 0) break;
    const value = givenNames.valueOf(node);
    if (value === UnitTrie.NONE || !announced || !endsHere(text, at + 1)) continue;
    if (isNumeral(text, start, at + 1) || (at === start && isSpeaker(text, start))) continue;
    found(candidateOf('given', start, at + 1, start, UnitTrie.NONE, value));
  }
}

const NUMERALS = new Set('一二三四五六七八九十百千万〇零'.split('').map((unit) => unit.charCodeAt(0)));
const COUNTED = new Set('月日時年分人名円番号階丁回本件'.split('').map((unit) => unit.charCodeAt(0)));

/** 一二, 三月, 十時: numbers, although a list holds them as names. */
function isNumeral(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (!NUMERALS.has(unit) && !(at > start && at === end - 1 && COUNTED.has(unit))) return false;
  }
  return end - start > 1;
}

const SPEAKERS = new Set('男女客係受発相利員職窓局署課室案市府県店医'.split('').map((unit) => unit.charCodeAt(0)));

/** 男：, 客：at the start of a line: who speaks, by one character. */
function isSpeaker(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === 0x3a && SPEAKERS.has(text.charCodeAt(at));
}

/** Whether a name may end before `at`: no kanji follows, or one that stands behind names. */
function endsHere(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return at >= text.length || KIND[unit] !== 1 || BEHIND[unit] === 1;
}

function withGiven(
  text: string,
  start: number,
  border: number,
  surname: number,
  givenNames: UnitTrie,
  found: (candidate: NameCandidate) => void,
): void {
  let from = border;
  while (from - border < 2 && text.charCodeAt(from) === 0x20) from++;
  const spaced = from > border;
  const first = KIND[text.charCodeAt(from)]!;
  if (first === 0 || first === 4) return;
  let node = UnitTrie.ROOT as number;
  let known = false;
  for (let at = from; at < text.length && at - from < 6; at++) {
    node = givenNames.next(node, text.charCodeAt(at));
    if (node < 0) break;
    const value = givenNames.valueOf(node);
    if (value === UnitTrie.NONE) continue;
    // A given name in kana ends where its kana end, except before a particle or a title.
    if (first === 1 ? !endsHere(text, at + 1) : !kanaEnds(text, at + 1, first)) continue;
    known = true;
    found(candidateOf(spaced ? 'spaced' : 'full', start, at + 1, border, surname, value));
  }
  if (known || first === 2) return;
  const run = first === 1 ? kanjiEnd(text, from, 3) : kanaEnd(text, from, 8);
  const end = first === 3 && isFeminine(text, run) ? run + 1 : run;
  if (end === from || (first === 1 && !endsHere(text, end))) return;
  if (spaced || end > run || (first === 1 && looksGiven(text.slice(from, end))))
    found(candidateOf('guessed', start, end, border, surname, UnitTrie.NONE));
}

function kanjiEnd(text: string, from: number, most: number): number {
  let end = from;
  while (
    end < text.length &&
    end - from < most &&
    KIND[text.charCodeAt(end)] === 1 &&
    (end === from || BEHIND[text.charCodeAt(end)] !== 1 || KIND[text.charCodeAt(end + 1)] === 1)
  )
    end++;
  return end;
}

/** Particles behind which a name in hiragana may begin: 妻とひまりの. */
const LINKS = new Set('とのはがもや'.split('').map((unit) => unit.charCodeAt(0)));
/** きよ子, トミ江: kana and the character that ends women's names. */
const FEMININE = new Set('子江代美枝恵'.split('').map((unit) => unit.charCodeAt(0)));

function isFeminine(text: string, at: number): boolean {
  return FEMININE.has(text.charCodeAt(at)) && endsHere(text, at + 1);
}

/** その子, お子: no kana of a name. */
const NO_STEM = /^お|の$/;

const PARTICLES = new Set('がはをにのとでもかやよねさくち'.split('').map((unit) => unit.charCodeAt(0)));

function kanaEnds(text: string, at: number, script: number): boolean {
  const unit = text.charCodeAt(at);
  return at >= text.length || KIND[unit] !== script || (script === 2 && PARTICLES.has(unit));
}

function candidateOf(
  kind: NameKind,
  start: number,
  end: number,
  border: number,
  surname: number,
  given: number,
): NameCandidate {
  const traits =
    (surname === UnitTrie.NONE ? 0 : surname & 63) | (given === UnitTrie.NONE ? 0 : given & (PLACE | RARE));
  return { kind, start, end, border, surname: marginOf(surname), given: marginOf(given), traits };
}

function marginOf(packed: number): Margin {
  return packed === UnitTrie.NONE ? 0 : (packed >> 6) - OFFSET;
}

/** The run of katakana that starts at `start`, with further parts behind ・ or a space. @returns its end */
function katakanaAt(text: string, start: number, found: (candidate: NameCandidate) => void): number {
  const end = kanaRun(text, start);
  const first = readingTraits(text, start, end);
  if (end - start >= 2 && end - start <= LONGEST_KATAKANA) found(kanaCandidate('katakana', start, end, end, first));
  if (end - start >= 2 && end - start <= 3 && isFeminine(text, end))
    found(kanaCandidate('given', start, end + 1, start, READS_GIVEN));
  let to = end;
  let traits = first;
  for (let parts = 0; parts < 3; parts++) {
    const mark = text[to];
    // Behind a space only one more, unless they are foreign: whole texts are written in katakana with spaces.
    if (
      (mark !== '・' && mark !== '=' && (mark !== ' ' || (parts > 0 && (traits & FOREIGN) === 0))) ||
      KIND[text.charCodeAt(to + 1)] !== 3
    )
      break;
    const next = kanaRun(text, to + 1);
    traits |= readingTraits(text, to + 1, next);
    to = next;
    found(kanaCandidate('katakana', start, to, end, traits));
  }
  return end;
}

function kanaRun(text: string, start: number): number {
  let end = start;
  while (end < text.length && KIND[text.charCodeAt(end)] === 3) end++;
  return end;
}

function readingTraits(text: string, start: number, end: number): number {
  if (end - start > LONGEST_KATAKANA) return 0;
  const { surnameReadings, givenReadings, foreign } = names();
  const reading = toKatakana(text.slice(start, end));
  return (
    (surnameReadings.has(reading) ? READS_SURNAME : 0) |
    (givenReadings.has(reading) ? READS_GIVEN : 0) |
    (foreign.has(reading) ? FOREIGN : 0)
  );
}

/** Names in hiragana begin where its run does, and end before a particle or with the run. */
function hiraganaAt(text: string, start: number, inside: boolean, found: (candidate: NameCandidate) => void): void {
  const { commonReadings, givenReadings, givenNames } = names();
  for (let end = start + 2; end <= Math.min(text.length, start + LONGEST_HIRAGANA); end++) {
    if (KIND[text.charCodeAt(end - 1)] !== 2) return;
    if (!kanaEnds(text, end, 2)) continue;
    const surface = text.slice(start, end);
    const reading = toKatakana(surface);
    const traits =
      (commonReadings.has(reading) ? READS_SURNAME | COMMON : 0) |
      (givenReadings.has(reading) ? READS_GIVEN : 0) |
      (givenNames.has(surface) ? FOREIGN : 0);
    if (traits !== 0 && (!inside || end - start >= 3)) found(kanaCandidate('hiragana', start, end, end, traits));
    if (!inside && isFeminine(text, end) && !NO_STEM.test(surface))
      found(kanaCandidate('given', start, end + 1, start, READS_GIVEN));
    // やまだ たろう
    if ((traits & READS_SURNAME) !== 0 && text[end] === ' ' && isKana(text.charCodeAt(end + 1))) {
      const to = kanaEnd(text, end + 1, LONGEST_HIRAGANA);
      if (givenReadings.has(toKatakana(text.slice(end + 1, to))))
        found(kanaCandidate('hiragana', start, to, end, traits | READS_GIVEN));
    }
  }
}

function kanaCandidate(kind: NameKind, start: number, end: number, border: number, traits: number): NameCandidate {
  return { kind, start, end, border, surname: 0, given: 0, traits };
}
