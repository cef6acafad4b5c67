import type { InformationType } from '../finding.js';
import type { Recognizer } from '../recognizer.js';
import { bandOf } from '../score/confidence.js';
import type { Explanation } from '../score/explanation.js';
import { withoutOverlap } from '../score/overlap.js';

/** Units between a finding and what it is judged by, in one text: a number without a label and the person it may be of. */
export const REACH = 600;
/** A record of more fields is a conversation or a table: what one field tells is not about all the others. */
export const MOST_FIELDS = 60;
const SCORE = 0.55;

/** Raises numbers without a label whose writing is telling, where the record tells of a person or firm to have them. */
export class BesidePerson {
  readonly #beside = new Map<InformationType, ReadonlySet<InformationType>>();

  constructor(recognizers: readonly Recognizer[]) {
    for (const { type, digits } of recognizers) if (digits?.alone) this.#beside.set(type, new Set(digits.alone.beside));
  }

  /** @param fields - what was seen in each field of one record; changed in place */
  raise(fields: readonly (readonly Explanation[])[]): void {
    for (let at = 0; at < fields.length; at++) {
      const seen = fields[at]!;
      if (!seen.some((one) => this.#waits(one))) continue;
      const waiting = seen.filter((one) => this.#waits(one));
      const reported = seen.filter(({ outcome }) => outcome === 'reported');
      const others = fields.length > MOST_FIELDS ? [] : fields.filter((_, other) => other !== at).flat();
      const raised = waiting.filter(
        (one) =>
          !reported.some(({ start, end }) => start < one.end && one.start < end) &&
          (reported.some((other) => this.#tells(one, other) && apart(one, other) <= REACH) ||
            others.some((other) => other.outcome === 'reported' && this.#tells(one, other))),
      );
      for (const one of withoutOverlap(raised)) {
        one.score = SCORE;
        one.band = bandOf(SCORE);
        one.outcome = 'reported';
        one.word = 'somebody in the record';
      }
    }
  }

  #waits({ type, context, outcome }: Explanation): boolean {
    return outcome === 'weak' && context === 'none' && this.#beside.has(type);
  }

  #tells(number: Explanation, { type }: Explanation): boolean {
    return this.#beside.get(number.type)!.has(type);
  }
}

function apart(one: Explanation, other: Explanation): number {
  return Math.max(one.start - other.end, other.start - one.end);
}
