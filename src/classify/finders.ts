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

  /** Candidates in order of the recognizers. */
  find(scan: Scan, found: (index: number, candidate: Candidate) => void): void {
    const { cues, groups } = scan;
    const finders = this.#finders;
    for (let at = 0; at < finders.length; at++) {
      const { index, find, reads } = finders[at]!;
      const hits = cues[index] ?? (wanted(reads, groups.length) ? NO_HITS : undefined);
      if (hits === undefined) continue;
      const candidates = find(scan, hits);
      for (let one = 0; one < candidates.length; one++) found(index, candidates[one]!);
    }
  }
}

function wanted(reads: Recognizer['reads'], groups: number): boolean {
  return reads === 'text' || (reads === 'digits' && groups > 0);
}
