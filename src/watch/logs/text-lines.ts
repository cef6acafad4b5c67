import { StringDecoder } from 'node:string_decoder';
import type { ByteStream } from '../../base/bytes.js';

/** A record of more characters is none. */
export const MAX_LINE = 1024 * 1024;

export interface TextLine {
  text: string;
  /** From 1. */
  number: number;
  /** False of a last line without its line feed, and of one that is longer than `MAX_LINE`: only its beginning is told. */
  whole: boolean;
}

/** Lines of UTF-8, many at a time: one promise per line would cost more than reading it. Holds one chunk and one line. */
export async function* textLines(bytes: ByteStream): AsyncGenerator<TextLine[]> {
  const decoder = new StringDecoder('utf8');
  let held = '';
  let tooLong = false;
  let number = 0;
  for await (const chunk of bytes) {
    const pieces = (held + decoder.write(chunk as Buffer)).split('\n');
    held = pieces.pop() ?? '';
    const lines: TextLine[] = [];
    for (const text of pieces) {
      number += 1;
      const whole = !tooLong && text.length <= MAX_LINE;
      lines.push({ text: text.slice(0, MAX_LINE), number, whole });
      tooLong = false;
    }
    if (held.length > MAX_LINE) {
      held = held.slice(0, MAX_LINE);
      tooLong = true;
    }
    if (lines.length > 0) yield lines;
  }
  held += decoder.end();
  if (held !== '') yield [{ text: held.slice(0, MAX_LINE), number: number + 1, whole: false }];
}
