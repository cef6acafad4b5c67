import { firstFrom } from '../../text/windows.js';
import type { InformationType } from '../finding.js';
import { levelOfRecord, type Policy } from '../policy.js';
import type { DoubtSpec, Recognizer } from '../recognizer.js';
import { bandOf, LIKELY } from '../score/confidence.js';
import type { Explanation } from '../score/explanation.js';
import { withoutOverlap } from '../score/overlap.js';
import { BesidePerson, MOST_FIELDS, REACH } from './beside-person.js';
import type { TextInContext } from './record-parts.js';

/** Score of what was too doubtful until the rest of the record had its say, and of what it spoke against. */
const RAISED = LIKELY;
const LOWERED = 0.49;
/** Units from a finding that only counts beside another to the one it belongs to. */
const REACH_OF_COMPANY = 4;
const NOBODY = 'nobody in the record';

/** Which findings are only as good as their record. */
interface Hanging {
  has(one: Explanation): boolean;
}

/**
 * What the findings of a record say of each other. First numbers without a label are raised beside somebody; then it
 * settles what is doubtful by itself by the rest of its record: 「守口」 among places is hardly a name where nothing else
 * tells of anybody, and hardly anything else beside somebody's telephone number. Where the record has the level without
 * it, a miss would be the worse mistake, and a false finding changes nothing; where it alone would raise the record, the
 * recognizer says whether such a record tells of anybody.
 */
export class RestOfRecord {
  readonly #policy: Policy;
  readonly #besidePerson: BesidePerson;
  readonly #doubts = new Map<InformationType, DoubtSpec>();

  constructor(recognizers: readonly Recognizer[], policy: Policy) {
    this.#policy = policy;
    this.#besidePerson = new BesidePerson(recognizers);
    const doubtful = recognizers.flatMap(({ type, doubt }) => (doubt ? [{ type, doubt }] : []));
    // Those that their record may raise say in their score whether they hang on it: quickly told, so asked first.
    doubtful.sort((one, other) => one.doubt.beside - other.doubt.beside);
    for (const { type, doubt } of doubtful) this.#doubts.set(type, doubt);
  }

  /**
   * @param fields - what was seen in each field of one record, in order of start; changed in place
   * @param texts - of these fields, in their order
   */
  settle(fields: readonly (readonly Explanation[])[], texts: readonly TextInContext[]): void {
    this.#besidePerson.raise(fields);
    const hanging = this.#hangingIn(fields, texts);
    const raises = this.#hasWaiting(fields, hanging);
    this.#settleAlone(fields, texts, hanging);
    if (!raises) return;
    const certain = fields.map((seen) => seen.filter(({ outcome }) => outcome === 'reported'));
    for (const [at, seen] of fields.entries()) {
      const waiting = seen.filter((one) => this.#waits(one));
      if (waiting.length > 0) this.#raise(waiting, seen, at, certain);
    }
  }

  /** Lowers what alone would raise the record, where the record tells of nobody. */
  #settleAlone(fields: readonly (readonly Explanation[])[], texts: readonly TextInContext[], hanging: Hanging): void {
    const reported = fields.flatMap((seen) => seen.filter(({ outcome }) => outcome === 'reported'));
    if (this.#hasLevelAnyway(reported, hanging)) return;
    const open = reported.filter((one) => hanging.has(one));
    if (open.length === 0) return;
    const certain = [
      ...reported.filter((one) => !hanging.has(one)),
      ...fields.flatMap((seen) => seen.filter((one) => this.#isCovered(one, seen, hanging))),
    ];
    const without = levelOfRecord(this.#policy, certain);
    const lowered = new Set<InformationType>();
    for (const type of new Set(open.map((one) => one.type))) {
      if (
        without >=
        levelOfRecord(
          this.#policy,
          open.filter((one) => one.type === type),
        )
      )
        continue;
      const seen = fields.map((all) => all.filter((one) => one.type === type && isOpen(one, hanging)));
      const read = fields.map((_, at) => texts[at]!.text);
      const names = fields.map((_, at) => texts[at]!.context?.fieldName);
      // Where one type has a say for it, the record has the level without the others.
      if (this.#doubts.get(type)!.tells(read, seen, names)) return;
      lowered.add(type);
    }
    if (lowered.size === 0) return;
    for (const one of open) if (lowered.has(one.type)) lower(one);
    for (const seen of fields) {
      this.#lowerCompany(seen);
      settleOverlaps(seen, lowered, hanging);
    }
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

  /** 山田様 found by its title, where the model is still surer of the same name: it counts all the same. */
  #isCovered(one: Explanation, seen: readonly Explanation[], hanging: Hanging): boolean {
    if (one.outcome !== 'overlapped' || one.score < LIKELY || !this.#doubts.has(one.type) || hanging.has(one))
      return false;
    return within(seen, one.start - REACH, one.end).some(
      (other) => other.outcome === 'reported' && other.type === one.type && other.end > one.start && hanging.has(other),
    );
  }

  /** A postal code belongs to the address right behind it, and is nobody's where that is: by itself it counts for nothing. */
  #lowerCompany(seen: readonly Explanation[]): void {
    for (const one of seen)
      if (
        one.outcome === 'reported' &&
        this.#policy.types[one.type]?.counts === 'with-another' &&
        within(seen, one.end, one.end + REACH_OF_COMPANY).some(({ word }) => word === NOBODY)
      )
        lower(one);
  }

  /** Whether the record has the level of all its doubtful findings by one that is not: what no doubt touches is seen first. */
  #hasLevelAnyway(reported: readonly Explanation[], hanging: Hanging): boolean {
    const doubtful = reported.filter(({ type }) => this.#doubts.has(type));
    if (doubtful.length === 0) return true;
    const top = levelOfRecord(this.#policy, doubtful);
    const others = reported.filter(({ type }) => !this.#doubts.has(type));
    if (levelOfRecord(this.#policy, others) >= top) return true;
    for (const type of this.#doubts.keys())
      if (doubtful.some((one) => one.type === type && !hanging.has(one) && levelOfRecord(this.#policy, [one]) >= top))
        return true;
    return false;
  }

  /** Whether something waits for its record to raise it, in one that anything hangs on. */
  #hasWaiting(fields: readonly (readonly Explanation[])[], hanging: Hanging): boolean {
    const waiting = fields.flatMap((seen) => seen.filter((one) => this.#waits(one)));
    if (waiting.length === 0) return false;
    return [waiting, ...fields].some((seen) => seen.some((one) => isOpen(one, hanging)));
  }

  /** Asks of each only when its answer matters, and once. */
  #hangingIn(fields: readonly (readonly Explanation[])[], texts: readonly TextInContext[]): Hanging {
    const known = new Map<Explanation, boolean>();
    let textOf: Map<Explanation, string> | undefined;
    return {
      has: (one) => {
        const doubt = this.#doubts.get(one.type);
        if (!doubt) return false;
        let hangs = known.get(one);
        if (hangs === undefined) {
          textOf ??= new Map(fields.flatMap((seen, at) => seen.map((each) => [each, texts[at]!.text] as const)));
          hangs = doubt.hangs(one, textOf.get(one)!);
          known.set(one, hangs);
        }
        return hangs;
      },
    };
  }

  /** What was weak by itself: what its record spoke against stays so, as only it would raise it. */
  #waits(one: Explanation): boolean {
    return one.outcome === 'weak' && one.score >= (this.#doubts.get(one.type)?.beside ?? 1) && one.word !== NOBODY;
  }
}

function isOpen(one: Explanation, hanging: Hanging): boolean {
  return (one.outcome === 'reported' || one.outcome === 'weak') && hanging.has(one);
}

/** What was lowered stands over nothing any more. */
function settleOverlaps(seen: readonly Explanation[], lowered: ReadonlySet<InformationType>, hanging: Hanging): void {
  const overlapped = seen.filter((one) => one.outcome === 'overlapped' && !(lowered.has(one.type) && hanging.has(one)));
  if (overlapped.length === 0) return;
  const others = seen.filter(({ outcome }) => outcome === 'reported' || outcome === 'allowed');
  const kept = new Set(withoutOverlap([...others, ...overlapped]));
  for (const one of others) if (one.outcome === 'reported' && !kept.has(one)) one.outcome = 'overlapped';
  for (const one of overlapped) if (kept.has(one)) one.outcome = 'reported';
}

function lower(one: Explanation): void {
  one.score = LOWERED;
  one.band = bandOf(LOWERED);
  one.outcome = 'weak';
  one.word = NOBODY;
}

/** Those that begin from `from` up to `to`, of findings in order of start: a long text holds many. */
function within(findings: readonly Explanation[], from: number, to: number): readonly Explanation[] {
  const first = firstFrom(findings, from);
  return findings.slice(first, firstFrom(findings, to));
}
