import type { RecordField } from '../record.js';
import { tagField, tagText } from './tag-text.js';

/** Names of tags that recognizers know; others keep their own. */
const NAMES = new Map(
  Object.entries({
    '©nam': 'title',
    '©ART': 'artist',
    aART: 'artist',
    '©alb': 'album',
    '©cmt': 'comment',
    '©day': 'date',
    '©wrt': 'composer',
    '©lyr': 'lyrics',
    '©too': 'encoder',
    '©des': 'description',
    '©aut': 'author',
    '©xyz': 'location',
    desc: 'description',
    ldes: 'description',
    titl: 'title',
    auth: 'author',
    perf: 'artist',
    dscp: 'description',
    albm: 'album',
    cprt: 'copyright',
    name: 'title',
  }),
);
/** Of 3GPP: version and flags, a packed language, then text. */
const THREE_GPP = /^(?:titl|auth|perf|dscp|albm|cprt|gnre|loci)$/;
/** Kinds of a `data` box that are text. @see QuickTime File Format, "Well-Known Types" */
const CHARSETS = new Map([
  [1, 'utf-8'],
  [2, 'utf-16be'],
  [3, 'shift_jis'],
  [4, 'utf-8'],
  [5, 'utf-16be'],
]);

/** Texts of the boxes below `udta` and `ilst`. */
export class Mp4Tags {
  readonly fields: RecordField[] = [];
  /** Names by number, where a `keys` box gives some. */
  readonly #keys: string[] = [];

  /** @param inside - types of the enclosing boxes, outermost first */
  static holdsText(type: string, inside: readonly string[]): boolean {
    const parent = inside.at(-1);
    if (parent === 'ilst') return true;
    if (parent === 'meta') return type === 'keys';
    return parent === 'udta' && type !== 'hdlr' && type !== 'free';
  }

  add(type: string, content: Buffer, inside: readonly string[]): void {
    if (type === 'keys') this.#addKeys(content);
    else if (inside.at(-1) === 'ilst') this.#addItem(type, content);
    else this.#tell(NAMES.get(type) ?? type, userText(type, content));
  }

  #addKeys(content: Buffer): void {
    for (let at = 8; at + 8 <= content.length && this.#keys.length < 1000; ) {
      const size = content.readUInt32BE(at);
      if (size < 8) return;
      this.#keys.push(content.toString('utf8', at + 8, at + size));
      at += size;
    }
  }

  #addItem(type: string, content: Buffer): void {
    const number = Buffer.from(type, 'latin1').readUInt32BE(0);
    let name = NAMES.get(type) ?? this.#keys[number - 1] ?? type;
    for (let at = 0; at + 8 <= content.length; ) {
      const size = content.readUInt32BE(at);
      if (size < 8) return;
      const part = content.subarray(at + 8, at + size);
      const kind = content.toString('latin1', at + 4, at + 8);
      // `----` names itself: who defined it, then its name.
      if (kind === 'name' && part.length > 4) name = tagText(part.subarray(4));
      const charset = kind === 'data' && part.length > 8 ? CHARSETS.get(part.readUInt32BE(0)) : undefined;
      if (charset === 'utf-8') this.#tell(name, tagText(part.subarray(8)));
      else if (charset) this.#tell(name, new TextDecoder(charset).decode(part.subarray(8)));
      at += size;
    }
  }

  #tell(name: string, text: string): void {
    this.fields.push(...tagField(name, text, 'MP4'));
  }
}

function userText(type: string, content: Buffer): string {
  if (THREE_GPP.test(type) && content.length > 6) {
    const text = content.subarray(6);
    const isWide = text[0] === 0xfe && text[1] === 0xff;
    return isWide ? new TextDecoder('utf-16be').decode(text) : tagText(text);
  }
  // QuickTime: a length and a language before each text.
  if (type.startsWith('©') && content.length > 4) return tagText(content.subarray(4, 4 + content.readUInt16BE(0)));
  return type === 'name' ? tagText(content) : '';
}
