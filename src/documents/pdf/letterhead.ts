import { BODY, type Sheet, type TextStyle } from './sheet.js';

export interface Letterhead {
  title: string;
  /** Under the title, e.g. the stage of a certificate. */
  subtitle?: string;
  /** 文書番号 */
  number: string;
  /** As it stands on paper, e.g. `令和8年11月23日`. */
  date: string;
  /** Addressee, one line each; the last gets its honorific from the caller. */
  to: readonly string[];
  /** Sender, one line each. */
  from: readonly string[];
}

/** 文書番号 and date at the right, addressee at the left, sender at the right, the title in the middle. */
export function letterhead(sheet: Sheet, head: Letterhead): void {
  const right: TextStyle = { ...BODY, align: 'right' };
  block(sheet, [`文書番号　${head.number}`, head.date], right);
  sheet.y += 8;
  block(sheet, head.to, { ...BODY, size: 11 });
  sheet.y += 4;
  senderBlock(sheet, head.from);
  sheet.y += 16;
  title(sheet, head.title, head.subtitle);
  sheet.y += 14;
}

function block(sheet: Sheet, texts: readonly string[], style: TextStyle): void {
  for (const text of texts) {
    const lines = sheet.lines(text, sheet.width, style);
    sheet.draw(sheet.tag('P'), () => {
      sheet.y += sheet.paintLines(lines, sheet.left, sheet.y, sheet.width, style);
    });
  }
}

/** In the right half, left-aligned among themselves, as wide as the longest line needs. */
function senderBlock(sheet: Sheet, texts: readonly string[]): void {
  const longest = Math.max(...texts.map((text) => sheet.typefaces.widthOf(text, BODY.weight, BODY.size)));
  const width = Math.min(longest + 1, sheet.width * 0.6);
  const x = sheet.left + sheet.width - width;
  for (const text of texts) {
    const lines = sheet.lines(text, width, BODY);
    sheet.draw(sheet.tag('P'), () => {
      sheet.y += sheet.paintLines(lines, x, sheet.y, width, BODY);
    });
  }
}

function title(sheet: Sheet, text: string, subtitle: string | undefined): void {
  const style: TextStyle = { ...BODY, size: 19, weight: 'bold', align: 'center', leading: 1.4 };
  const spacing = 8;
  const width = sheet.typefaces.widthOf(text, style.weight, style.size) + spacing * ([...text].length - 1);
  sheet.draw(sheet.tag('H1'), () => {
    sheet.pen(style);
    sheet.pdf.text(text, sheet.left + (sheet.width - width) / 2, sheet.y + style.size, {
      lineBreak: false,
      baseline: 'alphabetic',
      characterSpacing: spacing,
    });
  });
  sheet.y += style.size * style.leading;
  if (subtitle === undefined) return;
  block(sheet, [subtitle], { ...BODY, size: 10.5, align: 'center' });
}
