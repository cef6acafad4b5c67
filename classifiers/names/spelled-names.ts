import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { names } from './name-lexicon.js';

/** 田んぼの田に中央の中: a word, の, the character, and the next one after に, と or a comma. */
const SPELLED =
  /^(?:[^\s。、]{1,8}の([一-龠]))(?:に|と|で|、|,)[ 、]?(?:[^\s。、]{1,8}の([一-龠]))(?:(?:に|と|で|、|,)[ 、]?(?:[^\s。、]{1,8}の([一-龠])))?/;
const REACH = 40;

/** Names told character by character. The characters together must be a surname or a given name. */
export function* spelledNames({ text }: Scan, hits: readonly CueHit[]): Generator<Candidate> {
  let done = 0;
  for (const hit of hits) {
    if (text[hit.start] !== 'の' || hit.end - hit.start !== 2 || hit.start < done) continue;
    let start = hit.start;
    while (start > done && hit.start - start < 8 && !/[\s。、,「はがを:]/.test(text[start - 1]!)) start--;
    const match = SPELLED.exec(text.slice(start, start + REACH));
    if (!match) continue;
    const characters = match.slice(1).filter(Boolean).join('');
    const { surnames, givenNames } = names();
    if (!surnames.has(characters) && !givenNames.has(characters)) continue;
    // 淀の川と高い山: only に joins what is spelled, unless someone speaks of characters.
    const around = text.slice(Math.max(0, start - 40), start + match[0].length + 24);
    if (!/^[^に]{1,9}に/.test(match[0]) && !/漢字|名字|苗字|お名前|字は|字です|書き|書く|書い/.test(around)) continue;
    done = start + match[0].length;
    yield { start, end: done, rule: 'spelled', score: 0.78, settled: true, because: 'character by character' };
  }
}

/** Cues: の before each character that spells surnames most often. */
export const SPELLED_CUES = [
  ...'田山川木本村井藤野原松林中小高佐伊加渡吉橋石上西東南北大谷森池島岡竹福清水金土和平長前後内宮坂阪三五八千',
].map((character) => `の${character}`);
