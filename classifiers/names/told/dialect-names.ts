import type { Candidate } from '../../../src/classify/recognizer.js';
import { holds, type Scan } from '../../../src/classify/scan.js';
import { toKatakana } from '../../../src/text/kana.js';
import { unitIn } from '../../../src/text/unit-in.js';
import { names } from '../words/name-lexicon.js';
import { isKana, isNameUnit } from '../words/runs.js';

/** What stands for です where somebody says a name in dialect: いぐちやねん, 早川だがね, 大沼だず. */
const SAID =
  /(?:や(?:ねん|けど|けんど|が(?=[、。])|けん|わ(?=[、。])|で(?=[。]))|じゃ(?:が|けん|けえ|けぇ|き(?=[、。])|けど|ども)|だ(?:が[ねや]|べ|ず(?=[、。])|わ(?=[、。])|けど|けんど|けども|ども|す(?=[、。])|っちゃ|よ(?=[、。])|ば)|ずら|どす|たい(?=[、。])|ばい(?=[、。])|っす(?=[、。])|っち(?:言|いい)|(?:いい|言い)ま(?:すねん|すねや|っせ))/g;
const ANYWHERE = /[一-龠ぁ-んァ-ヴ](?:や|じゃ|だ|ず|ど|た|ば|っ|い|言)/;
/** Somebody speaks of himself: わしゃ, うち, おら. */
const SELF =
  /(?:^|[^一-龠ぁ-ん]|(?:はい|あの|ええ|えっと))(?:うち(?:は|ら)?|わし(?:ゃあ?|は|ら)?|わて|わい|おら|おれ|おいどん|おい|俺|わたし|あたし|私|僕|こちら|こっちは)[ 、]{0,2}$|(?:名前は|[苗名]字は)[ 、]{0,2}$/;
/** The turn begins with the name. */
const OPENS =
  /(?:^|[\n「:】\]>] ?|(?:もしもし|おはようさん|こんちは|まいど|すんまへん|すまんねえ|すんません)[、。 ]{1,2})$/;
/** What a turn begins with that is no name. */
const WORDS = new Set(['ホンマ', 'ナガイ', 'アカイ', 'クロイ', 'シロイ']);
const SHORTEST = 3;
const LONGEST = 8;
const BEFORE = 12;

/** Whoever says his name in dialect: a listed surname behind "I", or an everyday one that a turn begins with. */
export function dialectNames(scan: Scan, found: Candidate[]): void {
  if (!holds(scan, ANYWHERE)) return;
  const { text } = scan;
  for (const { index: end, 0: said } of text.matchAll(SAID)) {
    const kana = isKana(unitIn(text, end - 1));
    if (!kana && !isNameUnit(unitIn(text, end - 1))) continue;
    const start = kana ? kanaStart(text, end) : kanjiStart(text, end);
    if (start === undefined) continue;
    found.push({ start, end, rule: 'dialect', score: 0.66, settled: true, because: said });
  }
}

function kanjiStart(text: string, end: number): number | undefined {
  let start = end;
  while (start > 0 && end - start <= LONGEST && isNameUnit(unitIn(text, start - 1))) start--;
  // 私井口やねん: the pronoun belongs to no name.
  if (end - start > 2 && /[私俺僕]/.test(text[start]!)) start++;
  const name = text.slice(start, end);
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const { surnames, common } = names();
  if (name.length > 1 && surnames.has(name) && SELF.test(before)) return start;
  return name.length > 1 && common.has(name) && OPENS.test(before) ? start : undefined;
}

function kanaStart(text: string, end: number): number | undefined {
  let from = end;
  while (from > 0 && end - from < LONGEST && isKana(unitIn(text, from - 1))) from--;
  const { surnameReadings, commonReadings } = names();
  for (let start = from; start <= end - SHORTEST; start++) {
    const reading = toKatakana(text.slice(start, end));
    const before = text.slice(Math.max(0, start - BEFORE), start);
    if (surnameReadings.has(reading) && SELF.test(before)) return start;
    if (commonReadings.has(reading) && OPENS.test(before) && !WORDS.has(reading)) return start;
  }
  return undefined;
}
