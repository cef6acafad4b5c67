import type { Candidate } from '../../src/classify/recognizer.js';
import { endOfTurn, speakerAt } from '../dictation/turns.js';
import { type ToldDate, toldDates } from './told-dates.js';
import { datePartsIn } from './told-parts.js';

/** Turns behind the label, units of one, and of all, that are listened to. */
const MOST_TURNS = 12;
const LONGEST_TURN = 96;
const REACH = 480;
/** Turns without a date after which nobody goes on. */
const MOST_QUIET = 2;
/** Units before the label in which the year may have been told. */
const BEFORE = 80;

/** Something else is asked for or told of. */
const OTHER =
  /電話|連絡先|住所|郵便|お?名前|氏名|苗字|名字|番号|メール|アドレス|口座|名義|受付(?:は|番|日|票)|来庁|来所|予約|伺いま|お越し|窓口で|お届け|送り|発送|金額|円/;
/** Dates of something else, said right before them. */
const OTHER_DATE =
  /予約|交付|期限|期間|結婚|喪失|離職|更新|入居|転[入居出]|引っ?越|取得|卒業|来庁|来所|受診|申請|届出?|発行|亡く|他界|死[亡去]|(?:今日|本日|明日|今年|去年|来年)[^、。]{0,3}$|支給|認定|退職|就職|入社|採用|工事|竣工|築|健診|検診|お?電話|まで有効|開始|開催|締切|時点|現在|施行/;
const TURNS_OF_REPAIR = 2;
const REPAIR = /違|ちが|ちゃう|いえ|いや|じゃな|ではな|やなく|やのう|でなく|訂正|正しく|直し|間違|まちが|失礼|登録/;

/** Before a number that is a year because it is the answer. */
const BEFORE_ANSWER =
  /^(?:はい|ええ|うん|えー?っ?と|ええと|あの|それは|年は|年が|登録は|西暦(?:で|は|だと)?|[、。 …])*$/;
const LONGEST_ASIDE = 16;
const OTHER_BEHIND = /^(?:に(?:結婚|引|転|亡|他|退|就|入)|まで(?:に|の)|から|以|頃に|付け?|卒)/;

/**
 * Year, month and day told over the turns behind the question for them, what the other speaker reads back, and what is
 * put right.
 *
 * @param label - where the label ends
 * @param known - a date found already, which is read back and put right
 */
export function birthsOverTurns(text: string, label: number, cue: string, known?: ToldDate): Candidate[] {
  const said = new Said(known);
  const limit = Math.min(text.length, label + REACH);
  let quiet = 0;
  let mayRepair = 0;
  let begin = label;
  for (let turn = 0; turn < MOST_TURNS && begin < limit && quiet <= MOST_QUIET; turn++) {
    const end = endOfTurn(text, begin, limit);
    const to = Math.min(end, begin + LONGEST_TURN);
    let from = turn === 0 ? begin : begin + speakerAt(text, begin, to);
    const opening = from;
    if (turn > 0 && REPAIR.test(text.slice(from, to))) mayRepair = TURNS_OF_REPAIR;
    let heard = 0;
    for (const date of toldDates(text, datePartsIn(text, from, to))) {
      const aside = text.slice(from, date.start);
      if (OTHER.test(aside)) return said.found(cue);
      if (OTHER_DATE.test(aside.slice(-LONGEST_ASIDE)) || OTHER_BEHIND.test(text.slice(date.end, date.end + 4)))
        continue;
      if (isEraAlone(date) && ERA_ASKED.test(text.slice(date.end, date.end + 8))) continue;
      if (date.weak && !(turn > 0 && from === opening && BEFORE_ANSWER.test(aside))) continue;
      if (!said.take(date, mayRepair > 0)) continue;
      heard++;
      from = date.end;
    }
    quiet = heard > 0 ? 0 : quiet + 1;
    const rest = text.slice(from, to);
    if ((turn > 0 || heard > 0) && OTHER.test(rest)) break;
    if (turn > 0 && heard === 0 && OTHER_DATE.test(rest)) break;
    mayRepair--;
    begin = end + 1;
  }
  if (said.needsYear) {
    const from = Math.max(0, label - BEFORE);
    const before = toldDates(text, datePartsIn(text, from, label - cue.length)).at(-1);
    if (before?.era !== undefined && before.month === undefined && !before.weak) said.take(before, false);
  }
  return said.found(cue);
}

/** 昭和でよろしいでしょうか, 昭和ですか、西暦ですか: asked, so not yet told. */
const ERA_ASKED = /^(?:で(?:よろし|しょうか|すか|いい|お間違)|(?:か|それとも))/;

const isEraAlone = ({ era, year, month, day }: ToldDate): boolean =>
  era !== undefined && year === undefined && month === undefined && day === undefined;

/** Units before a word for birth in which a date that ends there stands. */
const RIGHT_BEFORE = 24;

/** The whole date that ends right before a word for birth. */
export function dateBefore(text: string, start: number): ToldDate | undefined {
  const from = Math.max(0, start - RIGHT_BEFORE);
  const date = toldDates(text, datePartsIn(text, from, start)).at(-1);
  return date && start - date.end <= 1 && date.month !== undefined && date.day !== undefined ? date : undefined;
}

/** The dates of one telling: once it is whole, only what says it again or puts it right belongs to it. */
class Said {
  readonly #dates: ToldDate[] = [];
  readonly #years = new Set<number>();
  readonly #months = new Set<number>();
  readonly #days = new Set<number>();
  #era = false;
  #known = 0;

  constructor(known: ToldDate | undefined) {
    if (!known) return;
    this.take(known, false);
    this.#known = 1;
  }

  /** Whether the date belongs to the telling. */
  take(date: ToldDate, mayRepair: boolean): boolean {
    const whole = this.#months.size > 0 && this.#days.size > 0 && this.#years.size > 0;
    if (date.weak && (date.year === undefined ? this.#era : whole)) return false;
    const again =
      (date.month === undefined || this.#months.has(date.month)) &&
      (date.day === undefined || this.#days.has(date.day));
    const repeats = again && (date.month !== undefined || date.day !== undefined || this.#hasYear(date.year));
    const goesOn =
      (date.month === undefined || this.#months.size === 0 || this.#months.has(date.month)) &&
      (date.day === undefined || this.#days.size === 0 || this.#days.has(date.day));
    const completes = goesOn && !whole;
    if (!repeats && !completes && !mayRepair) return false;
    this.#dates.push(date);
    if (date.year !== undefined) this.#years.add(date.year % 100);
    if (date.era !== undefined) this.#era = true;
    if (date.month !== undefined) this.#months.add(date.month);
    if (date.day !== undefined) this.#days.add(date.day);
    return true;
  }

  #hasYear(year: number | undefined): boolean {
    return year === undefined || this.#years.has(year % 100);
  }

  get needsYear(): boolean {
    return this.#years.size === 0 && this.#months.size > 0 && this.#days.size > 0;
  }

  found(cue: string): Candidate[] {
    const dated = this.#months.size > 0 && (this.#years.size > 0 || this.#days.size > 0);
    if (!dated && !(this.#era && this.#years.size > 0)) return [];
    return this.#dates.slice(this.#known).map(({ start, end }) => ({
      start,
      end,
      rule: 'over-turns',
      score: 0.85,
      settled: true,
      because: cue,
    }));
  }
}
