import { fieldNamesOf } from '../field-names.js';
import type { Finding, TextOfRecord } from '../finding.js';
import type { Conversation } from './conversation.js';

/** Longer values are prose, not 記号 or 番号. */
const LONGEST = 24;
const FIRST = /記号$/;
const SECOND = /(?:^|[^話帯絡郵便])番号$/;
/** The branch of an insured person, two digits in a third field. */
const THIRD = /枝番号?$|(?:^|[/_ -])(?:eda(?:ban(?:go?u?)?)?|branch(?:[_ -]?(?:no|number))?)$/;
const BRANCH = /^[0-9]{2}$/;
/** kigo, bango; insurance/symbol, insurance/number. */
const FIRST_LATIN = /(?:^|[/_ -])kigou?$|(?:insur|hoken|kenpo|kokuho|shaho).*[/_ -]symbol$/;
const SECOND_LATIN = /(?:^|[/_ -])(?:bangou?|number|no)$/;
const OF_ACCOUNT = /yucho|yuucho|kou?za|bank|account|tel|phone/;
/** 電話番号1, 電話番号2, 電話番号3; tel_1, tel_2; カード番号(1). */
const PART = /^(.*(?:番号|コード|tel|phone|mobile|fax|zip|postal|card|account))[ _-]?[(]?([1-4])[)]?$/;
const PIECE = /^[0-9]{1,6}$/;
const MOST_PARTS = 4;

/** 生年（元号）, 年, 月, 日; birth_year, birth_month, birth_day: a date of birth in fields of its parts. */
const OF_BIRTH = /生年|生まれ|誕生|出生|(?:^|[/_ -])birth[_ -]?(?:year|month|day|date)/;
const ERA_FIELD = /元号|年号|和暦|(?:^|[/_ -])era$/;
const ERA = /^(?:明治|大正|昭和|平成|令和|[明大昭平令MTSHR])$/;
const DATE_FIELDS: readonly (readonly [name: RegExp, value: RegExp, unit: string])[] = [
  [/年$|年[(]|year$/, /^[0-9]{1,4}年?$|^元年?$/, '年'],
  [/月$|month$/, /^(?:1[0-2]|0?[1-9])月?$/, '月'],
  [/日$|day$/, /^(?:3[01]|[12][0-9]|0?[1-9])日?$/, '日'],
];

/** 月日: 0214, 2月14日: month and day in one field behind that of the year. */
const YEAR = /^(?:明治|大正|昭和|平成|令和)?(?:[0-9]{1,4}|元)年?$/;
const MONTH_AND_DAY = /月日$/;
const DAY_OF_YEAR = /^(1[0-2]|0?[1-9])(?:月|[/.-]|(?=[0-9]{2}$))(3[01]|[12][0-9]|0?[1-9])日?$/;

/** A value cut into several fields, put together as the same paper has it in one line. */
export interface JoinedFields extends Conversation {
  /** Position of the first of the fields. */
  at: number;
}

/** 記号 in one field and 番号 in the next (保険証, ゆうちょ通帳), or one number in numbered fields: each says little alone. */
export function joinedFieldsOf(fields: readonly TextOfRecord[]): JoinedFields[] {
  let all: JoinedFields[] | undefined;
  for (let at = 0; at + 1 < fields.length; at++) {
    const joined =
      symbolAndNumber(fields, at) ?? numberedParts(fields, at) ?? birthInParts(fields, at) ?? birthInHalves(fields, at);
    if (!joined) continue;
    all ??= [];
    all.push(joined);
    at += joined.starts.length - 1;
  }
  return all ?? NOTHING;
}

/** What was found in the value put together, in each of its fields that holds a part of it, with offsets there. */
export function inParts<F extends Finding>(
  fields: readonly TextOfRecord[],
  { at, starts }: JoinedFields,
  found: readonly F[],
): F[][] {
  return starts.map((from, part) => {
    const { length } = fields[at + part]!.text;
    return found
      .filter(({ start, end }) => start < from + length && end > from)
      .map((one) => ({ ...one, start: Math.max(0, one.start - from), end: Math.min(length, one.end - from) }));
  });
}

const NOTHING: JoinedFields[] = [];

function symbolAndNumber(fields: readonly TextOfRecord[], at: number): JoinedFields | undefined {
  const [first, second, third] = [fields[at]!, fields[at + 1]!, fields[at + 2]];
  const latin = isInLatin(first, second);
  if (!latin && (!named(first, FIRST) || !named(second, SECOND))) return undefined;
  const opening = `${latin ? '保険証 記号' : first.name} ${first.text}`;
  const text = `${opening} 番号 ${second.text}`;
  const starts = [opening.length - first.text.length, text.length - second.text.length];
  if (!third || !named(third, THIRD) || !BRANCH.test(third.text.normalize('NFKC'))) return { at, text, starts };
  const whole = `${text} 枝番 ${third.text}`;
  return { at, text: whole, starts: [...starts, whole.length - third.text.length] };
}

function isInLatin(first: TextOfRecord, second: TextOfRecord): boolean {
  return (
    named(first, FIRST_LATIN) && named(second, SECOND_LATIN) && !named(first, OF_ACCOUNT) && !named(second, OF_ACCOUNT)
  );
}

function numberedParts(fields: readonly TextOfRecord[], at: number): JoinedFields | undefined {
  const first = partOf(fields[at]!);
  if (first?.place !== '1') return undefined;
  let text = `${first.stem} `;
  const starts: number[] = [];
  for (let part = 0; part < MOST_PARTS && at + part < fields.length; part++) {
    const next = partOf(fields[at + part]!);
    if (next?.stem !== first.stem || next.place !== String(part + 1)) break;
    if (part > 0) text += '-';
    starts.push(text.length);
    text += fields[at + part]!.text;
  }
  return starts.length > 1 ? { at, text, starts } : undefined;
}

function birthInParts(fields: readonly TextOfRecord[], at: number): JoinedFields | undefined {
  const hasEra = named(fields[at]!, ERA_FIELD) && ERA.test(fields[at]!.text.normalize('NFKC').trim());
  const from = hasEra ? at + 1 : at;
  const parts = fields.slice(from, from + DATE_FIELDS.length);
  if (parts.length < DATE_FIELDS.length) return undefined;
  let text = `生年月日 ${hasEra ? fields[at]!.text : ''}`;
  const starts = hasEra ? [text.length - fields[at]!.text.length] : [];
  for (const [place, [name, value, unit]] of DATE_FIELDS.entries()) {
    const part = parts[place]!;
    if (!named(part, name) || !value.test(part.text.normalize('NFKC').trim())) return undefined;
    starts.push(text.length);
    text += part.text.endsWith(unit) ? part.text : `${part.text}${unit}`;
  }
  return fields.slice(at, from + parts.length).some((one) => named(one, OF_BIRTH)) ? { at, text, starts } : undefined;
}

/** 生年（西暦）: 1969, 月日: 0214. */
function birthInHalves(fields: readonly TextOfRecord[], at: number): JoinedFields | undefined {
  const [first, second] = [fields[at]!, fields[at + 1]!];
  const [yearName] = DATE_FIELDS[0]!;
  if (!named(second, MONTH_AND_DAY) || !named(first, OF_BIRTH) || !named(first, yearName)) return undefined;
  if (!YEAR.test(first.text.normalize('NFKC').trim())) return undefined;
  const day = DAY_OF_YEAR.exec(second.text.normalize('NFKC').trim());
  if (!day) return undefined;
  const opening = `生年月日 ${first.text}${first.text.endsWith('年') ? '' : '年'}`;
  // The day is written as dates are; its finding covers all of the field.
  return { at, text: `${opening}${day[1]}月${day[2]}日`, starts: ['生年月日 '.length, opening.length] };
}

function partOf({ name, path, text }: TextOfRecord): { stem: string; place: string } | undefined {
  if (name === undefined || text.length > LONGEST || !PIECE.test(text.normalize('NFKC'))) return undefined;
  const match = PART.exec(fieldNamesOf({ fieldName: name, path }).field);
  return match ? { stem: match[1]!, place: match[2]! } : undefined;
}

function named({ name, path, text }: TextOfRecord, pattern: RegExp): boolean {
  if (name === undefined || text.length > LONGEST || text === '') return false;
  return fieldNamesOf({ fieldName: name, path }).matches(pattern);
}
