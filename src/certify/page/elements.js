/**
 * A DOM element. Text only ever becomes text nodes, never markup.
 *
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

let sections = 0;

/** A titled section, named for screen readers. */
export function section(title, ...children) {
  const id = `section-${++sections}`;
  return element('section', { 'aria-labelledby': id }, element('h2', { id }, title), ...children);
}

/** Two columns: what, and what it is. Rows without a value are left out. @param {[string, Node | string | undefined][]} rows */
export function factTable(caption, rows) {
  const body = element('tbody');
  for (const [name, value] of rows) {
    if (value === undefined) continue;
    body.append(element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, value)));
  }
  return element('table', {}, ...captioned(caption), body);
}

/** @param {string[]} heads @param {(Node | string | number)[][]} rows; numbers stand to the right @param {(string | number)[]} [sums] */
export function listTable(caption, heads, rows, sums) {
  const row = (values) => element('tr', {}, ...values.map(cell));
  const head = element('tr', {}, ...heads.map((name) => element('th', { scope: 'col', class: 'short' }, name)));
  const table = element('table', {}, ...captioned(caption), element('thead', {}, head));
  table.append(element('tbody', {}, ...rows.map(row)));
  if (sums) table.append(element('tfoot', {}, row(sums)));
  return element('div', { class: 'scroll' }, table);
}

/** Without words of its own, a table is named by the heading above it. */
const captioned = (caption) => (caption === '' ? [] : [element('caption', {}, caption)]);

function cell(value) {
  if (typeof value === 'number') return element('td', { class: 'number' }, formatCount(value));
  const short = typeof value === 'string' && value.length <= 4;
  return element('td', short ? { class: 'short' } : {}, value);
}

export function bulletList(texts) {
  return element('ul', {}, ...texts.map((text) => element('li', {}, text)));
}

export function mono(text) {
  return element('span', { class: 'mono' }, text);
}

export function formatCount(value) {
  return value.toLocaleString('ja-JP');
}

const DATE = { calendar: 'japanese', era: 'long', year: 'numeric', month: 'long', day: 'numeric' };
const TIME = { hour: 'numeric', minute: '2-digit', timeZone: 'Asia/Tokyo' };

/** 令和9年4月8日 10:00, Japanese time. Absent stays absent. */
export function formatTime(instant) {
  if (instant === undefined) return undefined;
  return new Intl.DateTimeFormat('ja-JP', { ...DATE, ...TIME }).format(new Date(instant));
}
