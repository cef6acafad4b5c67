import type { Margin } from '../words/name-lexicon.js';

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
