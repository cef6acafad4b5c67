import { headerAbove } from '../../src/classify/record/columns.js';
import type { WrittenInLetters } from './kana-address.js';
import { CITIES, COUNTRIES, TAIWAN, WAYS_BEFORE, WAYS_BEHIND } from './ways-abroad.js';

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

/** What is counted or paid, and a year, is no post code; but NSW 2000 is one. */
const NO_CODE = '(?! ?(?:[年月日円名人件%]|[Yy]en|JPY|USD|dollars?|euros?|edition|ed\\.|people|persons|pages?|pcs))';
const CODE = `(?!(?:19|20)[0-9]{2}(?![0-9]))(?:[A-Z]{1,2}-)?[0-9]{4,6}(?:-[0-9]{3,4})?(?![0-9])${NO_CODE}`;
const CODE_WITH_COUNTRY = `[0-9]{4} ${WORD}(?=, ?(?:${COUNTRIES}))`;
/** A part that shows where in the world a street is: a post code with its town, a room. */
const SURE = new RegExp(
  `^(?:(?: ?[,·] ?| - | )(?:${UNIT}|${CODE}(?: ${WORD}){1,3}|${CODE_WITH_COUNTRY}|[0-9]{5}-[0-9]{3,4}|[0-9]{3} [0-9]{2}(?: ${WORD}){1,3}|(?:${WORD} ){1,3}${CODE}|(?:${WORD} ){0,3}(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT) [0-9]{4}|(?:${TAIWAN})(?: City)? [0-9]{3}(?![0-9-])${NO_CODE}|[A-Z]{2},? [0-9]{5}(?:-[0-9]{3,4})?|(?:${WORD} ){0,3}[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2})|,? \\p{Lu}[a-z]{1,14}-(?:gu|si|do|dong))(?![\\p{Script=Latin}0-9])`,
  'u',
);
/** A country or a city: sure behind a street, but there are Golden Ways and Silk Roads in every country. */
const COUNTRY = new RegExp(
  `^(?: ?[,·] ?| - | )(?:${COUNTRIES}|${CITIES})(?:[ -](?:City|si|do|gu))?(?![\\p{Script=Latin}0-9])`,
  'u',
);
/** Sure beside a town only: the number of a post code by itself. */
const BARE_CODE = new RegExp(`^ ?, ?${CODE}(?![\\p{Script=Latin}0-9])`, 'u');
/** Streets whose words also name books, walks and houses. */
const VAGUE = /(?:Way|Road|Place|Drive|Grove|Court)$/;
/** A part that is a town or a district if a sure one stands behind it. */
const PART = new RegExp(
  `^(?:,|,? -) ?(?:(?:Brgy\\.?|Barangay|Quận|Phường|District|Ward|Dist\\.) ?(?:[0-9]{1,2}|${WORD})|${WORD})(?: ${WORD}){0,3}(?![\\p{Script=Latin}])`,
  'u',
);
/** A number before a street that belongs to what stands before it: Chapter 12 Silk Road. */
const NUMBERED =
  /(?:^|[^A-Za-z])(?:chapter|exhibit|bus|step|route|section|figure|fig\.|volume|vol\.|episode|lesson|part|page|stage|scene|track|line|tram|stop|platform)(?: no\.?)? ?$/i;
/** Offices and hotels, whose addresses are nobody's. */
const PUBLIC =
  /^.*(?:Embassy|Consulate|City Hall|Municipality|JNTO|JETRO|\b(?:Hotel|Hilton|Inn|Museum|University)\b|大使館|領事館|ホテル|事務所)/;
/** Behind them, that somebody is told of or another sentence begins. */
const OF_SOMEBODY =
  /address|住所|住まい|自宅|居所|届け|送[付りっ]|[郵発転]送|home|\bliv(?:e|es|ing)\b|\b(?:send|ship|deliver)[a-z]* |様|さん|氏|[。!?;]/i;
const BEFORE_STREET = 60;
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
    const before = here.slice(0, index);
    if (NUMBERED.test(before) || (!inField && isPublic(text.slice(Math.max(lowest, start - BEFORE_STREET), start))))
      continue;
    const told = inField || LABEL.test(before) || HEADER.test(headerAbove(text, start) ?? '');
    const { end, sure } = tail(slice.slice(line), index + core.length, !VAGUE.test(core));
    if (sure === 0 && !(told && DIGIT.test(core))) continue;
    if (!DIGIT.test(core) && sure < 2) continue;
    return { start, end: from + line + end, score: 0.88 };
  }
  return undefined;
}

/** Whether what stands before a street, in its line, is an office or a hotel: Consulate-General of Japan, . */
function isPublic(above: string): boolean {
  const before = above.slice(above.lastIndexOf('\n') + 1);
  const upTo = PUBLIC.exec(before)?.[0].length;
  return upTo !== undefined && !OF_SOMEBODY.test(before.slice(upTo));
}

/**
 * What follows a street: towns, states, post codes, a country; also in lines of their own.
 *
 * @param countrySuffices - whether a country or a city is enough to be sure
 */
function tail(text: string, from: number, countrySuffices: boolean): { end: number; sure: number } {
  let end = from;
  let at = from;
  let sure = 0;
  let towns = 0;
  for (let part = 0; part < MOST_PARTS; part++) {
    const rest = text.slice(at);
    const known = SURE.exec(rest)?.[0];
    const weak = known ?? COUNTRY.exec(rest)?.[0] ?? BARE_CODE.exec(rest)?.[0];
    if (weak !== undefined) {
      at += weak.length;
      end = at;
      const isCountry = known === undefined && !DIGIT.test(weak);
      if (known !== undefined || towns > 0 || (isCountry && countrySuffices)) sure++;
      if (isCountry && countrySuffices) towns++;
      continue;
    }
    const other = PART.exec(rest)?.[0];
    if (other === undefined) break;
    at += other.length;
    towns++;
  }
  return end === at ? overLines(text, end, sure, countrySuffices) : { end, sure };
}

/** The next line, if nothing but such parts stands in it. */
function overLines(text: string, at: number, sure: number, countrySuffices: boolean): { end: number; sure: number } {
  const gap = /^,? ?\n/.exec(text.slice(at, at + 3))?.[0].length;
  if (gap === undefined) return { end: at, sure };
  const next = at + gap;
  const below = tail(`,${text.slice(next)}`, 0, countrySuffices);
  const end = next + below.end - 1;
  const isWholeLine = end === text.length || text[end] === '\n';
  return below.sure > 0 && isWholeLine ? { end, sure: sure + below.sure } : { end: at, sure };
}
