import { Fault } from '../base/fault.js';
import type { Finding, InformationType } from './finding.js';
import type { Joins } from './record/joined-parts.js';
import type { Scan } from './scan.js';
import type { Explanation } from './score/explanation.js';

/** A place that may be a finding, before context, overlap and the allow-list have had their say. */
export interface Candidate {
  start: number;
  end: number;
  /** Last part of the rule's name: `labelled` in `phone-number/labelled`. */
  rule: string;
  /** 0–1, by shape alone; or complete when `settled`. */
  score: number;
  /** The digits a check or a type-specific rule looks at. */
  digits?: string;
  /** Where it is cut by the other speaker or told in pieces: each piece is a finding. */
  pieces?: readonly { start: number; end: number }[] | undefined;
  /** The recognizer has already weighed the context; the score stands. */
  settled?: boolean;
  /** For the explanation: the word or trait that decided. */
  because?: string;
}

/** One of a recognizer's own cues in the text. */
export interface CueHit {
  /** Its position in `cues`. */
  cue: number;
  start: number;
  end: number;
}

/**
 * Looks once more at a text when all rules have seen it, and may add what they did not find.
 *
 * @param seen - what the rules found and what was too weak for them, in no order
 * @param positions - of the recognizers that name this judge, by their types: no other may be given to `take`
 */
export type Judge = (
  scan: Scan,
  seen: readonly Explanation[],
  positions: ReadonlyMap<InformationType, number>,
  take: (position: number, candidate: Candidate) => void,
) => void;

/** A rule that no table holds. It looks only around cues, digit groups and marks, so it stays linear. */
export type Find = (scan: Scan, hits: readonly CueHit[]) => readonly Candidate[];

/** All that a recognizer finds by, in order. */
export function findsOf({ find = [] }: Pick<RecognizerSpec, 'find'>): readonly Find[] {
  return typeof find === 'function' ? [find] : find;
}

/** What a `find` gives for the many texts in which it sees at once that there is nothing. */
export const NO_CANDIDATES: readonly Candidate[] = Object.freeze([]);

/** Candidates of several rules in one list; no new one where at most one rule found any, as in most texts. */
export function together(one: readonly Candidate[], other: readonly Candidate[]): readonly Candidate[] {
  return other.length === 0 ? one : one.length === 0 ? other : [...one, ...other];
}

export interface DigitsSpec {
  /** Group lengths as written with separators; `[4, 4, 4]`. Digits without separators pass by their sum. */
  groups: readonly (readonly number[])[];
  /** Further totals that pass only without separators or as spoken. */
  lengths?: readonly number[];
  /** Score of the shape alone. */
  score: number;
  /** Score without any separator, where that is weaker. */
  plainScore?: number;
  /** Hardly anything else is written so: its label may stand farther off, as the topic of the text. */
  distinctive?: boolean;
  /** Written in its groups it is itself, even behind the label of another number of as many digits. */
  tellingGroups?: boolean;
  /** Its digits are sometimes grouped as the writer likes, even where its shape says little. */
  regroups?: boolean;
  /**
   * Written so, it is likely enough without any label where the record tells of a person (or a firm), or where words of
   * its subject stand `near`: within `ALONE_REACH` units.
   */
  alone?: { as: RegExp; beside: readonly InformationType[]; near?: RegExp };
  /** Letters that must stand directly before, e.g. two capitals; part of the finding. At most `MAX_LETTERS`. */
  prefix?: RegExp;
  /** Letters that may stand directly before without being part of it: the T of a registration number. */
  leads?: RegExp;
  /** Letters that must stand directly after. */
  suffix?: RegExp;
}

/** What becomes of findings that are doubtful by themselves. */
export interface DoubtSpec {
  /** Score from which one counts in a record that has its level without it. */
  beside: number;
  /**
   * Whether a finding is only as good as its record.
   *
   * @param text - the finding stands in it
   */
  hangs: (finding: Finding, text: string) => boolean;
  /**
   * Whether a record that only such findings would raise tells of anybody.
   *
   * @param texts - of the record, in their order
   * @param found - in each of these texts those of this type that hang on the record, also the weak ones
   * @param names - of the fields with these texts
   */
  tells: (
    texts: readonly string[],
    found: readonly (readonly Finding[])[],
    names: readonly (string | undefined)[],
  ) => boolean;
}

/** A label that was found in a text, and where it stands there. */
export interface LabelWord {
  word: string;
  start: number;
  end: number;
}

/** What a recognizer declares; everything but `type`, `source` and `examples` is optional. */
export interface RecognizerSpec {
  type: InformationType;
  /** Law, standard or publication the format is from. */
  source: string;
  digits?: DigitsSpec;
  /** Words whose occurrences are handed to `find`; all recognizers' words are found in one pass. */
  cues?: readonly string[];
  /** Where there are several, each looks at all texts of a group before the next. */
  find?: Find | readonly Find[];
  /** What `find` looks at besides its cues; without them it is called only where a cue was found. */
  reads?: 'digits' | 'text';
  /** Labels and words that raise the score, as raw substrings of normalised text. */
  context?: readonly string[];
  /** Words of the subject a text is about: they help a distinctive number whose check digit holds, and no other. */
  topics?: readonly string[];
  /** Words that count as context only in a field's name (`phone`, `tel`). */
  fields?: readonly string[];
  /** Without a context word there is no finding. */
  needsContext?: boolean;
  /** Labels of something else: directly before the value they rule it out. */
  notAfter?: readonly string[];
  /** Whether such a word labels the number that begins at `at`, and is not what the sentence is about; all do without it. */
  labelsOther?: (text: string, word: LabelWord, at: number) => boolean;
  /** Units and the like that directly follow what is no such value. */
  notBefore?: readonly string[];
  /** Check digits and prefix tables. A failing check leaves a labelled value at a lower score and drops the rest. */
  check?: (digits: string) => boolean;
  /** Shapes no label can save: these are not that number at all. */
  impossible?: (digits: string) => boolean;
  /** Why a value is nobody's personal one here, such as the number of a public office; undefined when it may be. */
  veto?: (scan: Scan, candidate: Candidate) => string | undefined;
  /** A value found for certain makes weak candidates that begin it certain enough: 畑中さん … 畑中が. */
  echoes?: boolean;
  /** Whether two findings beside each other are one value. */
  joins?: Joins;
  /** Where a finding is doubtful by itself, and the rest of its record decides. */
  doubt?: DoubtSpec;
  /** Called once for all recognizers that name it. */
  judge?: Judge;
  /** Names of the word lists it reads; their content is part of the detector's version. */
  lexicons?: readonly string[];
  /** A whole value each; `hits` are found with this type, `misses` are not. */
  examples: { hits: readonly string[]; misses: readonly string[] };
}

export interface Recognizer extends RecognizerSpec {
  /** `MY_NUMBER` → `my-number`; first part of its rules' names. */
  name: string;
}

/** All parts in one order, also those that are missing: the engine asks for them all the time, and of objects of one shape they are found faster. */
function inOneShape(spec: RecognizerSpec, name: string): { [Part in keyof Required<Recognizer>]: unknown } {
  const { type, source, digits, cues, find, reads, context, topics, fields, needsContext, notAfter, notBefore } = spec;
  const { labelsOther, check, impossible, veto, echoes, joins, doubt, judge, lexicons, examples } = spec;
  return {
    type,
    source,
    digits: digits && digitsInOneShape(digits),
    cues,
    find,
    reads,
    context,
    topics,
    fields,
    needsContext,
    notAfter,
    labelsOther,
    notBefore,
    check,
    impossible,
    veto,
    echoes,
    joins,
    doubt,
    judge,
    lexicons,
    examples,
    name,
  };
}

function digitsInOneShape(spec: DigitsSpec): { [Part in keyof Required<DigitsSpec>]: unknown } {
  const { groups, lengths, score, plainScore, distinctive, tellingGroups, regroups } = spec;
  const { alone, prefix, leads, suffix } = spec;
  return { groups, lengths, score, plainScore, distinctive, tellingGroups, regroups, alone, prefix, leads, suffix };
}

/** @throws {Fault} `bug` / `classify/bad-recognizer` when a recognizer could never find anything or proves nothing */
export function defineRecognizer(spec: RecognizerSpec): Recognizer {
  const name = spec.type.toLowerCase().replaceAll('_', '-');
  const refuse = (why: string) => new Fault('bug', 'classify/bad-recognizer', `recognizer ${name} ${why}`);
  if (!/^[A-Z][A-Z_]*$/.test(spec.type)) throw refuse('has a type that is not UPPER_CASE');
  if (!spec.digits && !spec.find) throw refuse('has neither digits nor find');
  if (spec.needsContext && !spec.context?.length) throw refuse('needs context words');
  if (spec.examples.hits.length === 0 || spec.examples.misses.length === 0) throw refuse('needs hits and misses');
  return Object.freeze(inOneShape(spec, name)) as Recognizer;
}
