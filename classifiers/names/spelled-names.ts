import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';
import { CUE, CUE_KINDS } from './cue-words.js';
import { names } from './name-lexicon.js';

/** 田んぼの田に中央の中: a word, の, the character, and the next one after に, と or a comma. */
const SPELLED =
  /^(?:[^\s。、]{1,8}の([一-龠]))(?:に|と|で|、|,)[ 、]?(?:[^\s。、]{1,8}の([一-龠]))(?:(?:に|と|で|、|,)[ 、]?(?:[^\s。、]{1,8}の([一-龠])))?/;
const REACH = 40;

/** Ends what may stand in front of a character that is spelled. */
const BREAK = UnitSet.of('[\\s。、,「はがを:]');
/** What joins one spelled character to the next. */
const JOINT = new UnitSet().add('にとで、,');
const MOST_BEFORE = 8;
const NO = 'の'.charCodeAt(0);

/** Names told character by character. The characters together must be a surname or a given name. */
export function spelledNames({ text }: Scan, hits: readonly CueHit[], found: Candidate[]): void {
  let done = 0;
  for (let at = 0; at < hits.length; at++) {
    const hit = hits[at]!;
    if ((CUE_KINDS[hit.cue]! & CUE.spelled) === 0 || hit.start < done) continue;
    let start = hit.start;
    while (start > done && hit.start - start < MOST_BEFORE && !BREAK.has(unitIn(text, start - 1))) start--;
    if (!mayBegin(text, start)) continue;
    const match = SPELLED.exec(text.slice(start, start + REACH));
    if (!match) continue;
    const characters = match.slice(1).filter(Boolean).join('');
    const { surnames, givenNames } = names();
    if (!surnames.has(characters) && !givenNames.has(characters)) continue;
    // 淀の川と高い山: only に joins what is spelled, unless someone speaks of characters.
    const around = text.slice(Math.max(0, start - 40), start + match[0].length + 24);
    if (!/^[^に]{1,9}に/.test(match[0]) && !/漢字|名字|苗字|お名前|字は|字です|書き|書く|書い/.test(around)) continue;
    done = start + match[0].length;
    found.push({ start, end: done, rule: 'spelled', score: 0.78, settled: true, because: 'character by character' });
  }
}

/** Whether the first character and its joint stand where they must: …の中に. */
function mayBegin(text: string, start: number): boolean {
  for (let at = start + 1; at <= start + MOST_BEFORE; at++)
    if (unitIn(text, at) === NO && JOINT.has(unitIn(text, at + 2))) return true;
  return false;
}
