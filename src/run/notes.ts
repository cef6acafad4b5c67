import type { NoteCount } from './runner.js';

/** How many items have any of these notes; one item has at most one of them. */
export const countNoted = (notes: readonly NoteCount[], ...codes: readonly string[]): number =>
  notes.filter(({ code }) => codes.includes(code)).reduce((sum, { count }) => sum + count, 0);
