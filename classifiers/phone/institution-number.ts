import type { Candidate } from '../../src/classify/recognizer.js';
import { DIRECTORY_ENTRY } from '../../src/classify/record/directory-row.js';
import { INCOMING } from '../../src/classify/record/topics.js';
import { once, type Scan } from '../../src/classify/scan.js';
import { Closing } from '../../src/text/edge-pattern.js';
import { firstFrom, firstWithin } from '../../src/text/windows.js';
import { isDenied } from '../numbers/denied.js';
import { isFacilityNumber } from '../offices/facility-numbers.js';
import { officeAsked } from '../offices/office-asked.js';
import { inOfficeList } from '../offices/office-list.js';
import { officeBehind, publicOffice, toldByOffice } from '../offices/public-office.js';
import { isInOfficeSignature } from '../offices/signature.js';
import { isItsOther, isSomebodys } from './its-other.js';
import { MOBILE_OR_IP } from './subscriber-number.js';

/** As it is cut, without its digits: 080-0000-7019 would be a free number by these. */
const MOBILE_CUT = /^(?:0|〇)[6-9七八九](?:0|〇)[-,(の]/;
/** 入居者浦郷様、095-…: nothing stands between whoever is addressed and the number. */
const BEHIND_PERSON = new Closing(/(?<![皆客方])(?:様|さん|氏)[、:( ](?:お?電話|TEL|Tel|℡)?[: ]?$/, 12);
/** 入電一覧: beside each number that called stands the desk that it was put through to. */
const LIST_OF_CALLS = /(?:[入受]電|着信|折り?返し?先?|通話)の?(?:一覧|ログ|リスト|履歴)/;
const REACH_OF_LIST = 400;
/** Fields of the number that was called; the first are of incoming calls only. */
const DIALLED = /(?:^|[/_])(?:dnis|did)(?:$|[/_])|ダイヤルイン|着信ダイヤル|受電(?:番号|回線)/;
const CALLED =
  /着信先|着信番号|着番号|被呼|called|callee|(?:^|[/_])to(?:$|[_-](?:number|phone|tel))|(?:^|[/_])destination/;

/** Whether the field holds the centre's own number, to which the call of this record came. */
function isOwnLine({ fields, beside }: Scan): boolean {
  return (
    fields.matches(DIALLED) ||
    (beside.length > 0 && fields.matches(CALLED) && beside.some((text) => INCOMING.some((word) => text.includes(word))))
  );
}

/** Units between such a number and where it is repeated. */
const REACH_OF_OFFICE = 2048;

/** Where the numbers of a text were said to be an office's, by their digits and all together: repeated, they still are. */
const officesIn = (_: Scan) => ({ all: new Places(), byDigits: new Map<string, Places>() });

/** Beginnings of numbers, each once, and where they end. */
class Places {
  readonly #starts: { start: number; end: number }[] = [];

  add(start: number, end = start): this {
    const at = firstFrom(this.#starts, start);
    if (this.#starts[at]?.start !== start) this.#starts.splice(at, 0, { start, end });
    return this;
  }

  /** Whether one is within `REACH_OF_OFFICE`. */
  near(start: number): boolean {
    return firstWithin(this.#starts, start - REACH_OF_OFFICE, start + REACH_OF_OFFICE) !== undefined;
  }

  /** Whether one ends before `start` with nothing but labels between. */
  endsBefore(text: string, start: number): boolean {
    const last = this.#starts[firstFrom(this.#starts, start) - 1];
    return last !== undefined && last.end < start && isItsOther(text, last.end, start);
  }
}

/** Why a number is the centre's own or a public office's; undefined where it may be somebody's. */
export function institutionNumber(scan: Scan, candidate: Candidate): string | undefined {
  const { start, end, digits = '', rule } = candidate;
  if (isOwnLine(scan)) return 'line of the centre';
  if (isDenied(scan, candidate, 'PHONE_NUMBER')) return 'said to be none';
  if (rule === 'international') return officeBehind(scan.text, end);
  if (MOBILE_CUT.test(scan.text.slice(start, end))) return undefined;
  if (MOBILE_OR_IP.test(digits) && !digits.startsWith('050')) return undefined;
  if (scan.beside === DIRECTORY_ENTRY) return 'public place';
  if (BEHIND_PERSON.test(scan.text, start)) return undefined;
  if (LIST_OF_CALLS.test(scan.text.slice(Math.max(0, start - REACH_OF_LIST), start))) return undefined;
  const known = once(scan, officesIn);
  const office =
    publicOffice(scan.text, start) ??
    officeBehind(scan.text, end) ??
    toldByOffice(scan.text, start, end) ??
    (isFacilityNumber(scan.text, start, end) ? 'public place' : undefined) ??
    (isInOfficeSignature(scan.text, start) ? 'signature of an office' : undefined) ??
    (officeAsked(scan.text, start, end) ? 'office asked for' : undefined) ??
    (inOfficeList(scan.text, start) ? 'list of offices' : undefined) ??
    (known.all.endsBefore(scan.text, start) && !isSomebodys(scan, end) ? 'beside an office' : undefined);
  const places = known.byDigits.get(digits);
  if (office === undefined) return places?.near(start) ? 'office named before' : undefined;
  // A part of a number, without digits of its own, is repeated beside an office's number only.
  if (digits === '' && !known.all.near(start)) return office;
  known.all.add(start, end);
  if (places) places.add(start);
  else known.byDigits.set(digits, new Places().add(start));
  return office;
}
