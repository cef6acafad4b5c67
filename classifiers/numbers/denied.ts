import type { InformationType } from '../../src/classify/finding.js';
import { Opening } from '../../src/text/edge-pattern.js';
import { kindsNamed } from './kinds-named.js';

/** は電話番号ではありません, (電話ではない): of what is named it is none. 5641ではなく5648 names nothing. */
const DENIED = new Opening(
  /^[」』"]? ?(?:は|って|とは|(?:→[^。\n0-9()]{0,12})?\()、?([^。、\n0-9]{1,12}?)(?:では|じゃ|や)(?:な[いくか]|ありま|ございま|ねえ)/,
  32,
);
const PHONE = /電話|TEL|ファ(?:ッ?クス|クシミリ)|FAX|携帯/;

/** Whether it is said right behind a number that it is none of this type. */
export function isDenied(text: string, end: number, type: InformationType): boolean {
  const named = DENIED.exec(text, end)?.[1];
  if (named === undefined) return false;
  return type === 'PHONE_NUMBER' ? PHONE.test(named) : kindsNamed(named).includes(type);
}
