import { unitIn } from '../../src/text/unit-in.js';
import type { WordKinds } from '../../src/text/word-kinds.js';
import { JOINTS, LINKS } from './candidate-units.js';
import { hiraganaBefore } from './hiragana-before.js';
import { hiraganaAt } from './hiragana-candidates.js';
import { katakanaAt } from './kana-candidates.js';
import { kanjiAt } from './kanji-candidates.js';
import { latinAt } from './latin/candidates.js';
import type { Margin } from './name-lexicon.js';
import { HIRAGANA, is, KANJI, KATAKANA, LATIN, scriptOf } from './unit-traits.js';

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
  | 'hiragana'
  /** Nguyen Thi Lan, YAMADA */
  | 'latin'
  /** 遠賀野, 塚口勝美: kanji that no list holds as a surname and the dictionary as no word */
  | 'unlisted';

export const NAME_KINDS: readonly NameKind[] = [
  'surname',
  'given',
  'full',
  'spaced',
  'guessed',
  'katakana',
  'hiragana',
  'latin',
  'unlisted',
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
  /** See `name-tries.ts`. */
  traits: number;
}

export type TakeCandidate = (candidate: NameCandidate) => void;

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
      if (before === KANJI && is(unitIn(text, at), JOINTS)) continue;
      if (before !== KATAKANA) at = katakanaAt(text, at, found) - 1;
    } else if (script === HIRAGANA && (before !== HIRAGANA || is(unitIn(text, at - 1), LINKS)))
      hiraganaAt(text, at, before === HIRAGANA, words, found);
    else if (script === LATIN && before !== LATIN) at = latinAt(text, at, found) - 1;
    before = scriptOf(unitIn(text, at));
  }
}
