import { cellsBelow } from '../../src/classify/columns.js';
import type { Candidate, CueHit } from '../../src/classify/recognizer.js';

/** 記号 as people from abroad and keys of records write it. */
export const SYMBOLS: readonly string[] = ['symbol', 'Symbol', 'kigo', 'Kigo'];
const IS_SYMBOL = new Set(SYMBOLS);

const INSURANCE = /insur|ins_|hoken|kenpo|kokuho|shaho|hihoken|保険/i;
const BANK = /yucho|yuucho|koza|kouza|bank|account|口座|通帳|ゆうちょ/i;
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
  `^(?:[ _]?no)?${TO_VALUE}(${SYMBOL})${TO_NEXT}${NUMBER}${TO_VALUE}([0-9]{1,8})(?![0-9-])(?:${TO_NEXT}${BRANCH}${TO_VALUE}([0-9]{2})(?![0-9-]))?`,
  'd',
);
/** symbol/number 1234-567. */
const BOTH = new RegExp(`^ ?(?:/|and|&|to) ?${NUMBER}${TO_VALUE}([0-9]{1,6}-[0-9]{1,7})(?![0-9-])`, 'd');

/** Units of a row of heads, and of one cell below. */
const LONGEST_HEAD = 200;
const LONGEST_CELL = 12;
/** Heads of columns beside `kigo` and `insurance_symbol`. */
const COLUMNS: readonly RegExp[] = [
  new RegExp(`(?<=^|[\\t,|;])[ "']*(?:[A-Za-z]{2,12}[ _])?${NUMBER}[ "']*(?=[\\t,|;]|$)`),
  new RegExp(`(?<=^|[\\t,|;])[ "']*(?:[A-Za-z]{2,12}[ _])?${BRANCH}[ "']*(?=[\\t,|;]|$)`),
];

/** 記号 and 番号 of an insured person under labels, keys or heads in English or romanised Japanese. */
export function symbolsInLatin(text: string, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  for (const { start, end } of hits) {
    const label = text.slice(start, end);
    if (!IS_SYMBOL.has(label)) continue;
    const around = text.slice(Math.max(0, start - AROUND), end + AROUND);
    if (BANK.test(around) || !(ROMANISED.test(label) || INSURANCE.test(around))) continue;
    const from = ROMANISED.test(label) && text[end] === 'u' ? end + 1 : end;
    for (const value of inColumns(text, start) ?? behindLabel(text, from))
      found.push({ ...value, rule: 'symbol', score: 0.8, settled: true, because: label });
  }
  return found;
}

interface Range {
  start: number;
  end: number;
}

function behindLabel(text: string, from: number): Range[] {
  const window = text.slice(from, from + REACH);
  const match = APART.exec(window) ?? BOTH.exec(window);
  if (!match || POSTAL_SYMBOL.test(match[1]!)) return [];
  const values: Range[] = [];
  for (const value of match.indices!.slice(1)) if (value) values.push({ start: from + value[0], end: from + value[1] });
  return values;
}

/** The cells below the head that holds `at`, below the number's and the branch's; undefined where it is no head. */
function inColumns(text: string, at: number): Range[] | undefined {
  const line = text.lastIndexOf('\n', at) + 1;
  const end = text.slice(at, at + LONGEST_HEAD).indexOf('\n');
  if (end < 0 || at - line > LONGEST_HEAD) return undefined;
  const head = text.slice(line, at + end);
  const columns = COLUMNS.map((column) => {
    // insurer_no may stand before; the number's head rather stands behind.
    const behind = column.exec(head.slice(at - line));
    return behind ? { index: at - line + behind.index } : column.exec(head);
  });
  if (!columns[0] || /[0-9]/.test(head)) return undefined;
  const symbols = valuesBelow(text, at);
  if (symbols.some((cell) => POSTAL_SYMBOL.test(text.slice(cell.start, cell.end)))) return [];
  return [...symbols, ...columns.flatMap((column) => (column ? valuesBelow(text, line + column.index) : []))];
}

function valuesBelow(text: string, head: number): Range[] {
  return [...cellsBelow(text, head)].filter(({ start, end }) => end > start && end - start <= LONGEST_CELL);
}
