import type { Candidate, CueHit, Recognizer } from './recognizer.js';
import type { Scan } from './scan.js';

type Find = NonNullable<Recognizer['find']>;

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
    this.#finders = recognizers.flatMap(({ find, reads }, index) => (find ? [{ index, find, reads }] : []));
  }

  /**
   * Candidates in order of the recognizers, of each in order of the texts.
   *
   * @param turnTo - called before each text is looked at: what is found from then on is of it
   */
  find<R extends { scan: Scan }>(
    readings: readonly R[],
    turnTo: (reading: R) => void,
    found: (index: number, candidate: Candidate) => void,
  ): void {
    for (const { index, find, reads } of this.#finders) {
      for (let text = 0; text < readings.length; text++) {
        const reading = readings[text]!;
        const { scan } = reading;
        const hits = scan.cues[index] ?? (wanted(reads, scan.groups.length) ? NO_HITS : undefined);
        if (hits === undefined) continue;
        turnTo(reading);
        const candidates = find(scan, hits);
        for (let one = 0; one < candidates.length; one++) found(index, candidates[one]!);
      }
    }
  }
}

function wanted(reads: Recognizer['reads'], groups: number): boolean {
  return reads === 'text' || (reads === 'digits' && groups > 0);
}
