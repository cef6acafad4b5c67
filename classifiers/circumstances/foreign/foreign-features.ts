import { mix, mixed } from '../../../src/classify/learned/feature-hashing.js';
import type { CueHit } from '../../../src/classify/recognizer.js';
import { cuesOf, type Scan } from '../../../src/classify/scan.js';
import { firstWithin, type Range } from '../../../src/text/windows.js';
import { CIRCUMSTANCE_TYPES } from '../rules/rules.js';
import { bareWord, type ForeignWords, foreignWords } from './foreign-words.js';

/** No sentence has more features. */
export const MOST_FOREIGN_FEATURES = 1024;
/** Once there are so many, no further word is looked at: what one word adds is never more than what is left. */
const ENOUGH = 512;
/** Units of what words of one stem begin with. */
const STEMS = [4, 6];
/** Units on either side that may say of whom the sentence speaks. */
const REACH = 200;
/** Words are counted in steps of four, up to this many. */
const MOST_STEPS = 8;

const WORD = 401;
const STEM = 402;
const PAIR = 403;
const RUN = 404;
const TERM = 405;
const LENGTH = 406;
const QUESTION = 407;
const GROUP = 408;
const GROUPS = 409;
const GROUP_AROUND = 410;
const TERM_AROUND = 411;

const WORDS = /[\p{L}\p{M}]+/gu;
/** Writings whose words are not parted by blanks, or change at their ends: judged by runs of their letters. */
const IN_RUNS = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Thai}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Lao}]/u;

/**
 * What a sentence in another language is judged by: its words and what they begin with, pairs of them; of which types it
 * holds terms; whether it speaks of its writer or of somebody near, asks or announces, and what stands around it does.
 *
 * @param out - receives hashes; `MOST_FOREIGN_FEATURES` hold them
 * @returns how many
 */
export function foreignFeatures(scan: Scan, { start, end }: Range, out: Int32Array): number {
  const { text } = scan;
  const known = foreignWords();
  const said = text.slice(start, end);
  let count = 0;
  let before = 1;
  let words = 0;
  let groups = 0;
  for (const [written] of said.matchAll(WORDS)) {
    if (count > ENOUGH) break;
    if (IN_RUNS.test(written)) {
      groups |= known.withinRun(written);
      count = addRuns(written, out, count);
      before = 1;
      words += written.length >> 1;
      continue;
    }
    const word = bareWord(written);
    groups |= known.ofWord(word);
    const here = hashOf(WORD, word, word.length);
    out[count++] = here;
    for (const length of STEMS) if (word.length > length) out[count++] = hashOf(STEM, word, length);
    out[count++] = mix(mix(here, PAIR), before);
    before = here;
    words++;
  }
  const [low, high] = [Math.max(0, start - REACH), end + REACH];
  const around = groupsIn(text.slice(low, start), known) | groupsIn(text.slice(end, high), known);
  for (let group = 0; group < known.groups; group++) {
    if ((groups >> group) & 1) out[count++] = mixed(GROUP, group);
    if ((around >> group) & 1) out[count++] = mixed(GROUP_AROUND, group);
  }
  let terms = 0;
  for (const [type, name] of CIRCUMSTANCE_TYPES.entries()) {
    const cues = cuesOf(scan, name);
    if (hasTerm(cues, start, end)) {
      out[count++] = mixed(TERM, type);
      terms = 1;
    }
    if (hasTerm(cues, low, start) || hasTerm(cues, end, high)) out[count++] = mixed(TERM_AROUND, type);
  }
  out[count++] = mixed(GROUPS, groups, terms);
  out[count++] = mixed(LENGTH, Math.min(MOST_STEPS, words >> 2));
  out[count++] = mixed(QUESTION, said.includes('?') ? 1 : 0);
  return count;
}

function hasTerm(cues: readonly CueHit[], start: number, end: number): boolean {
  return firstWithin(cues, start, end - 1) !== undefined;
}

function groupsIn(text: string, known: ForeignWords): number {
  let groups = 0;
  for (const [written] of text.matchAll(WORDS))
    groups |= IN_RUNS.test(written) ? known.withinRun(written) : known.ofWord(bareWord(written));
  return groups;
}

const LONGEST_RUN = 3;
/** Units of a run that are looked at. */
const MOST_UNITS = 150;

function addRuns(written: string, out: Int32Array, first: number): number {
  let count = first;
  const last = Math.min(written.length, MOST_UNITS);
  for (let at = 0; at < last; at++) {
    let hash = mix(RUN, written.charCodeAt(at));
    out[count++] = hash;
    for (let next = at + 1; next < Math.min(last, at + LONGEST_RUN); next++) {
      hash = mix(hash, written.charCodeAt(next));
      out[count++] = hash;
    }
  }
  return count;
}

function hashOf(kind: number, word: string, length: number): number {
  let hash = mixed(kind);
  for (let at = 0; at < length; at++) hash = mix(hash, word.charCodeAt(at));
  return hash;
}
