import { firstFrom } from '../text/windows.js';
import { BesidePerson, MOST_FIELDS, REACH } from './beside-person.js';
import { bandOf, LIKELY } from './confidence.js';
import type { Explanation } from './explanation.js';
import type { InformationType } from './finding.js';
import { withoutOverlap } from './overlap.js';
import { levelOfRecord, type Policy } from './policy.js';
import type { DoubtSpec, Recognizer } from './recognizer.js';

/** Score of what was too doubtful until the rest of the record had its say, and of what it spoke against. */
const RAISED = LIKELY;
const LOWERED = 0.49;

/**
 * What the findings of a record say of each other. First numbers without a label are raised beside somebody; then it
 * settles what is doubtful by itself by the rest of its record: 「守口」 among places is hardly a name where nothing else
 * tells of anybody, and hardly anything else beside somebody's telephone number. Where the record has the level without
 * it, a miss would be the worse mistake, and a false finding changes nothing; where it alone would raise the record, it
 * has to be likelier.
 */
export class RestOfRecord {
  readonly #policy: Policy;
  readonly #besidePerson: BesidePerson;
  readonly #doubts = new Map<InformationType, DoubtSpec>();

  constructor(recognizers: readonly Recognizer[], policy: Policy) {
    this.#policy = policy;
    this.#besidePerson = new BesidePerson(recognizers);
    for (const { type, doubt } of recognizers) if (doubt) this.#doubts.set(type, doubt);
  }

  /** @param fields - what was seen in each field of one record, in order of start; changed in place */
  settle(fields: readonly (readonly Explanation[])[]): void {
    this.#besidePerson.raise(fields);
    if (!fields.some((seen) => seen.some((one) => this.#isDoubtful(one)))) return;
    const certain = fields.map((seen) => seen.filter((one) => one.outcome === 'reported' && !this.#isDoubtful(one)));
    const level = levelOfRecord(this.#policy, certain.flat());
    for (const [at, seen] of fields.entries()) {
      const waiting: Explanation[] = [];
      let isLowered = false;
      for (const one of seen) {
        if (!this.#isDoubtful(one)) continue;
        const isAlone = level < levelOfRecord(this.#policy, [one]);
        if (isAlone && one.outcome === 'reported') {
          lower(one);
          isLowered = true;
        } else if (!isAlone && one.outcome === 'weak') waiting.push(one);
      }
      if (isLowered) this.#settleOverlaps(seen);
      if (waiting.length > 0) this.#raise(waiting, seen, at, certain);
    }
  }

  /** What was lowered stands over nothing any more. */
  #settleOverlaps(seen: readonly Explanation[]): void {
    const overlapped = seen.filter((one) => one.outcome === 'overlapped' && !this.#isInDoubt(one));
    if (overlapped.length === 0) return;
    const others = seen.filter(({ outcome }) => outcome === 'reported' || outcome === 'allowed');
    const kept = new Set(withoutOverlap([...others, ...overlapped]));
    for (const one of others) if (one.outcome === 'reported' && !kept.has(one)) one.outcome = 'overlapped';
    for (const one of overlapped) if (kept.has(one)) one.outcome = 'reported';
  }

  /** @param seen - in order of start, as `certain` */
  #raise(
    waiting: readonly Explanation[],
    seen: readonly Explanation[],
    at: number,
    certain: readonly (readonly Explanation[])[],
  ): void {
    const others = certain.length > MOST_FIELDS ? [] : certain.filter((_, other) => other !== at).flat();
    const elsewhere = levelOfRecord(this.#policy, others);
    const raised = waiting.filter((one) => {
      const [from, to] = [one.start - REACH, one.end + REACH];
      if (within(seen, from, one.end).some(({ outcome, end }) => outcome === 'reported' && end > one.start))
        return false;
      const level = levelOfRecord(this.#policy, [one]);
      return elsewhere >= level || levelOfRecord(this.#policy, within(certain[at]!, from, to)) >= level;
    });
    for (const one of withoutOverlap(raised)) {
      one.score = RAISED;
      one.band = bandOf(RAISED);
      one.outcome = 'reported';
      one.word = 'somebody in the record';
    }
  }

  #isDoubtful(one: Explanation): boolean {
    return (one.outcome === 'reported' || one.outcome === 'weak') && this.#isInDoubt(one);
  }

  #isInDoubt({ type, score }: Explanation): boolean {
    const doubt = this.#doubts.get(type);
    return doubt !== undefined && score < doubt.alone && score >= doubt.beside;
  }
}

function lower(one: Explanation): void {
  one.score = LOWERED;
  one.band = bandOf(LOWERED);
  one.outcome = 'weak';
  one.word = 'nobody else in the record';
}

/** Those that begin from `from` up to `to`, of findings in order of start: a long text holds many. */
function within(findings: readonly Explanation[], from: number, to: number): readonly Explanation[] {
  const first = firstFrom(findings, from);
  return findings.slice(first, firstFrom(findings, to));
}
