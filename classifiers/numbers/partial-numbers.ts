import type { InformationType } from '../../src/classify/finding.js';
import { type Candidate, type CueHit, together } from '../../src/classify/recognizer.js';
import { cellsBelow } from '../../src/classify/record/columns.js';
import { once, type Scan } from '../../src/classify/scan.js';
import { firstFrom } from '../../src/text/windows.js';
import { ASKS } from '../dictation/asks.js';
import { type Dictated, dictated } from '../dictation/dictated.js';
import { toldUnasked } from '../dictation/unasked.js';
import { BEFORE_DIGITS, BEHIND_DIGITS, kindAround, kindsNamed } from './kinds-named.js';
import { misreadNumbers } from './misread.js';

/** What says that only some digits of a number follow, and signs for digits that are hidden or could not be read. */
const COUNTED = ['桁', 'けた', 'ケタ'];
const ENDS = ['末尾', 'ending in', 'last four', 'last 4', 'last4', 'last_4'];
const HIDDEN = ['**', '●●', '■■', '○○', 'XX', 'xx', '××', '* *', '…'];
/** Cues of every recognizer whose numbers are also told in part. */
export const PARTIAL_CUES: readonly string[] = [...COUNTED, ...ENDS, ...HIDDEN];
const PARTIAL = new Set(PARTIAL_CUES);
const SIGNS = new Set(HIDDEN);

/** 下4, 上四, 末尾の5, before 桁. */
const WHICH = /(?:下|しも|末尾|上|頭|最後|最初|後ろ|うしろ|はじめ)の?([0-9一二三四五六七八])$/;
const KANJI = '一二三四五六七八';
/** Between 下4桁 and its digits: words, quotes, and the other speaker's request. */
const BEFORE_VALUE =
  /^(?:だけ|のみ|桁|が|は|を|の|番号|で|:|「|『|【|\[|\(|〔|:| |、|…|言うと|いうと|申しますと|読める|しか|(?:お願い|教えて|おっしゃ)[^\n]{0,10}\n[^\s:\n]{1,8}[: 」「)]{1,2}|です|ですが|of|is|=|→|")*$/;
const MASKS = /[*●■○×Xx…・?]{0,10}$/;
const FIGURE = /[0-9〇一二三四五六七八九]/g;
const REACH_OF_VALUE = 40;

const PAYMENT = /決済|引き?落と?し|加盟店|オーソリ|課金|[Cc](?:ard|ARD)[ _](?:last|end|LAST)/;

/** A number of which some digits are hidden: 5100-XXXX-XXXX-8846, 3528…0446, 50■■-33■■18-2. */
const MASKED =
  /(?<![0-9A-Za-z*●■○×…・?.-])(?=[^\n]{0,30}[0-9]{2})(?:[A-Z]{0,2}[0-9*●■○×Xx?…・](?:[ -]{0,1}[0-9*●■○×Xx?…・]){3,24})(?![0-9A-Za-z])/g;
const AROUND_MASK = 26;
const CARD = /^(?:[2-6][0-9]{3}(?:[^0-9]{1,24}|[- ]?[0-9]{2}[^0-9]{1,20})|(?:[*●■×Xx]{4}[- ]?){3}(?!0000))[0-9]{4}$/;
/** 末尾4439、今度は8930: the last digits of the next one. */
const NEXT_ONE =
  /^[^0-9。\n]{0,10}(?:今度|新しい(?:の|ほう|方|カード)?|変更後|[旧新]|もう一?[枚つ]|[二2]枚目)(?:は|が|:|の?(?:方|ほう)[はが])?[、 ]?([0-9]{4})(?![-0-9A-Za-z円件年番])/;

function masked(text: string, hit: CueHit): { start: number; end: number } | undefined {
  const from = Math.max(0, hit.start - AROUND_MASK);
  for (const match of text.slice(from, hit.end + AROUND_MASK).matchAll(MASKED)) {
    const start = from + match.index;
    const end = start + match[0].length;
    if (start > hit.start || end < hit.end) continue;
    const digits = match[0].replace(/[^0-9]/g, '').length;
    return digits >= 3 && digits <= 12 ? { start, end } : undefined;
  }
  return undefined;
}

/** Digits that follow 下4桁 or 末尾; as many as were named. */
function counted({ text, groups }: Scan, hit: CueHit): { start: number; end: number } | undefined {
  let most = 0;
  if (COUNTED.includes(text.slice(hit.start, hit.end))) {
    const which = WHICH.exec(text.slice(Math.max(0, hit.start - 6), hit.start))?.[1];
    if (!which) return undefined;
    most = KANJI.includes(which) ? KANJI.indexOf(which) + 1 : Number(which);
  }
  const group = groups[firstFrom(groups, hit.end)];
  if (!group || group.start - hit.end > REACH_OF_VALUE) return undefined;
  const { length } = group.digits;
  if (most > 0 ? length !== most : length < 2 || length > 5) return undefined;
  const between = text.slice(hit.end, group.start);
  const masks = MASKS.exec(between)![0].length;
  if (!BEFORE_VALUE.test(between.slice(0, between.length - masks))) return undefined;
  const behind = /^[A-Z]{0,2}(?![0-9A-Za-z桁円年月日件人番回時-])/.exec(text.slice(group.end, group.end + 4));
  return behind ? { start: group.start - masks, end: group.end + behind[0].length } : undefined;
}

/**
 * Parts of a number of this type that stand alone: the last four digits, or a number with hidden digits.
 *
 * @param hits - hits of a recognizer whose cues hold `PARTIAL_CUES`; others of its cues are passed over
 */
export function partialNumbers(scan: Scan, hits: readonly CueHit[], type: InformationType): Candidate[] {
  const found = partsBelow(scan, hits, type);
  let done = -1;
  for (const hit of hits) {
    if (hit.start < done) continue;
    const part = partAt(scan, hit);
    if (part === undefined) continue;
    const { start, end, kind, short, because } = part;
    if (short && type !== 'VEHICLE_PLATE' && type !== 'RESIDENCE_CARD_NUMBER') continue;
    if (kind !== type) continue;
    done = end;
    found.push({ start, end, rule: 'in-part', score: 0.65, settled: true, because });
    const next = short ? null : NEXT_ONE.exec(scan.text.slice(end, end + REACH_OF_VALUE));
    if (!next) continue;
    done = end + next[0].length;
    found.push({ start: done - next[1]!.length, end: done, rule: 'in-part', score: 0.65, settled: true, because });
  }
  return found;
}

/** カード下4桁 as the head of a column. */
const HEAD = /^["' ]*(?=[\t,|、／/])|^["' ]*\n/;
const HEAD_BEFORE = 12;

/** The last digits of numbers of this type below a head that says how many of them are told. */
function partsBelow(scan: Scan, hits: readonly CueHit[], type: InformationType): Candidate[] {
  const { text } = scan;
  const found: Candidate[] = [];
  for (const { start, end } of hits) {
    const cue = text.slice(start, end);
    if (!COUNTED.includes(cue) || !HEAD.test(text.slice(end, end + 4))) continue;
    const which = WHICH.exec(text.slice(Math.max(0, start - 6), start))?.[1];
    if (!which || kindsNamed(text.slice(Math.max(0, start - HEAD_BEFORE), start)).at(-1) !== type) continue;
    const length = KANJI.includes(which) ? KANJI.indexOf(which) + 1 : Number(which);
    for (const cell of cellsBelow(text, start))
      if (cell.end - cell.start === length && /^[0-9]+$/.test(text.slice(cell.start, cell.end)))
        found.push({ ...cell, rule: 'in-part', score: 0.65, settled: true, because: cue });
  }
  return found;
}

/** Digits of a number of which the others are not told. */
interface Part {
  start: number;
  end: number;
  /** Type of the number, or another kind. */
  kind: string | undefined;
  /** Two digits are a plate's or have letters behind; of any other number they say too little. */
  short: boolean;
  because: string;
}

/** The parts of a text by their cue: every recognizer whose numbers are told in part asks for each. */
const partsIn = (_: Scan): Map<string, Part | undefined> => new Map();

function partAt(scan: Scan, hit: CueHit): Part | undefined {
  const cue = scan.text.slice(hit.start, hit.end);
  if (!PARTIAL.has(cue)) return undefined;
  const known = once(scan, partsIn);
  const place = `${hit.start} ${cue}`;
  if (!known.has(place)) known.set(place, SIGNS.has(cue) ? hiddenPart(scan.text, hit) : countedPart(scan, hit, cue));
  return known.get(place);
}

function hiddenPart(text: string, hit: CueHit): Part | undefined {
  const range = masked(text, hit);
  if (!range) return undefined;
  const { start, end } = range;
  const kind = kindAround(text, start, end) ?? (CARD.test(text.slice(start, end)) ? 'CREDIT_CARD_NUMBER' : undefined);
  return { start, end, kind, short: false, because: 'hidden digits' };
}

function countedPart(scan: Scan, hit: CueHit, cue: string): Part | undefined {
  const range = counted(scan, hit);
  if (!range) return undefined;
  const { start, end } = range;
  const short = scan.text.slice(start, end).match(FIGURE)?.length === 2;
  const kind =
    kindAround(scan.text, hit.start, end) ?? (isPaid(scan.text, start, end) ? 'CREDIT_CARD_NUMBER' : undefined);
  return { start, end, kind, short, because: cue };
}

/** Whether the words around speak of a payment: of a number of which only the end is told, it is the card's. */
function isPaid(text: string, start: number, end: number): boolean {
  return (
    PAYMENT.test(text.slice(Math.max(0, start - BEFORE_DIGITS), start)) ||
    PAYMENT.test(text.slice(end, end + BEHIND_DIGITS))
  );
}

/** `cues` and `find` of a recognizer that has no rules of its own but these: numbers in part, and dictated. */
export const partlyTold = (type: InformationType, number: Dictated) => ({
  cues: [...PARTIAL_CUES, ...number.labels, ...ASKS],
  reads: 'digits' as const,
  find: (scan: Scan, hits: readonly CueHit[]) => {
    const unasked = together(toldUnasked(scan, type, number), misreadNumbers(scan, type));
    if (hits.length === 0) return unasked;
    const told = together(partialNumbers(scan, hits, type), dictated(scan, hits, type, number));
    return together(told, unasked);
  },
});
