/** Fewer digits than this say of no number that they are part of it, but the prefix of a telephone number. */
export const FEWEST = 4;
/** Units between a number and what is said of it again. */
const REACH = 600;
const REACH_OF_START = 160;
const REACH_OF_END = 300;
/** What says between two numbers, or behind the later one, that one of them is the other put right. */
const PUT_RIGHT =
  /誤|間違|まちが|正(?![規式社月午])|じゃな|ではな|やなく|やのう|訂正|違|ちが|ちゃう|もしくは|または|又は|判読|→|^か$/;
/** Digits of two such numbers, units between them, and digits in which they differ. */
const FEWEST_OF_TWIN = 7;
const TWIN_REACH = 60;
const BEHIND_TWIN = 14;
const MOST_DIFFERENT = 2;

/** A number that was found, by the recognizer that found it. */
export interface FoundNumber {
  index: number;
  start: number;
  end: number;
  digits: string;
}

/** The numbers around a place that moves on through the text, so that each is looked at a bounded number of times. */
export class NearNumbers {
  readonly #numbers: readonly FoundNumber[];
  #from = 0;
  #to = 0;
  /** What was noted on the way, in order; those from `#fromNoted` on are near. */
  readonly #noted: FoundNumber[] = [];
  #fromNoted = 0;

  constructor(found: readonly FoundNumber[]) {
    this.#numbers = [...found].sort((one, other) => one.start - other.start);
  }

  get isEmpty(): boolean {
    return this.#from === this.#to && this.#fromNoted === this.#noted.length;
  }

  moveTo(place: number): void {
    while (this.#from < this.#numbers.length && this.#numbers[this.#from]!.start < place - REACH) this.#from++;
    this.#to = Math.max(this.#to, this.#from);
    while (this.#to < this.#numbers.length && this.#numbers[this.#to]!.start <= place + REACH) this.#to++;
    while (this.#fromNoted < this.#noted.length && this.#noted[this.#fromNoted]!.start < place - REACH)
      this.#fromNoted++;
  }

  /** One more, at the place that was moved to: what repeats it is told, but it puts no other one near. */
  note({ index, start, end, digits }: FoundNumber): void {
    this.#noted.push({ index, start, end, digits });
  }

  /** Whose number the digits from `start` to `end` repeat or are a part of. */
  with(digits: string, start: number, end: number): number | undefined {
    for (const number of this.#near()) {
      const holds =
        digits.length > FEWEST
          ? number.digits.includes(digits) || sameValue(number.digits, digits)
          : digits.length === FEWEST
            ? number.digits.endsWith(digits) || number.digits.startsWith(digits) || number.digits.indexOf(digits) === 3
            : digits.startsWith('0') &&
              number.digits.startsWith(digits) &&
              Math.max(number.start - end, start - number.end) <= REACH_OF_START;
      if (holds) return number.index;
    }
    return undefined;
  }

  /** Whose number the digits from `start` to `end` are as it was mistyped or is put right. */
  like(text: string, digits: string, start: number, end: number): number | undefined {
    if (digits.length < FEWEST_OF_TWIN) return undefined;
    for (const number of this.#near()) {
      if (Math.max(number.start - end, start - number.end) > TWIN_REACH || !isTwin(number.digits, digits)) continue;
      const [from, to] = number.end <= start ? [number.end, start] : [end, number.start];
      const behind = Math.max(number.end, end);
      if (PUT_RIGHT.test(text.slice(from, to)) || PUT_RIGHT.test(text.slice(behind, behind + BEHIND_TWIN)))
        return number.index;
    }
    return undefined;
  }

  /** What was noted last first. */
  *#near(): Generator<FoundNumber> {
    for (let at = this.#noted.length - 1; at >= this.#fromNoted; at--) yield this.#noted[at]!;
    for (let at = this.#from; at < this.#to; at++) yield this.#numbers[at]!;
  }

  /** Whose number stands last before a place. */
  before(place: number): number | undefined {
    for (let at = this.#to - 1; at >= this.#from; at--) {
      const { end, index } = this.#numbers[at]!;
      if (end <= place) return place - end <= REACH_OF_END ? index : undefined;
    }
    return undefined;
  }
}

/** 410911, 00410911: filled up with zeros or not. */
function sameValue(one: string, other: string): boolean {
  return one.length >= 5 && other.length >= 5 && one.replace(/^0+/, '') === other.replace(/^0+/, '');
}

/** Whether two numbers differ by a slip: few digits, or one digit too many. */
function isTwin(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) === 1) {
    const [long, short] = one.length > other.length ? [one, other] : [other, one];
    let at = 0;
    while (at < short.length && long[at] === short[at]) at++;
    return long.slice(at + 1) === short.slice(at);
  }
  if (one.length !== other.length) return false;
  let different = 0;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) different++;
  return different <= MOST_DIFFERENT;
}
