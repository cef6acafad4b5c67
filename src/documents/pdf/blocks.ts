import { BODY, INK, type Sheet, type Tag, type TextStyle } from './sheet.js';

/** Splits over pages by lines, never leaving one line alone on either page where the paragraph has more than three. */
export function flow(
  sheet: Sheet,
  element: Tag,
  lines: readonly string[],
  x: number,
  width: number,
  style: TextStyle,
): void {
  const step = style.size * style.leading;
  let rest = lines;
  while (rest.length > 0) {
    let fits = Math.floor((sheet.remaining + 1e-6) / step);
    if (fits < rest.length) {
      if (rest.length - fits === 1) fits -= 1;
      if (fits < Math.min(2, rest.length)) {
        sheet.newPage();
        fits = Math.max(1, Math.floor(sheet.remaining / step));
      }
    }
    const here = rest.slice(0, fits);
    sheet.draw(element, () => sheet.paintLines(here, x, sheet.y, width, style));
    sheet.y += here.length * step;
    rest = rest.slice(here.length);
    if (rest.length > 0) sheet.newPage();
  }
}

export function paragraph(sheet: Sheet, text: string, style: Partial<TextStyle> = {}): void {
  const full = { ...BODY, ...style };
  const lines = sheet.lines(text, sheet.width, full);
  sheet.require(Math.min(lines.length, 2) * full.size * full.leading);
  flow(sheet, sheet.tag('P'), lines, sheet.left, sheet.width, full);
  sheet.y += 4;
}

/** A sentence that leads to the table below it: never on another page than the table's beginning. */
export function lead(sheet: Sheet, text: string): void {
  const lines = sheet.lines(text, sheet.width, BODY);
  const height = lines.length * BODY.size * BODY.leading;
  sheet.announce(height + 4, () => {
    sheet.draw(sheet.tag('P'), () => sheet.paintLines(lines, sheet.left, sheet.y, sheet.width, BODY));
    sheet.y += height + 4;
  });
}

/** A numbered section. Drawn together with what follows. */
export function heading(sheet: Sheet, text: string): void {
  announce(sheet, 'H2', text, { ...BODY, size: 11.5, weight: 'bold', leading: 1.5 }, { above: 10, below: 3 });
}

export function subheading(sheet: Sheet, text: string): void {
  announce(sheet, 'H3', text, { ...BODY, size: 10, weight: 'bold' }, { above: 4, below: 2 });
}

function announce(
  sheet: Sheet,
  tag: 'H2' | 'H3',
  text: string,
  style: TextStyle,
  space: { above: number; below: number },
): void {
  const lines = sheet.lines(text, sheet.width, style);
  sheet.announce(lines.length * style.size * style.leading + space.above + space.below, () => {
    if (sheet.y > sheet.top) sheet.y += space.above;
    sheet.draw(sheet.tag(tag), () => {
      sheet.y += sheet.paintLines(lines, sheet.left, sheet.y, sheet.width, style);
    });
    sheet.y += space.below;
  });
}

/** （1） … or ・ … with the text hanging beside its mark. */
export function list(sheet: Sheet, items: readonly string[], marks: 'numbers' | 'points' = 'points'): void {
  const indent = marks === 'numbers' ? 26 : 12;
  const step = BODY.size * BODY.leading;
  const wrapped = items.map((text) => sheet.lines(text, sheet.width - indent, BODY));
  sheet.require(Math.min(wrapped[0]?.length ?? 0, 2) * step);
  const parent = sheet.tag('L');
  wrapped.forEach((lines, index) => {
    const item = sheet.tag('LI', parent);
    // The last item does not stand alone on a page: the one before it goes along.
    const next = index === wrapped.length - 2 ? wrapped[index + 1]!.length : 0;
    sheet.require(Math.min(lines.length + next, 3) * step + 3);
    const mark = marks === 'numbers' ? `（${index + 1}）` : '・';
    sheet.draw(sheet.tag('Lbl', item), () => sheet.paintLines([mark], sheet.left, sheet.y, indent, BODY));
    flow(sheet, sheet.tag('LBody', item), lines, sheet.left + indent, sheet.width - indent, BODY);
    sheet.y += 1.5;
  });
  sheet.y += 4;
}

/** ※ … in small type under a table. */
export function note(sheet: Sheet, text: string): void {
  const style: TextStyle = { ...BODY, size: 8, color: INK.quiet, leading: 1.5 };
  const indent = 11;
  const lines = sheet.lines(text, sheet.width - indent, style);
  sheet.require(Math.min(lines.length, 2) * style.size * style.leading);
  const element = sheet.tag('P');
  sheet.draw(element, () => sheet.paintLines(['※'], sheet.left, sheet.y, indent, style));
  flow(sheet, element, lines, sheet.left + indent, sheet.width - indent, style);
  sheet.y += 2;
}
