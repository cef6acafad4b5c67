/** `covered`: kimitsu does all of it that software can; `partly`, `open`: what is missing stands in `now`. */
export type Coverage = 'covered' | 'partly' | 'open';

/** One requirement of the prefecture, and where in the project it is met. */
export interface Control {
  /** `B3-2-2` is 別紙３ section ２ item （２）. */
  id: string;
  /** Its heading in the annex, Japanese. */
  title: string;
  /** What the annex asks, in its own words. */
  asks: string;
  /** What a contractor shows for it, Japanese. */
  satisfiedBy: string;
  coverage: Coverage;
  /** What kimitsu does, and what is missing; English, for docs/controls.md. */
  now: string;
  /** Rooms or files of the code, from the project's folder. Empty only where the control is `open`. */
  code: readonly string[];
  /** Tests that name the id in a title. */
  tests: readonly string[];
  /** Pages to read. */
  documents: readonly string[];
}
