import type { RecordField } from '../record.js';
import { tagField, tagText } from './tag-text.js';

const MAX_COMMENTS = 10_000;

/**
 * Texts of a Vorbis comment, as Ogg, Opus and FLAC hold them: `NAME=value`.
 *
 * @see https://xiph.org/vorbis/doc/v-comment.html
 */
export function vorbisFields(comment: Buffer): RecordField[] {
  const fields: RecordField[] = [];
  if (comment.length < 8) return fields;
  let at = 4 + comment.readUInt32LE(0);
  if (at + 4 > comment.length) return fields;
  const count = Math.min(comment.readUInt32LE(at), MAX_COMMENTS);
  at += 4;
  for (let index = 0; index < count && at + 4 <= comment.length; index += 1) {
    const length = comment.readUInt32LE(at);
    const text = tagText(comment.subarray(at + 4, at + 4 + length));
    at += 4 + length;
    const [, name = 'comment', value = text] = /^([\x20-\x3c\x3e-\x7d]+)=([\s\S]*)$/.exec(text) ?? [];
    if (!/^(?:METADATA_BLOCK_PICTURE|COVERART)$/i.test(name)) {
      fields.push(...tagField(name.toLowerCase(), value, 'VorbisComment'));
    }
  }
  return fields;
}
