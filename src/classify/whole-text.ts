import { type DigitGroup, findDigitGroups } from '../text/digit-groups.js';

/** A text of which something is asked as a whole: what kind it is, or whether it holds a word anywhere. */
export interface WholeText {
  /** Normalised. */
  text: string;
  /** Digit groups of the whole text, in order. */
  groups: readonly DigitGroup[];
  /** What was asked of it once for all: answers of `holds` by pattern, of `once` by function. */
  answers: Map<RegExp | ((text: never) => unknown), unknown> | undefined;
}

/** A text that is read in pieces. Each answer is found out once for all of them, and only if it is asked for. */
export class CutText implements WholeText {
  readonly text: string;
  answers: WholeText['answers'];
  #groups: readonly DigitGroup[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get groups(): readonly DigitGroup[] {
    this.#groups ??= findDigitGroups(this.text);
    return this.#groups;
  }
}
