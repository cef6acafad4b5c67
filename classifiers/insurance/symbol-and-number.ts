import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import { type Cell, cellsBelow } from '../../src/classify/record/columns.js';
import { sentenceWindow } from '../../src/text/windows.js';
import { SPOKEN_DIGIT } from '../numbers/spoken-digit.js';
import { COUNTED, DIGIT } from './counted.js';
import { insuredOverTurns, numberBeforeSymbol, valueBeforeLabel } from './told-over-turns.js';

/** Units behind the label in which both values stand, with a turn of the other speaker between them. */
const REACH = 120;
/** Units around both that say whose they are. */
const AROUND = 30;
const AROUND_TURNS = 200;

const ANY_DIGIT = new RegExp(`${DIGIT}|${COUNTED}|ゼロ|ぜろ|まる|マル|${SPOKEN_DIGIT}{2}`);
const NAME = '(?:[一-龠ァ-ヴ]{1,4}|[A-Za-z]{1,4}|[一-龠][ぁ-ん])';
/** 岸ふ, み高, 浜・い: kana beside kanji, where a mark says that the name ends. */
const MIXED =
  '(?:[ぁ-ん]{1,2}[一-龠々]{1,3}|[一-龠々]{1,4}[ぁ-ん]|[一-龠々ァ-ヴぁ-ん]{1,3}・[ぁ-ん]{1,3})(?=[」』"、。/ ]|の、)';
/** 12-34, 堺・北, 堺国 12, 大い, 浜の四四, たからのゼロなな. */
const SYMBOL = `(?:(?:[ぁ-ん]{1,4}|[一-龠ァ-ヴ]{1,4})[-・][0-9]{1,4}|[0-9](?: [0-9]){2,7}|${NAME}(?:・(?:${NAME}|[ぁ-ん]{2,4})){0,2}(?: ?[0-9]{1,4}|・[0-9]{1,4}|の(?:${DIGIT}{1,6}|${SPOKEN_DIGIT}{2,6}))?|[ぁ-ん]{1,2}[0-9]{1,4}|[ぁ-ん]{2,4}の(?:${DIGIT}{1,6}|${SPOKEN_DIGIT}{2,6})|${DIGIT}{1,8}(?:[の-]${DIGIT}{1,6})?|[0-9A-Za-z]{1,8}|${SPOKEN_DIGIT}{1,6}の、?${SPOKEN_DIGIT}{1,6}|${SPOKEN_DIGIT}{2,8}|${MIXED})`;
const NUMBER = `(?:${COUNTED}|[0-9](?: [0-9]){2,7}|${DIGIT}{1,8}(?:の${DIGIT}{1,4})?|${SPOKEN_DIGIT}{2,8})`;
const BRANCH = '(?:[-(（]枝番? ?[0-9]{2}\\)?|[-( ][0-9]{2}\\)?(?![0-9]))?';
/** A turn of a conversation, or a line of a form. */
const TURN =
  '(?:\\n[ \\t]*(?:[^\\n:|>」=0-9]{1,8}[:|>」=] ?|\\[[^\\]\\n]{1,6}\\] ?|[│|・■●] ?|[^\\s0-9。、「号]{1,6}[ \\t])?)';
const FILLER = '(?:(?:はい|えーと|えっと|ええと|えー|あの)[、 ]?)?';
/** The other speaker says it again, and asks on: 171の05、番号は. */
const AGAIN = (value: string) =>
  `(?:\\n[^\\n0-9:|>」]{0,8}[:|>」 \t] ?(?:はい、?)?(${value})(?:ですね|です)?[、。 …」]{0,3})?`;
/** 記号はひらがなで、みなと. */
const SCRIPT = '(?:(?:ひらがな|平仮名|カタカナ|かたかな|片仮名|漢字|アルファベット)(?:で|の)[、 ]?)?';
const IN_HIRAGANA = '(?<=(?:ひらがな|平仮名)(?:で|の)[、 ]?[「『]?)[ぁ-ん]{1,4}(?=[、。」』]|番号|、?番号)';
const OPENING = `[ \\t:=→、,「『"'(|│]{0,16}`;

/** 記号・番号, 記号番号 and both values in one. */
const BOTH = new RegExp(
  `^記号 ?[・･,、と/]{0,2} ?番号(?:は|が)?${OPENING}${FILLER}((?:${NAME} [0-9]{1,4}(?=[-・/])|${SYMBOL})(?:-[0-9]{1,6})?(?:[ 、・]{0,2}(?:の|で|が)?番号[がは:、 ]{0,3}|[ -・/])${NUMBER}${BRANCH})`,
);
/** 記号 and its value, words, 番号 and its value. */
const APART = new RegExp(
  `^((?:記号|きごう|キゴウ)(?:[」』]?欄)?(?:は|が|の)?${OPENING}${TURN}?${FILLER}${SCRIPT}[「『]?)(${IN_HIRAGANA}|${SYMBOL})([」』"')]?(?:ですね|です|でして|で|が|の|と)?[ \\t、。,・/|│;"']{0,16}${AGAIN(SYMBOL)}${TURN}?(?:続いて|では|次に|あと|それから)?[、 ]?${FILLER}[「『]?(?:番号|番ごう|ばんごう|バンゴウ)(?:[」』]?欄)?(?:の?ほう)?(?:は|が|の|も|で|を)?(?:お願い[^\\n]{0,6}|どうぞ|ですか)?[ \\t、。:?=→「『"'(|│]{0,16}${TURN}?${FILLER}「?)(${NUMBER})(?![0-9])(?:[」です、。 ]{0,4}${AGAIN(NUMBER)})?`,
  'd',
);
/** 記号 12-34・5678: one value behind 記号 alone. */
const ONE = new RegExp(`^記号(?:は|が)?[ :]{0,3}(${SYMBOL}(?:-[0-9]{1,6})?[ -・/]${NUMBER}${BRANCH})`);

/** 記号なし、番号11908823: insured persons of the late-elderly scheme have no 記号. */
const NONE = new RegExp(
  `^記号(?:は|が)?(?:なし|無し|記載なし|ありません)[、。 /・]{0,3}番号(?:は|が)?[ :「]{0,3}(${NUMBER})(?![0-9])`,
);

const BANK = /ゆうちょ|口座|通帳|振込|貯金|還付/;
const HEALTH = /保険|ほけんしょ|被保険者|健保|けんぽ|国保|社保|組合|共済|資格確認|後期|扶養|枝番|限度額|認定証/;
const BANK_BEHIND = /^[^。\n]{0,20}(?:振込|口座|ゆうちょ|通帳|貯金)/;
/** ゆうちょ: five digits from 1 or 0 to 0. */
const POSTAL_SYMBOL = /^[01][0-9]{3}0(?![0-9])/;

/** What else has 記号 and 番号, right before the label, and the words by which it is an insured person's after all. */
const OF_A_THING =
  /(?:地図|図面|部品|製品|商品|機器|配線|答え|選択|設問|問題|問[0-9]|別表|凡例|書架|図書|座席|列車|元素|暗号|アンケート)[^。、,\n]{0,6}$/;
const LETTERED = /^[A-Za-zァ-ヴ]{1,2}-?[0-9]{0,3}$/;
const OF_A_CARD = /保険|健保|けんぽ|国保|社保|組合|共済|資格確認|後期|扶養|療養|医療費|一時金|限度額|認定証|受診|病院/;

const found = (start: number, end: number): Candidate => ({
  start,
  end,
  rule: 'symbol',
  score: 0.88,
  settled: true,
  because: '記号・番号',
});

/** 記号, also as recognition of speech writes it. */
export const SYMBOL_LABELS: readonly string[] = ['記号', 'きごう', 'キゴウ'];
const LABELS = new Set(SYMBOL_LABELS);

/**
 * 記号 and 番号 of an insured person, which are free in form: the labels alone say what they are.
 *
 * @param ofCard - the field is said to hold what an insurance card says, whatever else its text names
 */
export function symbolsAndNumbers(text: string, hits: readonly CueHit[], ofCard = false): Candidate[] {
  const all: Candidate[] = [];
  let done = -1;
  /** End of the last table: a row of it is no head of the rows below. */
  let tabled = -1;
  for (const { start, end } of hits) {
    if (!LABELS.has(text.slice(start, end)) || (start < tabled && isHeadCell(text, start))) continue;
    if (!ofCard && isOfAThing(text, start)) continue;
    const table = inTable(text, start);
    if (table) tabled = table.end;
    const written = table?.values ?? inOne(text, start);
    all.push(...written);
    if (table || start < done) continue;
    const before = valueBeforeLabel(text, start);
    if (before && HEALTH.test(text.slice(Math.max(0, start - AROUND_TURNS), start + AROUND_TURNS))) {
      all.push(before);
      const number = text.slice(end, end + AROUND).indexOf('が番号');
      const second = number < 0 ? undefined : valueBeforeLabel(text, end + number + 1);
      if (second) all.push(second);
    }
    for (const told of numberFirst(text, start) ?? overTurns(text, start)) {
      done = told.end;
      if (written.every((one) => one.end <= told.start || one.start >= told.end)) all.push(told);
    }
  }
  return all;
}

/** Both values behind the label at `start`, within a sentence or two. */
function inOne(text: string, start: number): Candidate[] {
  const window = text.slice(start, start + REACH);
  const apart = APART.exec(window);
  const whole = apart ?? BOTH.exec(window) ?? NONE.exec(window) ?? ONE.exec(window);
  if (!whole || !ANY_DIGIT.test(whole[0])) return [];
  const before = text.slice(Math.max(0, start - AROUND), start);
  const behind = text.slice(start + whole[0].length, start + whole[0].length + AROUND);
  const symbol = apart ? apart[2]! : whole[1]!;
  if (BANK.test(before) || POSTAL_SYMBOL.test(symbol) || symbol.startsWith('例')) return [];
  // 記号1-4080 番号7719 3301 振込エラー: an account's, as what becomes of it says.
  if (BANK_BEHIND.test(behind) && !HEALTH.test(before + whole[0])) return [];
  // 記号 and 番号 together are an insured person's, unless they are an account's; one number behind 記号 may be anything.
  if (!HEALTH.test(before + behind) && !OF_A_CARD.test(before + behind) && !isPair(text, start, whole[0], symbol))
    return [];
  const all: Candidate[] = [];
  if (apart) {
    for (const value of [2, 4, 5, 6]) {
      const at = apart.indices![value];
      if (at) all.push(found(start + at[0], start + at[1]));
    }
  } else {
    const from = start + whole[0].length - symbol.length;
    for (const [one, other] of partsOf(symbol)) if (other > one) all.push(found(from + one, from + other));
  }
  return all;
}

/** Both labels, with a value as insured persons have it; B and K-12 are rather a part's. */
function isPair(text: string, start: number, whole: string, symbol: string): boolean {
  if (!/番号|ばんごう|バンゴウ/.test(whole)) return false;
  return !LETTERED.test(symbol) || HEALTH.test(text.slice(Math.max(0, start - AROUND_TURNS), start + AROUND_TURNS));
}

/** A board, a boiler or a tent has 記号 and 番号 too; said in the same sentence. */
const THINGS_NEAR =
  /看板|掲出|広告|ボイラー|検査証|検定証|備品|物品|品名|品目|天幕|テント|管理者番号|許可年度|在庫|品番/;

function isOfAThing(text: string, start: number): boolean {
  const sentence = sentenceWindow(text, start, start, AROUND_TURNS);
  return (
    (OF_A_THING.test(text.slice(Math.max(0, start - AROUND), start)) ||
      THINGS_NEAR.test(text.slice(sentence.start, sentence.end))) &&
    !OF_A_CARD.test(text.slice(Math.max(0, start - AROUND_TURNS), start + AROUND_TURNS))
  );
}

/** 番号が九七七四で記号が六二: both, the number before the symbol. */
function numberFirst(text: string, start: number): Candidate[] | undefined {
  const number = numberBeforeSymbol(text, start);
  if (!number) return undefined;
  const around = text.slice(Math.max(0, start - AROUND_TURNS), start + AROUND_TURNS);
  if (!HEALTH.test(around) || BANK.test(around)) return undefined;
  const told = insuredOverTurns(text, start);
  return told.length === 0 ? undefined : [number, ...told];
}

/** Whether 記号 is asked for in a conversation, and what is told then: of one kind or another, the words around say. */
function overTurns(text: string, start: number): Candidate[] {
  const before = text.slice(Math.max(0, start - AROUND_TURNS), start);
  if (BANK.test(before)) return [];
  const told = insuredOverTurns(text, start);
  const last = told[told.length - 1];
  if (!last || told.length < 2) return [];
  const spoken = text.slice(start, last.end);
  return HEALTH.test(before + spoken + text.slice(last.end, last.end + AROUND)) && !BANK.test(spoken) ? told : [];
}

/** 12-34 番号 5678 are two values, 12-34・5678 is one. */
function partsOf(value: string): [from: number, to: number][] {
  const between = /[ 、・]{0,2}(?:の|で|が)?番号[がは:、 ]{0,3}/.exec(value);
  if (!between) return [[0, value.length]];
  const from = between.index + between[0].length;
  const rest = /^(?:[0-9〇一二三四五六七八九-]+|[ぁ-んァ-ヴー]+)/.exec(value.slice(from))?.[0].length ?? 0;
  return [
    [0, between.index],
    [from, from + rest],
  ];
}

const HEAD_REACH = 80;
const HEAD_CELL = /^["' ]*記号["' ]*(?=[\t,|、／/\n]|$)/;
const NUMBER_HEAD =
  /[\t,|、/]["' ]*(?:保険証?|被保険者証?|健保|国保)?(番号)["' ]*(?=[\t,|、/\n]|$)|^["' ]*(番号)["' ]*(?=[\t,|、/])/;

/** Heads of a table of things, which have 記号 and 番号 as well, and of one of persons all the same. */
const THING_HEAD =
  /路線|系統|停留所|バス停|品[名目番]|書名|蔵書|部品|材質|規格|図面|作品|曲名|設備|機器|回路|配線|測点|樹[種木]|区画|座席|種目|看板|標識/;
const OF_INSURED = /氏名|名前|続柄|生年|被保|保険|資格|世帯/;

const isHeadCell = (text: string, start: number): boolean => HEAD_CELL.test(text.slice(start, start + 8));

interface Table {
  values: readonly Candidate[];
  end: number;
}

/** 記号 and 番号 as heads of two columns. */
function inTable(text: string, start: number): Table | undefined {
  if (!isHeadCell(text, start)) return undefined;
  const earliest = Math.max(0, start - HEAD_REACH - 1);
  const line = earliest + text.slice(earliest, start).lastIndexOf('\n') + 1;
  const length = text.slice(start, start + HEAD_REACH + 1).indexOf('\n');
  if (length < 0 || start - line > HEAD_REACH) return undefined;
  const head = text.slice(line, start + length);
  const number = NUMBER_HEAD.exec(head);
  if (!number || BANK.test(head) || (THING_HEAD.test(head) && !OF_INSURED.test(head))) return undefined;
  const cells = [...cellsBelow(text, start)];
  const symbols = cells.filter((cell) => isValue(text, cell));
  if (cells.some((cell) => POSTAL_SYMBOL.test(text.slice(cell.start, cell.end)))) return undefined;
  const end = cells.at(-1)?.end ?? start;
  // Heads of heads: nothing is below, and none of those rows need be asked again.
  if (symbols.length === 0)
    return cells.some((cell) => LABEL_CELL.test(text.slice(cell.start, cell.end))) ? { values: [], end } : undefined;
  const numbers = [...cellsBelow(text, line + number.index + number[0].lastIndexOf('番号'))];
  const values = [...symbols, ...numbers.filter((cell) => isValue(text, cell))].map((cell) =>
    found(cell.start, cell.end),
  );
  return { values, end };
}

const LABEL_CELL = /^(?:(?:保険証?|被保険者証?|健保|国保|社保)?(?:記号|番号)|枝番号?)$/;
const LONGEST_CELL = 12;

function isValue(text: string, { start, end }: Cell): boolean {
  const cell = text.slice(start, end);
  return end - start <= LONGEST_CELL && /[0-9一-龠]/.test(cell) && !LABEL_CELL.test(cell);
}
