import { unitIn } from '../../../src/text/unit-in.js';
import type { WordKinds } from '../../../src/text/word-kinds.js';
import { latinAt } from '../latin/candidates.js';
import { HIRAGANA, is, KANJI, KATAKANA, LATIN, scriptOf } from '../words/unit-traits.js';
import { JOINTS, LINKS } from './candidate-units.js';
import { hiraganaBefore } from './hiragana-before.js';
import { hiraganaAt } from './hiragana-candidates.js';
import { katakanaAt } from './kana-candidates.js';
import { kanjiAt } from './kanji-candidates.js';
import type { TakeCandidate } from './name-candidate.js';

/**
 * Every place where the lists allow a name, and some where they do not; places overlap. In order of start, but for names
 * in hiragana that the title behind them shows, which come with that title.
 */
export function findNameCandidates(text: string, words: WordKinds, found: TakeCandidate): void {
  const length = text.length;
  let before = 0;
  let run = 0;
  for (let at = 0; at < length; at++) {
    const script = scriptOf(unitIn(text, at));
    if (before === HIRAGANA) hiraganaBefore(text, at, found);
    if (script === KANJI) {
      if (before !== KANJI) run = at;
      kanjiAt(text, at, run, words, found);
    } else if (script === KATAKANA) {
      if (before === KANJI && isJoint(text, at)) continue;
      if (before !== KATAKANA) at = katakanaAt(text, at, found) - 1;
    } else if (script === HIRAGANA && (before !== HIRAGANA || is(unitIn(text, at - 1), LINKS)))
      hiraganaAt(text, at, before === HIRAGANA, words, found);
    else if (script === LATIN && before !== LATIN) at = latinAt(text, at, found) - 1;
    before = scriptOf(unitIn(text, at));
  }
}

/** The ノ of 井ノ上, and not of 本人ノブ. */
function isJoint(text: string, at: number): boolean {
  return is(unitIn(text, at), JOINTS) && scriptOf(unitIn(text, at + 1)) !== KATAKANA;
}
