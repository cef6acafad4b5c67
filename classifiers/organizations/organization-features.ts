import { mix, mixedText, unitAt } from '../../src/classify/learned/feature-hashing.js';
import { unitIn } from '../../src/text/unit-in.js';
import { UnitTrie } from '../../src/text/unit-trie.js';
import type { WordKinds } from '../../src/text/word-kinds.js';
import { nameTries } from '../names/words/name-tries.js';
import { classOf } from '../names/words/unit-traits.js';
import type { OrganizationCandidate } from './candidate.js';

/** No candidate has more. */
export const MOST_FEATURES = 256;
/** Units looked at on either side, one by one and in pairs. */
const NEAR = 5;
const AROUND = 12;
/** Units on either side of which every word is looked at. */
const WORDS_NEAR = 24;
const LONGEST_INSIDE = 20;

/** What kind of place it is, and with which words it begins or ends. */
function shapeOf({ kind, trade, house }: OrganizationCandidate): number {
  return kind * 4 + (trade > 0 ? 2 : 0) + (house > 0 ? 1 : 0);
}

/**
 * What is seen at first sight: the scripts, the end, and one unit on either side. Most candidates are ordinary words and
 * need no second look.
 *
 * @param out - receives 32-bit hashes
 * @returns how many
 */
export function nearFeatures(text: string, candidate: OrganizationCandidate, out: Int32Array): number {
  const { start, end, trade } = candidate;
  let count = 0;
  const shape = shapeOf(candidate);
  const scripts = scriptsOf(text, start, end);
  out[count++] = mix(2, shape * 16 + Math.min(12, end - start));
  out[count++] = mix(mix(4, scripts), shape);
  const [e1, e2] = [unitAt(text, end - 1), unitAt(text, end - 2)];
  const ended = mix(mix(6, e1), e2);
  out[count++] = mix(mix(5, e1), shape);
  out[count++] = ended;
  out[count++] = mix(ended, shape);
  out[count++] = mix(ended, end - start > 2 ? unitAt(text, end - 3) : 2);
  if (trade > 0) out[count++] = mixedText(11, text, end - trade, end);
  const [l1, r1] = [unitAt(text, start - 1), unitAt(text, end)];
  out[count++] = mix(15, (classOf(l1) * 16 + classOf(r1)) * 64 + shape);
  out[count++] = mix(mix(16, l1), shape);
  out[count++] = mix(mix(18, r1), shape);
  out[count++] = mix(mix(21, r1), e1);
  return count;
}

/** Scripts of the units, each run of one script once, at most six. */
function scriptsOf(text: string, start: number, end: number): number {
  let scripts = 0;
  let last = -1;
  for (let at = start; at < end; at++) {
    const own = classOf(unitIn(text, at));
    if (own === last) continue;
    last = own;
    scripts = (scripts * 16 + own) & 0xffffff;
  }
  return scripts;
}

/**
 * The rest: longer stretches on either side, words inside, beside and near.
 *
 * @param count - how many `nearFeatures` gave
 * @param view - of the whole text, by `viewOfText`
 */
export function widerFeatures(
  text: string,
  candidate: OrganizationCandidate,
  words: WordKinds,
  field: number,
  view: number,
  rule: number,
  out: Int32Array,
  first: number,
): number {
  const { kind, start, end, coreStart, coreEnd, trade, house } = candidate;
  let count = first;
  const shape = shapeOf(candidate);
  const scripts = scriptsOf(text, start, end);
  const [i1, i2, e1] = [unitAt(text, start), unitAt(text, start + 1), unitAt(text, end - 1)];
  out[count++] = mix(1, shape);
  out[count++] = mix(3, scripts);
  out[count++] = mix(mix(9, i1), i2);
  out[count++] = mix(mix(10, i1), shape);
  if (trade > 0) {
    const own = mixedText(11, text, end - trade, end);
    out[count++] = mix(own, Math.min(6, coreEnd - coreStart - trade) * 8 + kind);
    out[count++] = mix(own, scripts);
    // What stands before the trade: 西野, 総合, 市立.
    out[count++] = mixedText(12, text, start, end - trade);
    out[count++] = mix(mix(13, unitAt(text, end - trade - 1)), unitAt(text, end - trade - 2));
  }
  if (house > 0) {
    const own = mixedText(14, text, start, start + house);
    out[count++] = own;
    out[count++] = mix(own, scripts);
  }
  const [l1, l2, r1, r2] = [unitAt(text, start - 1), unitAt(text, start - 2), unitAt(text, end), unitAt(text, end + 1)];
  out[count++] = mix(mix(17, l1), l2);
  out[count++] = mix(mix(19, r1), r2);
  out[count++] = mix(mix(20, l1), r1);
  out[count++] = mix(mix(mix(22, r1), r2), e1);
  let left = mix(31, 0);
  for (let length = 1; length <= NEAR; length++) {
    left = mix(left, unitAt(text, start - length));
    if (length > 1) out[count++] = left;
    if (length <= 3) out[count++] = mix(left, shape + 1000);
    if (start - length < 0) break;
  }
  let right = mix(32, 0);
  for (let length = 1; length <= NEAR; length++) {
    right = mix(right, unitAt(text, end + length - 1));
    if (length > 1) out[count++] = right;
    if (length <= 3) out[count++] = mix(right, shape + 1000);
    if (end + length > text.length) break;
  }
  // Inside: its words, and whether it begins as a surname or a place does.
  const whole = words.of(text, start, end);
  out[count++] = mix(33, whole * 64 + shape);
  out[count++] = mixedText(34, text, start, end);
  let inside = 0;
  let parts = 0;
  for (let at = start; at < end && parts < LONGEST_INSIDE; parts++) {
    const kinds = words.longest(text, at);
    const to = Math.min(end, Math.max(at + 1, words.end));
    const cut = words.end > end ? 256 : 0;
    if (parts < 3) inside = inside * 512 + kinds + cut;
    if (to - at > 1) {
      out[count++] = mixedText(35, text, at, to);
      if (to === end) out[count++] = mix(mixedText(36, text, at, to), shape);
    }
    if (parts === 0) {
      out[count++] = mix(37, kinds * 64 + shape);
      out[count++] = mix(mix(38, kinds), scriptsOf(text, to, end));
    }
    if (to === end) out[count++] = mix(39, (kinds + cut) * 64 + shape);
    at = to;
  }
  out[count++] = mix(40, inside);
  out[count++] = mix(41, parts * 64 + shape);
  const surname = surnameAt(text, start, end);
  out[count++] = mix(42, surname * 64 + shape);
  out[count++] = mix(mix(43, surname), mixedText(36, text, start + surname, end));

  const after = words.longest(text, end);
  const afterEnd = Math.max(end + 1, words.end);
  const second = words.longest(text, afterEnd);
  const secondEnd = Math.max(afterEnd + 1, words.end);
  const before = words.before(text, start, 5);
  const beforeStart = Math.min(start - 1, words.start);
  out[count++] = mix(44, after * 64 + shape);
  out[count++] = mix(45, before * 64 + shape);
  out[count++] = mix(46, before * 256 + after);
  out[count++] = mix(47, after * 256 + second);
  const wordAfter = mixedText(48, text, end, afterEnd);
  const wordBefore = mixedText(49, text, beforeStart, start);
  out[count++] = mix(wordAfter, shape);
  out[count++] = mix(wordAfter, mixedText(50, text, afterEnd, secondEnd));
  out[count++] = mix(wordBefore, shape);
  out[count++] = mix(wordBefore, wordAfter);

  const lowest = Math.max(0, start - AROUND);
  for (let at = lowest; at + 1 < start; at++) out[count++] = mix(mix(51, unitAt(text, at)), unitAt(text, at + 1));
  const highest = Math.min(text.length, end + AROUND);
  for (let at = end; at + 1 < highest; at++) out[count++] = mix(mix(52, unitAt(text, at)), unitAt(text, at + 1));
  for (let at = Math.max(0, start - WORDS_NEAR); at < start; ) {
    const to = words.longest(text, at) !== 0 && words.end <= start ? words.end : at + 1;
    if (to - at > 1) out[count++] = mixedText(53, text, at, to);
    at = to;
  }
  for (let at = end; at < Math.min(text.length, end + WORDS_NEAR); ) {
    const to = words.longest(text, at) !== 0 ? words.end : at + 1;
    if (to - at > 1) out[count++] = mixedText(54, text, at, to);
    at = to;
  }
  out[count++] = mix(58, rule);
  out[count++] = mix(mix(59, rule), shape);
  out[count++] = mix(mix(60, rule), before * 256 + after);
  out[count++] = mix(55, field);
  out[count++] = mix(56, view);
  for (let bit = 0; bit < 10; bit++) if ((view >> bit) & 1) out[count++] = mix(57, bit * 64 + shape);
  return count;
}

/** Units of the longest surname of at least two that it begins with. */
function surnameAt(text: string, start: number, end: number): number {
  const { surnames } = nameTries();
  let node = UnitTrie.ROOT as number;
  let longest = 0;
  for (let at = start; at < end && at - start < 4; at++) {
    node = surnames.next(node, unitIn(text, at));
    if (node < 0) break;
    if (at > start && surnames.valueOf(node) !== UnitTrie.NONE) longest = at + 1 - start;
  }
  return longest;
}
