import type { FaultWording } from '../../documents/agreed/definition.js';
import type { Check } from '../doctor/check.js';
import type { OpenCatalogue } from '../open-catalogue.js';

/**
 * How a control stands in this workspace. `met`: everything a source asks for was seen. `partly`: some of it.
 * `not-done`: nothing of it was seen. `to-check`: only a person can tell.
 */
export type Standing = 'met' | 'partly' | 'not-done' | 'to-check';

/** English for programs, Japanese for people. No personal value in either. */
export type Words = readonly [english: string, japanese: string];

export interface Evidence {
  /** When what is said was so, RFC 3339. */
  at: string;
  words: Words;
}

/** What one source saw for one control. */
export interface Sighting {
  control: string;
  standing: Standing;
  evidence: Evidence[];
  /** What somebody still has to do. Empty only where `met`. */
  missing: Words[];
}

/** What sources may read: the configuration, the catalogue, and what was looked at once for all of them. */
export interface Workroom extends OpenCatalogue {
  /** Folder of the program, where what is delivered beside it lies. */
  program: string;
  /** Japanese of fault codes, as the screen shows them: agreed documents repeat it. */
  faultWording: FaultWording;
  /** The lines of `doctor`, looked at now. */
  checks(): Promise<readonly Check[]>;
}

/**
 * One kind of evidence. It only reads, tells what is there and guesses nothing; a new one is its file and one line in
 * `sources.ts`. Several may speak of one control: their sightings are joined.
 */
export interface EvidenceSource {
  id: string;
  /** What it speaks of. */
  controls: readonly string[];
  look(room: Workroom): Promise<Sighting[]>;
}

/** All that the sources saw of one control. What nobody spoke of is not done. */
export function joined(control: string, sightings: readonly Sighting[]): Sighting {
  const own = sightings.filter((one) => one.control === control);
  return {
    control,
    standing: joinedStanding(own.map(({ standing }) => standing)),
    evidence: own.flatMap(({ evidence }) => evidence).sort((a, b) => b.at.localeCompare(a.at)),
    missing: own.flatMap(({ missing }) => missing),
  };
}

function joinedStanding(all: readonly Standing[]): Standing {
  const [first = 'not-done'] = all;
  if (all.every((one) => one === first)) return first;
  const none = (...standings: Standing[]): boolean => !all.some((one) => standings.includes(one));
  // What is not known may be all that is missing; where nothing else was seen, it shows nothing.
  if (none('partly', 'not-done')) return 'to-check';
  return none('partly', 'met') ? 'not-done' : 'partly';
}

/** What takes the place of sightings of a source that could not look. @param code - of what stopped it */
export function unseen({ id, controls }: EvidenceSource, code: string): Sighting[] {
  const words: Words = [`${id} could not be looked at: ${code}`, `証跡（${id}）を読み取れませんでした（${code}）`];
  return controls.map((control) => ({ control, standing: 'to-check', evidence: [], missing: [words] }));
}

/** A sighting whose standing follows from what was seen and what is missing. */
export function sighting(
  control: string,
  evidence: Evidence[],
  missing: Words[],
  seen = evidence.length > 0,
): Sighting {
  const standing = missing.length === 0 && seen ? 'met' : seen ? 'partly' : 'not-done';
  return { control, standing, evidence, missing };
}
