import { type Candidate, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import { once, type Scan } from '../../src/classify/scan.js';
import { PatternAt } from '../../src/text/pattern-at.js';
import { kindsNamed } from '../numbers/kinds-named.js';
import { spansOf } from './dictated.js';
import { LETTER_NAME, TWO_CODE_WORDS } from './letter-names.js';
import { letterAt } from './letters.js';
import { putTogether } from './put-together.js';
import { listen, type Said } from './said.js';
import { mayBeTold } from './sounds-told.js';
import { turnsApart } from './turns-apart.js';

/** Letters that may begin a number: two, with what explains them, behind a pause or the speaker. */
const FIRST_LETTERS = new PatternAt(
  new RegExp(
    `(?<![A-Za-zァ-ヴー])(?:[A-Z]|${LETTER_NAME})[の、 ・…とで]{0,2}(?=[ァ-ヴー一-龠ぁ-んA-Z「『]{0,12}(?:[A-Z]|${LETTER_NAME}))|(?<![ァ-ヴー])(?=${TWO_CODE_WORDS})`,
  ),
);
/** Places from which it is listened within so many units: letters upon letters are no numbers. */
const MOST_STARTS = 12;
const STARTS_WITHIN = 1000;
/** Units that a number may take to be told, and within which the thing is named whose number it is. */
const LONGEST_TOLD = 1500;
const NAMED_WITHIN = 400;
/** Letters alone are no number, and this many digits none that two letters begin. */
const FEWEST_DIGITS = 4;
/** The text speaks of what has a number of such letters, but is nobody's card. */
const OF_A_THING = /型番|型式|品番|製造|シリアル|リコール|回収|クーポン|商品|部品|注文|伝票|追跡|会員番号/;

/** Everything in a text that is told with letters before its digits; listened to once for all kinds. */
function letteredIn(scan: Scan): readonly (readonly Said[])[] {
  const text = turnsApart(scan.text);
  const found: (readonly Said[])[] = [];
  const starts: number[] = [];
  for (let from = 0; ; ) {
    const start = FIRST_LETTERS.next(text, from)?.index;
    if (start === undefined) break;
    const first = letterAt(text, start);
    from = start + Math.max(1, first?.length ?? 1);
    if (!first) continue;
    starts.push(start);
    if (starts.length > MOST_STARTS && start - starts.at(-1 - MOST_STARTS)! < STARTS_WITHIN) continue;
    const limit = Math.min(text.length, start + LONGEST_TOLD);
    const { said } = listen(text, start, limit, true, (aside) => OF_A_THING.test(aside));
    const digits = said.reduce((sum, { value }) => sum + value.replace(/[^0-9]/g, '').length, 0);
    if (said.length < 2 || said[0]!.start !== start || digits < FEWEST_DIGITS) continue;
    found.push(said);
  }
  return found;
}

/**
 * Numbers with letters that are told piece by piece without a word that says what they are: two letters, eight digits
 * and two letters are a residence card's, whatever is said around them.
 *
 * @param most - units of the longest whole one
 */
export function toldWithLetters(scan: Scan, whole: RegExp, most: number): readonly Candidate[] {
  if (!mayBeTold(scan, true)) return NO_CANDIDATES;
  const found: Candidate[] = [];
  let done = -1;
  for (const said of once(scan, letteredIn)) {
    if (said[0]!.start < done) continue;
    const told = putTogether(said, (value) => whole.test(value), most);
    if (!told || told.count < 2) continue;
    const [start, end] = [said[0]!.start, said[told.count - 1]!.end];
    if (OF_A_THING.test(scan.text.slice(Math.max(0, start - NAMED_WITHIN), end + NAMED_WITHIN))) continue;
    if (kindsNamed(scan.text.slice(Math.max(0, start - 60), start)).at(-1) === 'OTHER') continue;
    for (const piece of spansOf(said.slice(0, told.count))) {
      done = piece.end;
      found.push({ ...piece, rule: 'lettered', score: 0.7, settled: true, because: 'letters and digits told' });
    }
  }
  return found;
}
