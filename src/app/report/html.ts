/** A piece of HTML that is finished: it is not escaped again. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = Html | string | number | undefined | readonly Part[];

/** Markup whose inserted values are escaped, unless they are `Html` themselves. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((markup, text, index) => markup + markupOf(parts[index - 1]) + text));
}

function markupOf(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(markupOf).join('');
  return String(part)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

export interface Column {
  title: string;
  numeric?: boolean;
  /** Stays on one line. */
  short?: boolean;
}

type Cell = string | number | Html;

/** A table with a caption and headings that a screen reader tells. The first cell of each row is its heading. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  foot?: readonly Cell[],
): Html {
  const cell = (value: Cell, column: number): Html => {
    const shown = typeof value === 'number' ? value.toLocaleString('ja-JP') : value;
    const { numeric: right, short } = columns[column] ?? {};
    const numeric = right ? html` class="number"` : short ? html` class="short"` : '';
    return column === 0 ? html`<th scope="row"${numeric}>${shown}</th>` : html`<td${numeric}>${shown}</td>`;
  };
  const row = (cells: readonly Cell[]): Html => html`<tr>${cells.map(cell)}</tr>\n`;
  const head = columns.map(({ title, numeric }) =>
    numeric ? html`<th scope="col" class="number">${title}</th>` : html`<th scope="col">${title}</th>`,
  );
  return html`<table>
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.map(row)}</tbody>
${foot ? html`<tfoot>${row(foot)}</tfoot>\n` : ''}</table>
`;
}
