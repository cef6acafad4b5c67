import type { InformationType } from './finding.js';
import type { Candidate, Judge, Recognizer } from './recognizer.js';
import type { Scan } from './scan.js';
import { contextOf } from './score/context.js';
import type { Explanation } from './score/explanation.js';

/** The judges that recognizers name, each with the recognizers it judges for. */
export class Judges {
  readonly #recognizers: readonly Recognizer[];
  readonly #positions = new Map<Judge, Map<InformationType, number>>();

  constructor(recognizers: readonly Recognizer[]) {
    this.#recognizers = recognizers;
    for (const [position, { type, judge }] of recognizers.entries()) {
      if (!judge) continue;
      const own = this.#positions.get(judge) ?? new Map<InformationType, number>();
      this.#positions.set(judge, own.set(type, position));
    }
  }

  /** @param seen - what the rules saw; it is read before anything is taken */
  judge(scan: Scan, seen: readonly Explanation[], take: (position: number, candidate: Candidate) => void): void {
    for (const [judge, positions] of this.#positions)
      judge(scan, seen, positions, (position, candidate) => {
        if (!isImpossible(scan, this.#recognizers[position]!, position, candidate)) take(position, candidate);
      });
  }
}

/** What no label can save, and what has the label of something else, is nothing that a judge may find. */
export function isImpossible(scan: Scan, recognizer: Recognizer, position: number, candidate: Candidate): boolean {
  return (
    recognizer.impossible?.(candidate.digits ?? '') === true ||
    contextOf(scan, recognizer, position, candidate).kind === 'other-label'
  );
}
