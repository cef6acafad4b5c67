import { MAX_FIELD } from '../limits.js';
import type { RtfHandler } from './rtf-tokens.js';

export interface RtfLine {
  /** `header`, `comment`, …; undefined for the body. */
  name: string | undefined;
  line: string;
}

/** Groups that hold no text. */
const PASSED_OVER = new Set(
  (
    'fonttbl colortbl stylesheet pict objdata listtable listoverridetable rsidtbl themedata colorschememapping ' +
    'datastore latentstyles generator xmlnstbl blipuid panose falt wgrffmtfilter pgdsctbl pgptbl sn'
  ).split(' '),
);
/** Groups whose text is of another kind, by the name that it gets. */
const NAMES = new Map(
  Object.entries({
    header: 'header',
    headerl: 'header',
    headerr: 'header',
    headerf: 'header',
    footer: 'footer',
    footerl: 'footer',
    footerr: 'footer',
    footerf: 'footer',
    footnote: 'footnote',
    annotation: 'comment',
    atnauthor: 'author',
    atnid: 'author',
    fldinst: 'link',
    title: 'title',
    subject: 'subject',
    author: 'author',
    manager: 'manager',
    company: 'company',
    operator: 'author',
    keywords: 'keywords',
    doccomm: 'comment',
    hlinkbase: 'link',
    deleted: 'deleted',
    sv: 'shape',
  }),
);
const LINE_ENDS = new Set(['par', 'line', 'row', 'sect', 'page', 'column', 'softline']);
const CHARACTERS = new Map(
  Object.entries({
    tab: '\t',
    cell: '\t',
    nestcell: '\t',
    emdash: '—',
    endash: '–',
    lquote: '‘',
    rquote: '’',
    ldblquote: '“',
    rdblquote: '”',
    bullet: '•',
    emspace: '\u2003',
    enspace: '\u2002',
  }),
);

/** Code pages by number, and by the character set that a font is for, as WHATWG labels. */
const CODE_PAGES = new Map([
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [65001, 'utf-8'],
  ...Array.from({ length: 9 }, (_, index): [number, string] => [1250 + index, `windows-${1250 + index}`]),
]);
const FONT_CHARSETS = new Map([
  [0, 'windows-1252'],
  [128, 'shift_jis'],
  [129, 'euc-kr'],
  [134, 'gbk'],
  [136, 'big5'],
]);

interface Group {
  name: string | undefined;
  passedOver: boolean;
  isFontTable: boolean;
  /** Bytes of the fallback behind each `\u`. */
  fallback: number;
  font: number | undefined;
}

const MAX_DEPTH = 1000;

/** The text of RTF: which groups hold some, and what its bytes mean in the code page of the document or the font. */
export class RtfText implements RtfHandler {
  passedOver = 0;
  undecodable = 0;
  #group: Group = {
    name: undefined,
    passedOver: false,
    isFontTable: false,
    fallback: 1,
    font: undefined,
  };
  readonly #outer: Group[] = [];
  #tooDeep = 0;
  readonly #fonts = new Map<number, string>();
  #charset = 'windows-1252';
  #bytes: number[] = [];
  /** Of fallback bytes still to be passed over. */
  #fallback = 0;
  readonly #lines = new Map<string | undefined, string>();
  #done: RtfLine[] = [];

  open(): void {
    this.#decode();
    this.#fallback = 0;
    if (this.#outer.length >= MAX_DEPTH) {
      this.#tooDeep += 1;
      return;
    }
    this.#outer.push(this.#group);
    this.#group = { ...this.#group };
  }

  close(): void {
    this.#decode();
    this.#fallback = 0;
    if (this.#tooDeep > 0) {
      this.#tooDeep -= 1;
      return;
    }
    const { name } = this.#group;
    this.#group = this.#outer.pop() ?? this.#group;
    if (name !== this.#group.name) this.#lineEnd(name);
  }

  binary(length: number): void {
    this.passedOver += length;
  }

  control(word: string, value: number | undefined): void {
    this.#decode();
    if (word === 'u' && value !== undefined) {
      this.#unicode(value);
      return;
    }
    const name = NAMES.get(word);
    if (word === 'fonttbl') this.#group.isFontTable = true;
    if (PASSED_OVER.has(word)) this.#group.passedOver = true;
    else if (name !== undefined && value !== 0) this.#group.name = name;
    else if (word === 'deleted') this.#group.name = undefined;
    else if (LINE_ENDS.has(word)) this.#lineEnd(this.#group.name);
    else if (CHARACTERS.has(word)) this.#write(CHARACTERS.get(word) ?? '');
    else if (value !== undefined) this.#setting(word, value);
    else if (word === 'plain' || word === 'pard') this.#group.font = undefined;
  }

  byte(byte: number): void {
    if (this.#fallback > 0) {
      this.#fallback -= 1;
      return;
    }
    if (this.#group.passedOver) this.passedOver += 1;
    else this.#bytes.push(byte);
    if (this.#bytes.length > MAX_FIELD) this.#decode();
  }

  /** Lines that are complete; at the end of the file, what is left. */
  *take(): Generator<RtfLine, void, undefined> {
    yield* this.#done.splice(0);
  }

  end(): void {
    this.#decode();
    for (const name of [...this.#lines.keys()]) this.#lineEnd(name);
  }

  #setting(word: string, value: number): void {
    if (word === 'ansicpg') this.#charset = CODE_PAGES.get(value) ?? this.#charset;
    else if (word === 'f') this.#group.font = value;
    else if (word === 'fcharset' && this.#group.isFontTable && this.#group.font !== undefined) {
      const charset = FONT_CHARSETS.get(value);
      if (charset && this.#fonts.size < 10_000) this.#fonts.set(this.#group.font, charset);
    } else if (word === 'uc') this.#group.fallback = Math.max(0, Math.min(value, 16));
  }

  /** Values beyond 32767 are written as negative numbers. */
  #unicode(value: number): void {
    if (!this.#group.passedOver) this.#write(String.fromCharCode(value & 0xffff));
    this.#fallback = this.#group.fallback;
  }

  /** The bytes so far as text: a character may be two of them, one written as itself and one as `\'xx`. */
  #decode(): void {
    if (this.#bytes.length === 0) return;
    const bytes = Uint8Array.from(this.#bytes);
    this.#bytes = [];
    const font = this.#group.font === undefined ? undefined : this.#fonts.get(this.#group.font);
    // A Western font says nothing about Japanese bytes in a Japanese document.
    const charset = font === undefined || font === 'windows-1252' ? this.#charset : font;
    const text = new TextDecoder(charset).decode(bytes);
    this.undecodable += text.split('\ufffd').length - 1;
    this.#write(text);
  }

  #write(text: string): void {
    const { name, passedOver } = this.#group;
    if (passedOver) return;
    const line = (this.#lines.get(name) ?? '') + text;
    this.#lines.set(name, line);
    if (line.length > MAX_FIELD) this.#lineEnd(name);
  }

  #lineEnd(name: string | undefined): void {
    const line = (this.#lines.get(name) ?? '').trim();
    this.#lines.delete(name);
    if (line !== '') this.#done.push({ name, line });
  }
}
