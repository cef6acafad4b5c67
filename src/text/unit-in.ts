/**
 * The unit of `text` at `at`, and 0, which no text of ours has, beyond its ends. A function that once asks a string for a
 * unit that is not there is compiled anew, and from then on asks slowly.
 */
export function unitIn(text: string, at: number): number {
  return at >= 0 && at < text.length ? text.charCodeAt(at) : 0;
}
