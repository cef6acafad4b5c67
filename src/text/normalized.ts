/**
 * Text as the recognizers see it: full-width ASCII, hyphen-likes and the like folded one UTF-16 code unit to one, so
 * an offset in `text` is the same offset in `original`.
 */
export interface Normalized {
  original: string;
  text: string;
}
