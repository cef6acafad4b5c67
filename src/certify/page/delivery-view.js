import { element, formatCount, mono, section } from './elements.js';
import { STATES } from './verdict-view.js';

/** Each file of a delivery with its verdict. @param {{ name: string, bytes?: number, state: string, text: string }[]} parts */
export function partsView(parts) {
  const body = element('tbody');
  for (const { name, bytes, state, text } of parts)
    body.append(
      element(
        'tr',
        {},
        element('th', { scope: 'row' }, mono(name)),
        element('td', { class: `state ${state}` }, STATES[state]),
        element('td', {}, text),
        element('td', { class: 'number' }, bytes === undefined ? '－' : formatCount(bytes)),
      ),
    );
  const heads = ['ファイル', '結果', '説明', 'バイト数'].map((name) =>
    element('th', { scope: 'col', class: 'short' }, name),
  );
  const table = element('table', {}, element('thead', {}, element('tr', {}, ...heads)), body);
  return section('ZIPファイルの中のもの', element('div', { class: 'scroll' }, table));
}
