import { isCapital, isDigit, isLatin } from '../../src/text/ascii.js';
import { unitIn } from '../../src/text/unit-in.js';
import type { WrittenInLetters } from './kana-address.js';

const REACH_BACK = 72;
const REACH = 90;
const SUFFIXED =
  "[A-ZĀŌŪ][A-Za-zāōūĀŌŪ']+-(?:ku|shi|cho|chō|machi|gun|ken|fu|to|mura|son|dori|chome|Ku|Shi|Cho|Machi|Chome|KU|SHI|CHO|MACHI|GUN|KEN|FU|TO|MURA|CHOME|DORI)";
const BLOCK =
  '(?:[0-9]{1,4}(?:-[0-9]{1,4}){1,3}|[0-9]{1,2}-(?:chome|Chome|cho|jo)(?: [0-9]{1,3}(?:-[0-9]{1,4}){0,2})?)';
const HOUSE =
  '(?:(?:Room|Rm\\.?|Apt\\.?|No\\.?|Unit|#) ?#?[0-9]{1,4}|#[0-9]{1,4}|[0-9]{1,2}F|[0-9]{1,4}(?= [A-Z])|[0-9]{2,4})';
const WORD = "[A-ZĀŌŪ][A-Za-zāōūĀŌŪ']+(?:-[A-Za-z]+)?";
const ELEMENT = `(?:${BLOCK}|${SUFFIXED}|${HOUSE}|${WORD})`;
/** The whole expression; it begins with a number, a room or a name that says what it is. */
const ADDRESS = new RegExp(`(?<![A-Za-z0-9-])(?:(?:${HOUSE}|${BLOCK}|${SUFFIXED})(?:,? ${ELEMENT}){1,9})`, 'g');
const SUFFIXES = /-(?:ku|shi|cho|chō|machi|gun|ken|fu|mura|son|chome)(?![a-zāōū])/i;
/** 3-5, 2-chome 4, 77 Momoyama-cho, Niseko-cho Aza Soga 302. */
const NUMBERED =
  /[0-9]-[0-9]|-chome [0-9]|\b[0-9]{1,4} (?:[A-Z][a-z']+ ){0,2}[A-Z][a-z']+-?(?:cho|machi|dori)\b|-(?:cho|machi|mura)(?: [A-Z][a-z']+){1,3} [0-9]{1,4}\b/i;
const CITY =
  /\b(?:Osaka|Tokyo|Kyoto|Kobe|Sakai|Nara|Nagoya|Yokohama|Fukuoka|Sapporo|Hiroshima|Japan|Hokkaido|Aomori|Iwate|Miyagi|Sendai|Akita|Yamagata|Fukushima|Ibaraki|Tochigi|Gunma|Saitama|Chiba|Kanagawa|Kawasaki|Niigata|Toyama|Ishikawa|Kanazawa|Fukui|Yamanashi|Nagano|Gifu|Shizuoka|Hamamatsu|Aichi|Mie|Shiga|Hyogo|Wakayama|Tottori|Shimane|Okayama|Yamaguchi|Tokushima|Kagawa|Ehime|Matsuyama|Kochi|Kitakyushu|Saga|Nagasaki|Kumamoto|Oita|Miyazaki|Kagoshima|Okinawa|Naha|City)\b/;

/** 6-9-15 Senriyama-nishi, Suita: three numbers before two names are a block, no date and no telephone number. */
const OF_THREE = /^[1-9][0-9]{0,2}(?:-[0-9]{1,3}){2,3},? [A-Z][A-Za-zāōūĀŌŪ'-]+, [A-Z][A-Za-zāōūĀŌŪ'-]+/;

/** Whether Latin letters stand so at the hyphen that an address may be written in them: cheap, before anything is cut out. */
function mayBeLatin(text: string, hyphen: number): boolean {
  const next = unitIn(text, hyphen + 1);
  const last = unitIn(text, hyphen - 1);
  // Chuo-ku, 2-chome
  if (isLatin(next)) return isLatin(last) || isDigit(last) || 'āōū'.includes(text[hyphen - 1] ?? ' ');
  if (!isDigit(next) || !isDigit(last)) return false;
  // 2-11-405 Tamatsukuri, Kosaka 1-14-8
  let from = hyphen - 1;
  while (from > 0 && hyphen - from < 12 && (isDigit(unitIn(text, from)) || text[from] === '-')) from--;
  if (text[from] === ' ' && isLatin(unitIn(text, text[from - 1] === ',' ? from - 2 : from - 1))) return true;
  let to = hyphen + 1;
  while (to < hyphen + 12 && (isDigit(unitIn(text, to)) || text[to] === '-')) to++;
  if (text[to] === ',') to++;
  return text[to] === ' ' && isCapital(unitIn(text, to + 1)) && isLatin(unitIn(text, to + 2));
}

/** An address in Latin letters around the hyphen at `hyphen`: 2-11-405 Tamatsukuri, Chuo-ku, Osaka. */
export function latinAddress(text: string, hyphen: number, lowest: number): WrittenInLetters | undefined {
  if (!mayBeLatin(text, hyphen)) return undefined;
  const from = Math.max(lowest, hyphen - REACH_BACK);
  const line = lineAround(text.slice(from, hyphen + REACH), hyphen - from);
  for (const { 0: found, index } of line.text.matchAll(ADDRESS)) {
    const start = from + line.start + index;
    const value = found
      .replace(/,? ?[0-9]{3}-[0-9]{4}(?= |$).*$/, '')
      .replace(/(?:,? (?:Tel|Phone|TEL|Mobile|Fax|Email|Name))+$/, '');
    if (start > hyphen || start + value.length < hyphen) continue;
    // 4-12-33 Nakamiya, Hirakata, Osaka: without suffixes it takes the block in front and a city we know.
    const plain =
      OF_THREE.test(value) ||
      (/^[0-9]{1,4}(?:-[0-9]{1,4}){1,3},? [A-Z].*,/.test(value) && CITY.test(value.slice(value.indexOf(','))));
    if (!plain && !(SUFFIXES.test(value) && NUMBERED.test(value))) continue;
    return {
      start,
      end: start + value.length,
      score: CITY.test(value) || value.split(/[, ]+/).length > 2 ? 0.85 : 0.7,
    };
  }
  return undefined;
}

function lineAround(text: string, at: number): { text: string; start: number } {
  const start = text.lastIndexOf('\n', at) + 1;
  const end = text.indexOf('\n', at);
  return { text: text.slice(start, end < 0 ? undefined : end), start };
}
