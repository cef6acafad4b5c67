import { forgetTexts } from '../text/last-text.js';
import { Finders } from './finders.js';
import { Judges } from './judges.js';
import type { FoundNumber } from './numbers/near-numbers.js';
import { NumberFinder } from './numbers/numbers.js';
import { digitsWithin, saidAgain } from './numbers/said-again.js';
import type { Candidate, Recognizer } from './recognizer.js';
import type { Scan } from './scan.js';
import { bandOf, LIKELY } from './score/confidence.js';
import type { Explanation } from './score/explanation.js';
import { scoreOf } from './score/score.js';

/** A text of a group, and what was found in it so far. */
interface Reading {
  scan: Scan;
  explained: Explanation[];
  /** Numbers that were found in it, for what repeats them. */
  numbers: FoundNumber[];
}

/**
 * All rules over a group of texts, each rule over all of them before the next begins. Code and tables of all rules are
 * many times what the processor keeps at hand: text by text, it would mostly wait for them.
 */
export class GroupReader {
  readonly #recognizers: readonly Recognizer[];
  readonly #numbers: NumberFinder;
  readonly #finders: Finders;
  readonly #judges: Judges;
  readonly #ruleNames: readonly Map<string, string>[];
  /** The text that is being looked at. */
  #reading: Reading | undefined;

  constructor(recognizers: readonly Recognizer[]) {
    this.#recognizers = recognizers;
    this.#numbers = new NumberFinder(recognizers);
    this.#finders = new Finders(recognizers);
    this.#judges = new Judges(recognizers);
    this.#ruleNames = recognizers.map(() => new Map());
  }

  /** Candidates of each text, scored. The same whatever texts are in the group. */
  read(scans: readonly Scan[]): Explanation[][] {
    const readings = scans.map((scan): Reading => ({ scan, explained: [], numbers: [] }));
    const take = this.#take;
    try {
      for (const reading of readings) {
        this.#reading = reading;
        this.#numbers.find(reading.scan, take);
      }
      this.#finders.find(readings, this.#turnTo, take);
      for (const reading of readings) this.#takeSaidAgain(reading);
      for (const reading of readings) {
        const { scan, explained, numbers } = reading;
        const ofRules = numbers.length;
        this.#reading = reading;
        this.#judges.judge(scan, explained, take);
        // What repeats a number may be told where nothing around it says so, and only the judge knew the number.
        if (numbers.length > ofRules) this.#takeSaidAgain(reading);
      }
    } finally {
      // Nothing of a text stays here.
      this.#reading = undefined;
      forgetTexts();
    }
    return readings.map(({ explained }) => explained);
  }

  readonly #turnTo = (reading: Reading) => {
    this.#reading = reading;
  };

  /** One function for all texts takes what is found. */
  readonly #take = (index: number, candidate: Candidate) => {
    const { scan, explained, numbers } = this.#reading!;
    const recognizer = this.#recognizers[index]!;
    const { score, base, context, word, check } = scoreOf(scan, recognizer, index, candidate);
    if (score <= 0) return;
    const explanation: Explanation = {
      type: recognizer.type,
      start: candidate.start,
      end: candidate.end,
      rule: this.#ruleName(index, candidate.rule),
      score: Math.round(score * 1000) / 1000,
      base,
      context,
      word,
      check,
      band: bandOf(score),
      outcome: score < LIKELY ? 'weak' : 'reported',
    };
    if (score >= LIKELY && recognizer.digits !== undefined) {
      const { start, end, digits = digitsWithin(scan, start, end) } = candidate;
      numbers.push({ index, start, end, digits });
    }
    if (!candidate.pieces) explained.push(explanation);
    else for (const { start, end } of candidate.pieces) explained.push({ ...explanation, start, end });
  };

  #takeSaidAgain(reading: Reading): void {
    const { scan, explained, numbers } = reading;
    if (numbers.length === 0) return;
    this.#reading = reading;
    const taken = explained.filter(({ outcome }) => outcome === 'reported');
    const count = numbers.length;
    saidAgain(scan, numbers, taken, this.#take);
    // What repeats a number is none that others repeat: how far that goes would depend on whether this is asked again.
    numbers.length = count;
  }

  #ruleName(index: number, rule: string): string {
    let name = this.#ruleNames[index]!.get(rule);
    if (name === undefined) {
      name = `${this.#recognizers[index]!.name}/${rule}`;
      this.#ruleNames[index]!.set(rule, name);
    }
    return name;
  }
}
