import type { Candidate, CueHit } from '../../../src/classify/recognizer.js';
import type { Scan } from '../../../src/classify/scan.js';
import { Closing, Opening } from '../../../src/text/edge-pattern.js';
import { toKatakana } from '../../../src/text/kana.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { UnitSet } from '../../../src/text/unit-set.js';
import type { Range } from '../../../src/text/windows.js';
import { CUE, CUE_KINDS } from '../words/cue-words.js';
import { isKnownPlace } from '../words/known-places.js';
import { names } from '../words/name-lexicon.js';
import { parseName } from '../words/name-parse.js';
import { isListed, pieceEnd, titleEnd } from './piece.js';

/** What joins the word for a roster to its first name: 当番: , (二次)\n, 窓側から順に、. */
const AFTER_LABEL = new Opening(/^(?:員|者|名|表|順)?(?:\([^()\n]{0,12}\))?(?: ?: ?| {1,2}|\n)/, 20);
const BETWEEN = new Opening(/^(?: ?[、・/] ?| {1,2}|\n)/, 4);
/** Nobody sits or works there: it counts for nothing and ends nothing. */
const NOBODY = new Opening(/^(?:空席|空き|欠員|なし|未定)(?=[\s、・/。]|$)/, 4);
const ENDS = new Opening(/^(?:$|[\n。(]| ?の(?:順|[0-9一二三四五六七八九十]{1,3}[人名])| |、|で(?:す|お願い))/, 6);
const KANA = new Opening(/^[ぁ-ん]{2,5}(?=[\s、・/。(]|$)/, 6);
const FULL = new Opening(/^[一-龠々]{3,6}(?=[\s、・/。(]|$)/, 7);
/** What stands before a name in its line: 月 乙部; 会長口分田. */
const DAY = new Opening(
  /^(?:[月火水木金土日](?:曜日?)?|[0-9]{1,2}(?:[/月][0-9]{1,2}日?|日)?(?:\([月火水木金土日]\))?|[①-⑳・-])(?::| |\.) ?/,
  16,
);
const ROLE = new Opening(/^(?:副?(?:会|班|組|委員|部)長|副|会計|書記|監事|リーダー|主任|正)(?=[一-龠])/, 5);
/** 一、柚木: of a list of gifts or rules. */
const BULLET = new Opening(/^一、/, 2);
const SHORTEST = 2;
const MOST = 40;
/** 赤、青、黄; 東、西、南: what a series of one character each may be as well. */
const SERIES = UnitSet.of('[東西南北中上下雪雨風雲晴曇赤青黄白黒緑紫桃松竹梅春夏秋冬桜楓椿菊藤山川海空星虹港]');
/** Its label says that people are listed, whatever else the record tells. */
const SCORE = 0.85;
const LETTER = UnitSet.of('[a-zA-Z0-9]');

/** Rows of names behind a word that says who is listed: 受講者:泉、本、西口. */
export function rosterNames(scan: Scan, hits: readonly CueHit[], found: Candidate[]): void {
  for (const { cue, end } of hits) {
    if ((CUE_KINDS[cue]! & CUE.roster) === 0) continue;
    const from = behindLabel(scan.text, end);
    if (from === undefined) continue;
    for (const { start, end: last } of rosterAt(scan, from))
      found.push({ start, end: last, rule: 'roster', score: SCORE, settled: true, because: 'word for a roster' });
  }
}

/** Lists hold most of them as names, and not all are places that everybody knows. */
function areNames(text: string, row: readonly Range[]): boolean {
  const listed = row.filter(({ start, end }) => isListed(text, start, end) || end - start > 1);
  if (row.every(({ start, end }) => end - start === 1 && SERIES.has(unitIn(text, start)))) return false;
  return listed.length * 2 >= row.length && !row.every(({ start, end }) => isKnownPlace(text, start, end));
}

/** Where the first name stands: behind 当番: or 窓側から順に、. */
function behindLabel(text: string, end: number): number | undefined {
  if (unitIn(text, end) === COMMA) return IN_ORDER.test(text, end) ? end + 1 : undefined;
  const joint = AFTER_LABEL.exec(text, end);
  return joint ? end + joint[0].length : undefined;
}

const COMMA = 0x3001;
const IN_ORDER = new Closing(/側から(?:順に)?$/, 5);

function rosterAt(scan: Scan, from: number): readonly Range[] {
  const { text } = scan;
  const row: Range[] = [];
  let at = from;
  let between: string | undefined;
  let isWhole = false;
  while (row.length < MOST) {
    if (unitIn(text, at - 1) === LINE_END) at += DAY.exec(text, at)?.[0].length ?? 0;
    const nobody = NOBODY.exec(text, at);
    if (!nobody) at = behindRole(scan, at);
    if (BULLET.test(text, at)) break;
    const end = nobody ? at + nobody[0].length : nameEnd(scan, at);
    if (end === at) break;
    if (!nobody) row.push({ start: at, end });
    at = titleEnd(text, end);
    isWhole = ENDS.test(text, at);
    const next = BETWEEN.exec(text, at)?.[0];
    if (next === undefined || (between !== undefined && next.trim() !== between.trim())) break;
    if (next.includes('\n') !== (between ?? next).includes('\n')) break;
    between ??= next;
    at += next.length;
  }
  const least = between === undefined || between.trim() === '' ? SHORTEST + 1 : SHORTEST;
  const isRow = isWhole && row.length >= least && !LETTER.has(unitIn(text, row.at(-1)!.end)) && areNames(text, row);
  return isRow ? row : [];
}

/** Where the name begins that stands behind a role: 会計|泉谷; not 正木. */
function behindRole(scan: Scan, at: number): number {
  const role = ROLE.exec(scan.text, at)?.[0].length ?? 0;
  return role > 0 && pieceEnd(scan, at) === at && pieceEnd(scan, at + role) > at + role ? at + role : at;
}

const LINE_END = 0x0a;

function nameEnd(scan: Scan, at: number): number {
  const { text } = scan;
  const piece = pieceEnd(scan, at);
  if (piece > at) return piece;
  const kana = KANA.exec(text, at)?.[0];
  if (kana !== undefined) {
    const { surnameReadings, givenReadings } = names();
    const reading = toKatakana(kana);
    return surnameReadings.has(reading) || givenReadings.has(reading) ? at + kana.length : at;
  }
  const full = FULL.exec(text, at)?.[0];
  return full !== undefined && (parseName(full)?.given ?? '') !== '' ? at + full.length : at;
}
