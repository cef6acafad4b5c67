import { foldedWord } from '../text/fold.js';
import { WordFinder } from '../text/word-finder.js';
import type { InformationType } from './finding.js';
import { MAX_DIGITS, totalsOf } from './numbers/numbers.js';
import type { CueHit, Recognizer } from './recognizer.js';

/** What a label or context word means to the recognizers. */
export interface Lexeme {
  /** 1 for each recognizer, by its position, that has it as context, as label of something else, as topic. */
  contextOf: Uint8Array;
  notAfterOf: Uint8Array;
  topicOf: Uint8Array;
  /** 1 for each length of the numbers it labels: digits of another length are not what it is about. */
  totals: Uint8Array;
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
  /** By word; undefined for the many that are only cues. */
  readonly #lexemes: readonly (Lexeme | undefined)[];
  /** Whose cue a word is, and which of its cues: of word `n` from `#cueStarts[n]` to before `#cueStarts[n + 1]`. */
  readonly #cueStarts: Uint32Array;
  readonly #cueRecognizers: Uint8Array;
  readonly #cueNumbers: Uint32Array;
  readonly #nothing: FoundWords;
  /** Position of the recognizer of each type. */
  readonly positions: ReadonlyMap<InformationType, number>;

  constructor(recognizers: readonly Recognizer[]) {
    this.positions = new Map(recognizers.map(({ type }, position) => [type, position]));
    this.#nothing = { cues: recognizers.map(() => undefined), labels: NO_LABELS };
    const places = new Map<string, number>();
    const placeOf = (raw: string): number => {
      const word = foldedWord(raw);
      let place = places.get(word);
      if (place === undefined) {
        place = places.size;
        places.set(word, place);
      }
      return place;
    };
    const cues: { place: number; recognizer: number; cue: number }[] = [];
    const lexemes: (Lexeme | undefined)[] = [];
    const lexemeOf = (word: string): Lexeme => {
      const place = placeOf(word);
      lexemes[place] ??= emptyLexeme(recognizers.length);
      return lexemes[place];
    };
    recognizers.forEach((recognizer, index) => {
      recognizer.cues?.forEach((word, cue) => {
        for (const form of formsOf(word)) cues.push({ place: placeOf(form), recognizer: index, cue });
      });
      for (const word of [...(recognizer.context ?? []), ...keysOf(recognizer)].flatMap(formsOf)) {
        const lexeme = lexemeOf(word);
        lexeme.contextOf[index] = 1;
        for (const total of totalsOf(recognizer.digits)) lexeme.totals[total] = 1;
      }
      for (const word of (recognizer.notAfter ?? []).flatMap(formsOf)) lexemeOf(word).notAfterOf[index] = 1;
      for (const word of (recognizer.topics ?? []).flatMap(formsOf)) lexemeOf(word).topicOf[index] = 1;
    });
    cues.sort((one, other) => one.place - other.place);
    this.#cueStarts = startsOf(cues, places.size);
    this.#cueRecognizers = Uint8Array.from(cues, ({ recognizer }) => recognizer);
    this.#cueNumbers = Uint32Array.from(cues, ({ cue }) => cue);
    this.#lexemes = Array.from({ length: places.size }, (_, place) => lexemes[place]);
    this.#finder = new WordFinder([...places.keys()]);
  }

  /** @param wantsLabels - whether labels are noted besides cues */
  find(text: string, wantsLabels: boolean): FoundWords {
    const finder = this.#finder;
    const count = finder.read(text);
    if (count === 0) return this.#nothing;
    // Most texts hold labels alone.
    let cues = this.#nothing.cues as (CueHit[] | undefined)[];
    let labels = NO_LABELS as LabelHit[];
    for (let hit = 0; hit < count; hit++) {
      const word = finder.hitWords[hit]!;
      const start = finder.hitStarts[hit]!;
      const end = start + finder.lengths[word]!;
      for (let at = this.#cueStarts[word]!, last = this.#cueStarts[word + 1]!; at < last; at++) {
        if (cues === this.#nothing.cues) cues = this.#nothing.cues.slice() as (CueHit[] | undefined)[];
        const recognizer = this.#cueRecognizers[at]!;
        const cue = this.#cueNumbers[at]!;
        const list = cues[recognizer];
        if (list === undefined) cues[recognizer] = [{ cue, start, end }];
        else list.push({ cue, start, end });
      }
      if (!wantsLabels) continue;
      const lexeme = this.#lexemes[word];
      if (lexeme === undefined) continue;
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

/** Where the cues of each place begin in the list, which is in order of place; one more place stands for its end. */
function startsOf(cues: readonly { place: number }[], places: number): Uint32Array {
  const starts = new Uint32Array(places + 1);
  for (const { place } of cues) starts[place + 1]!++;
  for (let place = 0; place < places; place++) starts[place + 1]! += starts[place]!;
  return starts;
}

function emptyLexeme(recognizers: number): Lexeme {
  return {
    contextOf: new Uint8Array(recognizers),
    notAfterOf: new Uint8Array(recognizers),
    topicOf: new Uint8Array(recognizers),
    totals: new Uint8Array(MAX_DIGITS + 1),
  };
}
