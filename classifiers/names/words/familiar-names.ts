import { Closing, Opening } from '../../../src/text/edge-pattern.js';

/** Score of a name that is called so: its record decides whether it is a person's. */
const CALLED_SO = 0.55;
const FAMILIAR = new Opening(/^ ?(?:くん|君|ちゃん|姫)/, 4);
const QUOTE_OPENS = new Closing(/[「『“"][^「」『』“”"。、\n]{0,8}$/, 9);
const QUOTE_CLOSES = new Opening(/^ ?(?:さん|くん|君|ちゃん|姫)[^「」『』“”"。、\n]{0,8}[」』”"]/, 14);

/**
 * The score of a name before a title, by where it stands: 太郎ちゃん and 「となりの太郎さん」 are said of mascots, goods,
 * songs and pets as they are of people. 様 and 先生 are said of people.
 */
export function titledScore(text: string, start: number, end: number, score: number): number {
  const isCalledSo = FAMILIAR.test(text, end) || (QUOTE_CLOSES.test(text, end) && QUOTE_OPENS.test(text, start));
  return isCalledSo ? Math.min(score, CALLED_SO) : score;
}
