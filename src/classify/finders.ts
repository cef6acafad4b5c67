import { type Candidate, type CueHit, type Find, findsOf, type Recognizer } from './recognizer.js';
import type { Scan } from './scan.js';

interface Finder {
  index: number;
  find: Find;
  /** What makes it worth calling without a cue. */
  reads: Recognizer['reads'];
}

const NO_HITS: readonly CueHit[] = [];

/** The recognizers' own rules, each called only for a text that holds what it looks at. */
export class Finders {
  readonly #finders: readonly Finder[];

  constructor(recognizers: readonly Recognizer[]) {
    this.#finders = recognizers.flatMap((recognizer, index) =>
      findsOf(recognizer).map((find) => ({ index, find, reads: recognizer.reads })),
    );
  }

  /**
   * Candidates in order of the rules, of each in order of the texts. They are handed on when the rule has seen all texts:
   * what scores them is other code, and would take the place of the rule's in the processor each time.
   *
   * @param turnTo - called before what was found in a text is handed on
   */
  find<R extends { scan: Scan }>(
    readings: readonly R[],
    turnTo: (reading: R) => void,
    found: (index: number, candidate: Candidate) => void,
  ): void {
    for (const { index, find, reads } of this.#finders) {
      const seen: { reading: R; candidates: readonly Candidate[] }[] = [];
      for (let text = 0; text < readings.length; text++) {
        const reading = readings[text]!;
        const { scan } = reading;
        const hits = scan.cues[index] ?? (wanted(reads, scan.groups.length) ? NO_HITS : undefined);
        if (hits === undefined) continue;
        const candidates = find(scan, hits);
        if (candidates.length > 0) seen.push({ reading, candidates });
      }
      for (const { reading, candidates } of seen) {
        turnTo(reading);
        for (let one = 0; one < candidates.length; one++) found(index, candidates[one]!);
      }
    }
  }
}

function wanted(reads: Recognizer['reads'], groups: number): boolean {
  return reads === 'text' || (reads === 'digits' && groups > 0);
}
