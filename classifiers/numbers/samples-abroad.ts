import { Closing } from '../../src/text/edge-pattern.js';

/** ví dụ AB12345678CD, por ejemplo …, e.g. …: that a value only shows what one looks like, in the languages of notices. */
const SAMPLE = new Closing(
  /(?:[Vv]í dụ|VD|[Ee]jemplo|[Ee]j\.|[Ee]xemplo|[Ee]x\.|[Ee]xample|[Ee]\.g\.|[Cc]ontoh|[Hh]alimbawa|例如|比如|예시|예|उदाहरण|ตัวอย่าง|[Bb]eispiel|z\. ?B\.)(?: ?(?:là|is|de|do|:|,|\(|「|"|“))? {0,2}["「“]?$/,
  16,
);

/** Whether the number at `start` is said to be an example in another language than Japanese. */
export function isSampleAbroad(text: string, start: number): boolean {
  return SAMPLE.test(text, start);
}
