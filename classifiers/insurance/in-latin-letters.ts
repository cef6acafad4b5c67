import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import { type Cell, cellsBelow } from '../../src/classify/record/columns.js';

/** 記号 as people from abroad and keys of records write it. */
export const SYMBOLS: readonly string[] = ['symbol', 'Symbol', 'kigo', 'Kigo'];
const IS_SYMBOL = new Set(SYMBOLS);

const INSURANCE = /insur|ins_|hoken|kenpo|kokuho|shaho|hihoken|保険/i;
const BANK = /yucho|yuucho|koza|kouza|bank|account|口座|通帳|ゆうちょ/i;
/** "kishu":…,"shuri_no":…: of a machine or an article. */
const OF_GOODS =
  /kishu|seizo|shuri|hinban|hinmei|katashiki|kataban|buhin|bihin|zaiko|kikai|kiki_|lot|serial|maker|廃番|部品|型式|品番|機種|在庫/i;
/** kigo is 記号 and hardly anything else; the English word is many things. */
const ROMANISED = /^[Kk]igo/;
const AROUND = 80;
const REACH = 96;
/** ゆうちょ: five digits from 1 or 0 to 0. */
const POSTAL_SYMBOL = /^[01][0-9]{3}0$/;

/** What joins a label to its value: `": "`, ` is `, ` wa `, `=`. */
const TO_VALUE = '(?:[:=. "\']|is |wa |ga ){1,4}';
/** What parts a value from the next label: `", "`, ` and the `, a line, ` de `. */
const TO_NEXT = '(?:[,;/ "\'\\n]|and |the |desu|de |insurance[ _]|hoken[ _]|[a-z]{2,10}_){1,6}';
const NUMBER = '(?:[Nn]umber|[Nn]o\\.?|NO\\.?|[Bb]angou?)';
const BRANCH = '(?:[Bb]ranch|[Ee]da(?:bango?u?|ban)?)(?:[ _](?:number|no\\.?))?';
const SYMBOL = '[0-9A-Za-z一-龠ぁ-んァ-ヴ]{1,8}(?:[-・ ][0-9]{1,6})?';
/** symbol 12-34, number 5678 / "kigo":"1234","bango":"567","edaban":"01". */
const APART = new RegExp(
  `^(?:[ _]?no)?${TO_VALUE}(${SYMBOL})${TO_NEXT}${NUMBER}${TO_VALUE}([0-9]{1,8})(?![0-9-]|[筆坪本個台枚件円羽頭株])(?:${TO_NEXT}${BRANCH}${TO_VALUE}([0-9]{2})(?![0-9-]))?`,
  'd',
);
/** symbol/number 1234-567. */
const BOTH = new RegExp(`^ ?(?:/|and|&|to) ?${NUMBER}${TO_VALUE}([0-9]{1,6}-[0-9]{1,7})(?![0-9-])`, 'd');

/** 12-34, 峡北12, AB: a word in small letters is none, nor is a mark. */
const LOOKS_LIKE_SYMBOL =
  /^(?=.{0,12}[0-9A-Za-z一-龠ぁ-んァ-ヴ])(?![^0-9]*[a-z][^0-9]*$)[0-9A-Za-z一-龠ぁ-んァ-ヴ・-]{1,8}(?:[-・ ][0-9]{1,6})?$/;
const LOOKS_LIKE_NUMBER = /^[0-9]{1,8}(?:-[0-9]{2})?$/;
const LOOKS_LIKE_BRANCH = /^[0-9]{1,2}$/;
/** The late-elderly scheme has no symbol, and numbers of eight digits. */
const NUMBER_ALONE = /^[0-9]{8}$/;

/** Units of a row of heads. */
const LONGEST_HEAD = 200;
/** insurer_no: a column beside which `symbol` is an insured person's. */
const INSURER = /(?:insurer|hokensha)[ _]?(?:no|number|bango)/i;
/** Heads of columns beside `kigo` and `insurance_symbol`. */
const COLUMNS: readonly RegExp[] = [
  new RegExp(`(?<=^|[\\t,|;])[ "']*(?:[A-Za-z]{2,12}[ _])?${NUMBER}[ "']*(?=[\\t,|;]|$)`),
  new RegExp(`(?<=^|[\\t,|;])[ "']*(?:[A-Za-z]{2,12}[ _])?${BRANCH}[ "']*(?=[\\t,|;]|$)`),
];

/** 記号 and 番号 of an insured person under labels, keys or heads in English or romanised Japanese. */
export function symbolsInLatin(text: string, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  /** End of the last table: a row of it is no head of the rows below. */
  let done = 0;
  for (const { start, end } of hits) {
    const label = text.slice(start, end);
    if (start < done || !IS_SYMBOL.has(label)) continue;
    const around = text.slice(Math.max(0, start - AROUND), end + AROUND);
    if (
      BANK.test(around) ||
      (OF_GOODS.test(around) && !INSURANCE.test(around)) ||
      !(ROMANISED.test(label) || INSURANCE.test(around))
    )
      continue;
    const table = belowHead(text, start);
    if (table) done = table.end;
    const from = ROMANISED.test(label) && text[end] === 'u' ? end + 1 : end;
    for (const value of table?.values ?? behindLabel(text, from))
      found.push({ start: value.start, end: value.end, rule: 'symbol', score: 0.8, settled: true, because: label });
  }
  return found;
}

function behindLabel(text: string, from: number): Cell[] {
  const window = text.slice(from, from + REACH);
  const apart = APART.exec(window);
  const match = apart ?? BOTH.exec(window);
  if (!match || POSTAL_SYMBOL.test(match[1]!) || (apart && !LOOKS_LIKE_SYMBOL.test(match[1]!))) return [];
  const values: Cell[] = [];
  for (const value of match.indices!.slice(1)) if (value) values.push({ start: from + value[0], end: from + value[1] });
  return values;
}

interface Table {
  values: readonly Cell[];
  end: number;
}

/** What stands below the head that holds `at`, below the number's and the branch's; undefined where it is no head. */
function belowHead(text: string, at: number): Table | undefined {
  const earliest = Math.max(0, at - LONGEST_HEAD - 1);
  const line = earliest + text.slice(earliest, at).lastIndexOf('\n') + 1;
  const length = text.slice(at, at + LONGEST_HEAD).indexOf('\n');
  if (length < 0 || at - line > LONGEST_HEAD) return undefined;
  const end = at + length;
  const head = text.slice(line, end);
  const [number, branch] = COLUMNS.map((column) => {
    // insurer_no may stand before; the number's head rather stands behind.
    const behind = column.exec(head.slice(at - line));
    const index = behind ? at - line + behind.index : column.exec(head)?.index;
    return index === undefined ? undefined : line + index;
  });
  if (number === undefined || /[0-9]/.test(head)) return undefined;
  if (!isInsuredHead(head, at - line)) return { values: [], end };
  return rowsBelow(text, { end, symbol: at, number, branch });
}

/** Whether the head at `at` is of an insured person's symbol: `symbol` alone heads columns of many kinds. */
function isInsuredHead(head: string, at: number): boolean {
  if (ROMANISED.test(head.slice(at)) || INSURER.test(head)) return true;
  const own = /[^\t,|;]*$/.exec(head.slice(0, at))![0] + /^[^\t,|;]*/.exec(head.slice(at))![0];
  return INSURANCE.test(own);
}

interface Heads {
  end: number;
  symbol: number;
  number: number;
  branch: number | undefined;
}

/** Values of the rows that have both a symbol and a number, column by column. */
function rowsBelow(text: string, heads: Heads): Table {
  const textOf = ({ start, end }: Cell) => text.slice(start, end);
  const symbols = [...cellsBelow(text, heads.symbol)];
  const end = symbols.at(-1)?.end ?? heads.end;
  if (symbols.some((cell) => POSTAL_SYMBOL.test(textOf(cell)))) return { values: [], end };
  const numbers = [...cellsBelow(text, heads.number)];
  const branches = heads.branch === undefined ? [] : [...cellsBelow(text, heads.branch)];
  const isRow = (_: Cell, row: number) => {
    const [symbol, number] = [symbols[row], numbers[row]].map((cell) => (cell ? textOf(cell) : ''));
    return symbol === ''
      ? NUMBER_ALONE.test(number!)
      : LOOKS_LIKE_SYMBOL.test(symbol!) && LOOKS_LIKE_NUMBER.test(number!);
  };
  const values = [
    ...symbols.filter(isRow).filter((cell) => cell.end > cell.start),
    ...numbers.filter(isRow),
    ...branches.filter(isRow).filter((cell) => LOOKS_LIKE_BRANCH.test(textOf(cell))),
  ];
  return { values, end };
}
