import PDFDocument from 'pdfkit';
import { breakLines } from './line-break.js';
import { drawable, type Typefaces, type Weight } from './typefaces.js';

/** A4 in points; margins of 20 mm at the sides, room above and below for the running lines. */
export const PAGE = { width: 595.28, height: 841.89, left: 56.7, right: 56.7, top: 62, bottom: 64 } as const;

export const INK = { text: '#000000', quiet: '#555555', line: '#7a7a7a', fill: '#efefef' } as const;

export type Tag = PDFKit.PDFStructureElement;

/** What pdfkit takes for a structure element; its published types know only a part. */
export interface TagOptions {
  alt?: string;
  /** Of a table's head cell. */
  scope?: 'Column' | 'Row';
  placement?: 'Block';
  /** Left, top, right, bottom in points from the top left corner. */
  bbox?: [number, number, number, number];
}
export type Align = 'left' | 'center' | 'right';

export interface TextStyle {
  size: number;
  weight: Weight;
  color: string;
  align: Align;
  /** Distance between baselines, in multiples of `size`. */
  leading: number;
}

export const BODY: TextStyle = { size: 9.5, weight: 'regular', color: INK.text, align: 'left', leading: 1.6 };

/** What a document is made of before it becomes bytes: pages, a cursor `y` that moves down, and the structure tree. */
export class Sheet {
  readonly left = PAGE.left;
  readonly width = PAGE.width - PAGE.left - PAGE.right;
  readonly top = PAGE.top;
  readonly bottom = PAGE.height - PAGE.bottom;
  readonly pdf: PDFKit.PDFDocument;
  /** Points from the top of the page. */
  y: number = PAGE.top;
  readonly #root: Tag;
  readonly #fonts: Record<Weight, { font: string; name: string }>;
  readonly #announced: { height: number; paint: () => void }[] = [];

  constructor(
    readonly typefaces: Typefaces,
    options: PDFKit.PDFDocumentOptions,
  ) {
    this.#fonts = { regular: opened(typefaces, 'regular'), bold: opened(typefaces, 'bold') };
    this.pdf = new PDFDocument({
      ...options,
      size: 'A4',
      margin: 0,
      pdfVersion: '1.7',
      subset: 'PDF/A-3b',
      tagged: true,
      lang: 'ja-JP',
      displayTitle: true,
      bufferPages: true,
      font: this.#fonts.regular.font,
    });
    this.#root = this.pdf.struct('Document');
    this.pdf.addStructure(this.#root);
  }

  /** Points left on this page. */
  get remaining(): number {
    return this.bottom - this.y;
  }

  newPage(): void {
    this.pdf.addPage();
    this.y = this.top;
  }

  /** A heading: waits for what it stands above, so that the two are never on different pages. */
  announce(height: number, paint: () => void): void {
    this.#announced.push({ height, paint });
  }

  /**
   * To be called before anything is drawn: begins a new page unless `height` points are left below the headings that
   * wait, or the page is still empty; then draws those headings.
   */
  require(height: number): void {
    const waiting = this.#announced.splice(0);
    const above = waiting.reduce((sum, heading) => sum + heading.height, 0);
    if (this.remaining < above + height && this.y > this.top) this.newPage();
    for (const heading of waiting) heading.paint();
  }

  /** A new element of the structure tree; ended by the document unless it is ended before. */
  tag(type: string, parent: Tag = this.#root, options: TagOptions = {}): Tag {
    const element = this.pdf.struct(type, options as PDFKit.Mixins.StructureElementOptions);
    parent.add(element);
    return element;
  }

  /** Draws content that belongs to `element`, on the current page. */
  draw(element: Tag, paint: () => void): void {
    element.add(paint);
  }

  /** Draws what assistive technology skips: lines, fills, running headers. */
  decorate(type: 'Layout' | 'Pagination', paint: () => void): void {
    this.pdf.markContent('Artifact', { type });
    paint();
    this.pdf.endMarkedContent();
  }

  lines(text: string, width: number, style: TextStyle): string[] {
    return breakLines(drawable(text), width, (part) => this.typefaces.widthOf(part, style.weight, style.size));
  }

  /** Sets font, size and colour for what is drawn next. */
  pen(style: TextStyle): void {
    const { font, name } = this.#fonts[style.weight];
    this.pdf.font(font, name).fontSize(style.size).fillColor(style.color);
  }

  /** Draws lines downwards from `y`; nothing is wrapped or moved to another page here. @returns the height used */
  paintLines(lines: readonly string[], x: number, y: number, width: number, style: TextStyle): number {
    const step = style.size * style.leading;
    this.pen(style);
    lines.forEach((line, index) => {
      if (line === '') return;
      const slack = width - this.pdf.widthOfString(line);
      const indent = style.align === 'right' ? slack : style.align === 'center' ? slack / 2 : 0;
      // The baseline stands so that the full-width square of the character is centred in the line.
      const baseline = y + index * step + step / 2 + style.size * 0.38;
      this.pdf.text(line, x + indent, baseline, { lineBreak: false, baseline: 'alphabetic' });
    });
    return lines.length * step;
  }

  rule(x: number, y: number, length: number, thickness = 0.5): void {
    this.decorate('Layout', () =>
      this.pdf
        .lineWidth(thickness)
        .strokeColor(INK.line)
        .moveTo(x, y)
        .lineTo(x + length, y)
        .stroke(),
    );
  }

  box(x: number, y: number, width: number, height: number, fill?: string): void {
    this.decorate('Layout', () => {
      if (fill) this.pdf.rect(x, y, width, height).fill(fill);
      this.pdf.lineWidth(0.5).strokeColor(INK.line).rect(x, y, width, height).stroke();
    });
  }
}

/** pdfkit takes an open font too, which its types do not know, and finds it again by this name. */
function opened(typefaces: Typefaces, weight: Weight): { font: string; name: string } {
  const font = typefaces.forDocument(weight);
  return { font: font as unknown as string, name: font.postscriptName };
}
