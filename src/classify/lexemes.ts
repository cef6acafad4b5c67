import { foldedWord } from '../text/fold.js';
import { WordFinder } from '../text/word-finder.js';
import { MAX_DIGITS, totalsOf } from './numbers.js';
import type { CueHit, Recognizer } from './recognizer.js';

/** What one word means to the recognizers. */
export interface Lexeme {
  /** Whose cue it is, by position in the list of recognizers, and which of its cues. */
  cueOf: { recognizer: number; cue: number }[];
  /** 1 for each recognizer, by its position, that has it as context, as label of something else, as topic. */
  contextOf: Uint8Array;
  notAfterOf: Uint8Array;
  topicOf: Uint8Array;
  /** 1 for each length of the numbers it labels: digits of another length are not what it is about. */
  totals: Uint8Array;
  /** Whether it is a label to any recognizer, or only a cue. */
  isLabel: boolean;
}

/** A label or context word in the text. */
export interface LabelHit {
  start: number;
  end: number;
  word: string;
  lexeme: Lexeme;
}

export interface FoundWords {
  /** Cue hits per recognizer, in order; undefined where there is none. */
  cues: readonly (readonly CueHit[] | undefined)[];
  /** In order of start. */
  labels: readonly LabelHit[];
}

const SHORTEST_KEY = 4;

/** A process makes a detector each time it opens a workspace, of the same recognizers: their words are gathered once. */
const gathered = new WeakMap<readonly Recognizer[], Lexemes>();

export function lexemesOf(recognizers: readonly Recognizer[]): Lexemes {
  const known = gathered.get(recognizers) ?? new Lexemes(recognizers);
  gathered.set(recognizers, known);
  return known;
}

const NO_LABELS: readonly LabelHit[] = Object.freeze([]);

/** All words of all recognizers in one finder, so that a text is read once for them. */
export class Lexemes {
  readonly #finder: WordFinder;
  readonly #lexemes: Lexeme[] = [];
  readonly #nothing: FoundWords;

  constructor(recognizers: readonly Recognizer[]) {
    this.#nothing = { cues: recognizers.map(() => undefined), labels: NO_LABELS };
    const words: string[] = [];
    const known = new Map<string, Lexeme>();
    const lexemeOf = (raw: string): Lexeme => {
      const word = foldedWord(raw);
      let lexeme = known.get(word);
      if (!lexeme) {
        lexeme = emptyLexeme(recognizers.length);
        known.set(word, lexeme);
        words.push(word);
        this.#lexemes.push(lexeme);
      }
      return lexeme;
    };
    recognizers.forEach((recognizer, index) => {
      recognizer.cues?.forEach((word, cue) => {
        for (const form of formsOf(word)) lexemeOf(form).cueOf.push({ recognizer: index, cue });
      });
      for (const word of [...(recognizer.context ?? []), ...keysOf(recognizer)].flatMap(formsOf)) {
        const lexeme = lexemeOf(word);
        lexeme.contextOf[index] = 1;
        for (const total of totalsOf(recognizer.digits)) lexeme.totals[total] = 1;
        lexeme.isLabel = true;
      }
      for (const [list, part] of [
        [recognizer.notAfter, 'notAfterOf'],
        [recognizer.topics, 'topicOf'],
      ] as const)
        for (const word of (list ?? []).flatMap(formsOf)) {
          const lexeme = lexemeOf(word);
          lexeme[part][index] = 1;
          lexeme.isLabel = true;
        }
    });
    this.#finder = new WordFinder(words);
  }

  /** @param wantsLabels - whether labels are noted besides cues */
  find(text: string, wantsLabels: boolean): FoundWords {
    const finder = this.#finder;
    const count = finder.read(text);
    if (count === 0) return this.#nothing;
    const cues = this.#nothing.cues.slice() as (CueHit[] | undefined)[];
    let labels = NO_LABELS as LabelHit[];
    for (let hit = 0; hit < count; hit++) {
      const word = finder.hitWords[hit]!;
      const start = finder.hitStarts[hit]!;
      const end = start + finder.lengths[word]!;
      const lexeme = this.#lexemes[word]!;
      const { cueOf } = lexeme;
      for (let at = 0; at < cueOf.length; at++) {
        const { recognizer, cue } = cueOf[at]!;
        const list = cues[recognizer];
        if (list === undefined) cues[recognizer] = [{ cue, start, end }];
        else list.push({ cue, start, end });
      }
      if (!wantsLabels || !lexeme.isLabel) continue;
      if (labels === NO_LABELS) labels = [];
      labels.push({ start, end, word: finder.words[word]!, lexeme });
    }
    return { cues, labels };
  }
}

/** A word, and as half-width katakana gives it, whose sound marks are units of their own: テ゛ンワ. */
function formsOf(word: string): readonly string[] {
  if (!/[ガ-ドバ-ポヴ]/.test(word)) return [word];
  const apart = word.replace(/[ァ-ヴ]/g, (unit) =>
    unit.normalize('NFD').replace('\u3099', '゛').replace('\u309a', '゜'),
  );
  return apart === word ? [word] : [word, apart];
}

/** Names of fields that stand in a text itself, as in `"juki":"…"`; shorter ones are parts of other words. */
function keysOf({ fields, digits }: Recognizer): readonly string[] {
  return digits && fields ? fields.filter((word) => word.length >= SHORTEST_KEY) : [];
}

function emptyLexeme(recognizers: number): Lexeme {
  return {
    cueOf: [],
    contextOf: new Uint8Array(recognizers),
    notAfterOf: new Uint8Array(recognizers),
    topicOf: new Uint8Array(recognizers),
    totals: new Uint8Array(MAX_DIGITS + 1),
    isLabel: false,
  };
}
