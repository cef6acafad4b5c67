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
  flow(sheet, sheet.tag('P'), sheet.lines(text, sheet.width, full), sheet.left, sheet.width, full);
  sheet.y += 4;
}

/** A numbered section. Kept with at least `keep` points of what follows. */
export function heading(sheet: Sheet, text: string, keep = 90): void {
  const style: TextStyle = { ...BODY, size: 11.5, weight: 'bold', leading: 1.5 };
  sheet.y += sheet.y > sheet.top ? 10 : 0;
  const lines = sheet.lines(text, sheet.width, style);
  sheet.require(lines.length * style.size * style.leading + keep);
  const element = sheet.tag('H2');
  sheet.draw(element, () => {
    sheet.y += sheet.paintLines(lines, sheet.left, sheet.y, sheet.width, style);
  });
  sheet.y += 3;
}

export function subheading(sheet: Sheet, text: string, keep = 70): void {
  const style: TextStyle = { ...BODY, size: 10, weight: 'bold' };
  sheet.y += 4;
  const lines = sheet.lines(text, sheet.width, style);
  sheet.require(lines.length * style.size * style.leading + keep);
  sheet.draw(sheet.tag('H3'), () => {
    sheet.y += sheet.paintLines(lines, sheet.left, sheet.y, sheet.width, style);
  });
  sheet.y += 2;
}

/** （1） … or ・ … with the text hanging beside its mark. */
export function list(sheet: Sheet, items: readonly string[], marks: 'numbers' | 'points' = 'points'): void {
  const indent = marks === 'numbers' ? 26 : 12;
  const parent = sheet.tag('L');
  const step = BODY.size * BODY.leading;
  const wrapped = items.map((text) => sheet.lines(text, sheet.width - indent, BODY));
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
  const element = sheet.tag('P');
  const lines = sheet.lines(text, sheet.width - indent, style);
  sheet.require(Math.min(lines.length, 2) * style.size * style.leading);
  sheet.draw(element, () => sheet.paintLines(['※'], sheet.left, sheet.y, indent, style));
  flow(sheet, element, lines, sheet.left + indent, sheet.width - indent, style);
  sheet.y += 2;
}
