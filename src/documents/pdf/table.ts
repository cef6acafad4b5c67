import { type Align, BODY, INK, type Sheet, type Tag, type TextStyle } from './sheet.js';
import type { Weight } from './typefaces.js';

export interface Column {
  title: string;
  /** Share of the table's width; shares need not add up to anything. */
  share: number;
  align?: Align;
  /** The cells of this column name their row. */
  heads?: boolean;
}

export type Cell = string | { text: string; weight?: Weight; align?: Align };

export interface TableOptions {
  /** Set apart below a thicker line: sums. */
  totals?: readonly Cell[][];
  /** Points. */
  size?: number;
}

interface PlacedCell {
  x: number;
  width: number;
  lines: readonly string[];
  style: TextStyle;
  /** Names a column or a row. */
  head: boolean;
}

const PAD = { x: 4.5, y: 3 };

/**
 * A ruled table. Its head is repeated on every page (for assistive technology it stands there once); a row goes to the
 * next page as a whole unless it is taller than a page.
 */
export function table(
  sheet: Sheet,
  columns: readonly Column[],
  rows: readonly Cell[][],
  options: TableOptions = {},
): void {
  const base: TextStyle = { ...BODY, size: options.size ?? 8.5, leading: 1.5 };
  const shares = sum(columns.map((column) => column.share));
  let edge = sheet.left;
  const places = columns.map((column) => {
    const place = { x: edge, width: (column.share / shares) * sheet.width };
    edge += place.width;
    return place;
  });
  const placed = (cells: readonly Cell[], head: boolean): PlacedCell[] =>
    columns.map((column, index) => {
      const cell = cells[index] ?? '';
      const given = typeof cell === 'string' ? { text: cell } : cell;
      const place = places[index]!;
      const style: TextStyle = {
        ...base,
        weight: given.weight ?? (head ? 'bold' : 'regular'),
        align: given.align ?? (head ? 'center' : (column.align ?? 'left')),
      };
      const text = fittedTo(sheet, given.text, place.width - 2 * PAD.x, style);
      return { ...place, ...text, head: head || column.heads === true };
    });

  const head = placed(
    columns.map((column) => column.title),
    true,
  );
  const body = rows.map((row) => placed(row, false));
  const totals = (options.totals ?? []).map((row) => placed(row.map(bold), false));

  place(sheet, [head, ...body, ...totals], heightOf(head) + sum(body.slice(0, 2).map(heightOf)));
  const element = sheet.tag('Table');
  drawRow(sheet, head, sheet.tag('TR', element));
  const nextPage = (): void => {
    sheet.newPage();
    drawRow(sheet, head, undefined);
  };
  body.forEach((row, index) => {
    // Sums do not stand alone on a page: the last row goes along.
    const below = index === body.length - 1 ? sum(totals.map(heightOf)) : 0;
    if (sheet.remaining < heightOf(row) + below && below > 0) nextPage();
    drawFlowing(sheet, row, sheet.tag('TR', element), nextPage);
  });
  totals.forEach((row, index) => {
    if (index === 0 && sheet.remaining >= heightOf(row)) sheet.rule(sheet.left, sheet.y, sheet.width, 1.2);
    drawFlowing(sheet, row, sheet.tag('TR', element), nextPage);
  });
  sheet.y += 6;
}

const SMALLEST = 5;

/** Text in lines of this width. A number (what stands to the right) gets smaller before it is broken in two. */
function fittedTo(sheet: Sheet, text: string, width: number, style: TextStyle): Pick<PlacedCell, 'lines' | 'style'> {
  const lines = sheet.lines(text, width, style);
  const isBroken = style.align === 'right' && lines.length > text.split('\n').length;
  return isBroken && style.size > SMALLEST
    ? fittedTo(sheet, text, width, { ...style, size: style.size - 0.5 })
    : { lines, style };
}

/** Two columns: what it is, and its value. */
export function keyValues(
  sheet: Sheet,
  rows: readonly (readonly [string, Cell])[],
  options: { keyShare?: number; width?: number } = {},
): void {
  const width = options.width ?? sheet.width;
  const style: TextStyle = { ...BODY, size: 9, leading: 1.55 };
  const placed = rows.map(([key, cell]): PlacedCell[] => {
    const value = typeof cell === 'string' ? { text: cell } : cell;
    const keyWidth = width * (options.keyShare ?? 0.26);
    const valueWidth = width - keyWidth;
    const valueStyle = { ...style, weight: value.weight ?? style.weight, align: value.align ?? style.align };
    return [
      { x: sheet.left, width: keyWidth, lines: sheet.lines(key, keyWidth - 2 * PAD.x, style), style, head: true },
      {
        x: sheet.left + keyWidth,
        width: valueWidth,
        lines: sheet.lines(value.text, valueWidth - 2 * PAD.x, valueStyle),
        style: valueStyle,
        head: false,
      },
    ];
  });
  place(sheet, placed, placed[0] ? heightOf(placed[0]) : 0);
  const element = sheet.tag('Table');
  for (const row of placed) drawFlowing(sheet, row, sheet.tag('TR', element), () => sheet.newPage());
  sheet.y += 6;
}

/** A table of up to a third of a page is not split; of a longer one at least `least` points stand on this page. */
function place(sheet: Sheet, rows: readonly (readonly PlacedCell[])[], least: number): void {
  const height = sum(rows.map(heightOf));
  const third = (sheet.bottom - sheet.top) / 3;
  sheet.require(height <= third ? height : Math.min(least, third));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function bold(cell: Cell): Cell {
  return typeof cell === 'string' ? { text: cell, weight: 'bold' } : { weight: 'bold', ...cell };
}

function heightOf(row: readonly PlacedCell[]): number {
  return Math.max(...row.map((cell) => cell.lines.length * cell.style.size * cell.style.leading)) + 2 * PAD.y;
}

/** On this page if it fits, else on the next; over several pages only if it fits on none. */
function drawFlowing(sheet: Sheet, row: readonly PlacedCell[], element: Tag, nextPage: () => void): void {
  const cells = row.map((cell) => (cell.head ? sheet.tag('TH', element, { scope: 'Row' }) : sheet.tag('TD', element)));
  let rest = row;
  const page = sheet.bottom - sheet.top;
  // What fits on no page begins here, unless there is hardly room.
  const begins = heightOf(row) > page * 0.9 && sheet.remaining > page / 6;
  if (heightOf(row) > sheet.remaining && !begins) nextPage();
  while (heightOf(rest) > sheet.remaining) {
    const taken = rest.map((cell) => {
      const fits = Math.floor((sheet.remaining - 2 * PAD.y) / (cell.style.size * cell.style.leading));
      return { ...cell, lines: cell.lines.slice(0, fits) };
    });
    paintRow(sheet, taken, cells);
    rest = rest.map((cell, index) => ({ ...cell, lines: cell.lines.slice(taken[index]!.lines.length) }));
    nextPage();
  }
  paintRow(sheet, rest, cells);
}

/** A head row; without an element it is a repetition that assistive technology skips. */
function drawRow(sheet: Sheet, row: readonly PlacedCell[], element: Tag | undefined): void {
  const cells = element && row.map(() => sheet.tag('TH', element, { scope: 'Column' }));
  paintRow(sheet, row, cells, true);
}

function paintRow(
  sheet: Sheet,
  row: readonly PlacedCell[],
  elements: readonly Tag[] | undefined,
  middle = false,
): void {
  const height = heightOf(row);
  row.forEach((cell, index) => {
    sheet.box(cell.x, sheet.y, cell.width, height, cell.head ? INK.fill : undefined);
    const paint = (): void => {
      const used = cell.lines.length * cell.style.size * cell.style.leading;
      // Column heads stand in the middle of their row, everything else at its top edge.
      const drop = middle ? (height - used) / 2 : PAD.y;
      sheet.paintLines(cell.lines, cell.x + PAD.x, sheet.y + drop, cell.width - 2 * PAD.x, cell.style);
    };
    const element = elements?.[index];
    if (element) sheet.draw(element, paint);
    else sheet.decorate('Pagination', paint);
  });
  sheet.y += height;
}
