import { headerAbove } from '../../src/classify/record/columns.js';
import type { WrittenInLetters } from './kana-address.js';
import { CITIES, COUNTRIES, WAYS_BEFORE, WAYS_BEHIND } from './ways-abroad.js';

/** Units before and behind the word for a street in which its address lies. */
const REACH_BACK = 64;
const REACH = 150;
const MOST_PARTS = 7;
const DIGIT = /[0-9]/;

const WORD =
  "(?:\\p{Lu}[\\p{Script=Latin}'’-]{0,24}\\.?|[0-9]{1,3}(?:st|nd|rd|th)|d[aeiou]s?|del|des|la|le|les|l'|der|van|von|y|e)";
const NUMBER = '[0-9]{1,5}[A-Za-z]?(?:[/-][0-9]{1,5}[A-Za-z]?){0,3}';
const UNIT =
  '(?:(?:Unit|Apartment|Apt|Flat|Suite|Ste|Room|Rm|Chambre|Appt|Apto|Ap|Bloco|Depto|Dpto|Piso|Tower|Block|Blk|Lot|Wohnung|Whg|Level|Floor|House|Plot)\\.? ?(?:No\\.? ?)?#?[0-9A-Z]{1,5}|#[0-9]{1,5}[A-Z]?|[0-9]{1,2}(?:st|nd|rd|th)? ?(?:F|Fl\\.?|Floor))';
/** 2208 Kalakaua Court; No. 88, Zhongshan Rd.; 12/4 MG Road. */
const NUMBER_FIRST = `(?:${UNIT}, ?)?(?:No\\.? ?)?${NUMBER},? (?:Sec\\. ?[0-9], )?(?:${WORD} ){1,4}(?:${WAYS_BEHIND})(?![\\p{Script=Latin}0-9])\\.?(?: (?:North|South|East|West|[NSEW]{1,2})(?![\\p{Script=Latin}]))?`;
/** 24 rue des Lilas, 7 bis avenue Foch. */
const FRENCH = `${NUMBER}(?: ?(?:bis|ter))?,? (?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Pp]lace|[Cc]hemin|[Ii]mpasse|[Qq]uai|[Cc]ours|[Rr]oute|[Aa]llée)(?: ${WORD}){1,5}`;
/** Rua das Flores, 415; Calle Mayor 24; Jalan Melati No. 5. */
const NUMBER_LAST = `(?:${WAYS_BEFORE}) (?:${WORD} ?){1,5},? ?(?:[nN][º°o]?\\.? ?|#)?${NUMBER}`;
/** 14 Rua das Flores, 45 Jalan Melati. */
const FOREIGN_FIRST = `${NUMBER},? (?:${WAYS_BEFORE})(?: ${WORD}){1,5}`;
/** Lindenweg 8, Storgatan 14B, Annankatu 31 C 52. */
const JOINED =
  '\\p{Lu}[\\p{Script=Latin}-]{2,24}(?:straße|strasse|straat|str\\.|weg|gasse|platz|allee|gatan|vägen|gata|veien|vej|gade|katu|laan|gracht|plein) [0-9]{1,4}(?: ?[A-Z](?![\\p{Script=Latin}]))?(?: [0-9]{1,3}(?=,))?';
/** 15-3 Teheran-ro 8-gil, 123 Nguyen Trai Street, Sejong-daero 110. */
const KOREAN = `(?:${NUMBER},? )?\\p{Lu}[a-z]{1,20}(?:-?[a-z]{1,12})?-(?:daero|ro|gil)(?: ?[0-9]{1,3}(?:beon)?-gil)?(?:,? ${NUMBER})?`;
const CORE = new RegExp(
  `(?<![\\p{Script=Latin}0-9-])(?:${NUMBER_FIRST}|${FRENCH}|${FOREIGN_FIRST}|${NUMBER_LAST}|${JOINED}|${KOREAN})`,
  'gu',
);

/** A part that shows where in the world a street is: a post code with its town, a room, a country. */
const SURE = new RegExp(
  `^(?:(?: ?[,·] ?| - | )(?:${UNIT}|(?:[A-Z]{1,2}-)?[0-9]{4,6}(?:-[0-9]{3,4})?(?! ?[:年月日円])(?: ${WORD}){0,3}|[0-9]{3} [0-9]{2}(?: ${WORD}){1,3}|(?:${WORD} ){1,3}[0-9]{4,6}(?:-[0-9]{3,4})?|[A-Z]{2},? [0-9]{5}(?:-[0-9]{3,4})?|(?:${WORD} ){0,3}[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}|(?:${COUNTRIES}|${CITIES})(?:[ -](?:City|si|do|gu))?)|,? \\p{Lu}[a-z]{1,14}-(?:gu|si|do|dong))(?![\\p{Script=Latin}0-9])`,
  'u',
);
/** A part that is a town or a district if a sure one stands behind it. */
const PART = new RegExp(
  `^(?:,|,? -) ?(?:(?:Brgy\\.?|Barangay|Quận|Phường|District|Ward|Dist\\.) ?(?:[0-9]{1,2}|${WORD})|${WORD})(?: ${WORD}){0,3}(?![\\p{Script=Latin}])`,
  'u',
);
/** Columns of addresses in a table that is part of the text. */
const HEADER = /addr|street|住所/i;
const LABEL =
  /(?:[Aa]ddress|ADDRESS|[Ss]treet|addr[0-9]?|住所|住まい|自宅|居所|送付先|届け先|発送先|[Ll]iv(?:e|es|ing) (?:at|in))["']?[ はが:=→」"']{0,4}$/;

/** An address abroad around the word for a street from `at` on: 24 rue des Lilas, 69003 Lyon, France. */
export function addressAbroad(
  text: string,
  at: number,
  lowest: number,
  inField: boolean,
): WrittenInLetters | undefined {
  const from = Math.max(lowest, at - REACH_BACK);
  const slice = text.slice(from, at + REACH);
  const line = slice.lastIndexOf('\n', at - from) + 1;
  const stop = slice.indexOf('\n', at - from);
  const here = slice.slice(line, stop < 0 ? undefined : stop);
  if (!DIGIT.test(here)) return undefined;
  for (const { 0: core, index } of here.matchAll(CORE)) {
    const start = from + line + index;
    if (start > at || start + core.length <= at) continue;
    const { end, sure } = tail(here, index + core.length);
    const told = inField || LABEL.test(here.slice(0, index)) || HEADER.test(headerAbove(text, start) ?? '');
    if (sure === 0 && !(told && DIGIT.test(core))) continue;
    if (!DIGIT.test(core) && sure < 2) continue;
    return { start, end: from + line + end, score: 0.88 };
  }
  return undefined;
}

/** What follows a street: towns, states, post codes, a country. */
function tail(line: string, from: number): { end: number; sure: number } {
  let end = from;
  let at = from;
  let sure = 0;
  for (let part = 0; part < MOST_PARTS; part++) {
    const rest = line.slice(at);
    const known = SURE.exec(rest)?.[0];
    if (known !== undefined) {
      at += known.length;
      end = at;
      sure++;
      continue;
    }
    const other = PART.exec(rest)?.[0];
    if (other === undefined) break;
    at += other.length;
  }
  return { end, sure };
}
