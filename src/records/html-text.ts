/** Attributes that people read or that hold addresses and form values. */
const READ_ATTRIBUTES = /\b(?:href|alt|title|value|content|placeholder)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const INLINE = /^<\/?(?:a|abbr|b|big|cite|code|em|font|i|mark|s|small|span|strong|sub|sup|u|wbr)\b/i;
const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', yen: '¥' }));
/** A `<` without `>` for so long is no tag. */
const MAX_TAG = 64 * 1024;

/** Text of HTML, without building a document: inline tags vanish, others are line ends, comments and scripts stay. */
export async function* htmlText(html: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let held = '';
  for await (const piece of html) {
    held += piece;
    const open = held.lastIndexOf('<');
    const closed = open < 0 || held.indexOf('>', open) >= 0 || held.length - open > MAX_TAG;
    // An entity may be cut as well.
    const cut = closed ? (/&[#\w]{0,10}$/.exec(held)?.index ?? held.length) : open;
    yield textOf(held.slice(0, cut));
    held = held.slice(cut);
  }
  yield textOf(held);
}

// `[^<>]`, not `[^>]`: a text of nothing but `<` must not be searched to its end from each of them.
function textOf(html: string): string {
  return html.replace(/<!--|-->|<[/!?a-zA-Z][^<>]*>/g, tagText).replace(/&(#x?)?(\w{1,10});/g, entityText);
}

function tagText(tag: string): string {
  const values: string[] = [];
  for (const [, double, single, bare] of tag.matchAll(READ_ATTRIBUTES)) {
    const value = double ?? single ?? bare ?? '';
    if (value !== '') values.push(value);
  }
  if (values.length > 0) return `\n${values.join('\n')}\n`;
  return INLINE.test(tag) ? '' : '\n';
}

function entityText(entity: string, numeric: string | undefined, name: string): string {
  if (numeric === undefined) return ENTITIES.get(name) ?? entity;
  const code = Number.parseInt(name, numeric === '#x' ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}
