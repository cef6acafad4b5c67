import type { InformationType } from '../../src/classify/finding.js';
import { type Candidate, type CueHit, NO_CANDIDATES } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { kindAround, kindsNamed } from '../numbers/kinds-named.js';
import { ASKS } from './asks.js';
import { putTogether, type Told } from './put-together.js';
import type { Said } from './said.js';
import { LONGEST_FIRST, mayBeTold, soundsTold } from './sounds-told.js';
import { type Aside, toldBehind } from './told-behind.js';

/** A kind of number that is asked for and told piece by piece. */
export interface Dictated {
  /** Words that name it; cues of the recognizer. */
  labels: readonly string[];
  /** A whole value: digits as ASCII, letters as capitals. */
  whole: RegExp;
  /** Length of the longest whole one. */
  most: number;
  letters?: boolean;
  /** Of the labels, what is one only where nothing before it says which; the first is said of it again and again: カード. */
  bare?: readonly string[];
  /** Other kinds whose words are said of it too: カード of a residence card. */
  alsoNamed?: readonly InformationType[];
  /** Where it is cut when nobody says what it is: 4-6-1. */
  cuts?: readonly number[];
  /** Values that are of no other kind, even where nobody says what they are. */
  alone?: RegExp;
  /** Words of the subject: without its name it is meant only near one of these, or never near one of those. */
  near?: RegExp;
  /** The same where hardly anything asks for it: 番号は. */
  subject?: RegExp;
  unless?: RegExp;
  /** It must come in two pieces of two units or more: told in one breath it is found without. */
  inPieces?: true;
  /** Values that are rather of another kind where nothing says what they are. */
  rather?: (value: string) => boolean;
  /** Whether a value with such cuts is of this kind where nothing in the text says what it is. */
  unasked?: (value: string, cuts: readonly number[]) => boolean;
}

const ASKING = new Set(ASKS);
/** Of these, what is said of any number. */
const STATED = new Set(['番号は', '番号も', '番号でし']);
/** 母の番号が, 番号の最初の四桁が: whose it is or which part, not what. */
const OF_PERSON =
  /(?:[父母妻夫娘姉妹兄弟孫私方様人子内]|息子|わし|うち|さん|おれ|俺|番号|最初|次|頭|前半?|後ろ|後半)の$/;
/** カード番号、, お問い合わせ番号は: a word before it says which. */
const NAMED = /(?:[一-龠々ァ-ヴー]|合わ?せ|込み|届け|受け)$/;
const NAMED_BEFORE = 12;
const QUALIFYING = /([A-Za-z]|[一-龠々ァ-ヴー]{1,8})(の?)$/;
const PAYMENT = /(?:デビット|プリペイド|家族|法人|ゴールド|銀行|決済)$/;
/** How often it may be named again while it is told. */
const MOST_NAMED = 1;
/** Units before the question, and behind the number, in which a word may say what it is. */
const KIND_BEFORE = 240;
const KIND_BEHIND = 120;
/** The same for words of the subject. */
const SUBJECT_BEFORE = 320;
const SUBJECT_BEHIND = 200;
/** 090…: rather a telephone number than any that has no name. */
const MOBILE = /^0[5-9]0[1-9]/;
/** Labels of several kinds, which the length of the whole telling tells apart. */
const SHARED = /^被保険者番号$/;

/** The other speaker does not want to hear it: what was told by then is a part. */
const REFUSED =
  /結構(?:です|で)|伺って(?:い|お)りませ|お?伺い(?:して|でき)[^\n。]{0,3}ませ|伺えませ|お聞き(?:して(?:い|お)り|でき)?ませ|承れませ|おっしゃらな|お(?:伝え|話し)?(?:いただか)?なくて|言わなく|消去|聞かない|お控え(?:くだ|願)|(?:要|い)りません|そこまでで(?:大丈夫|結構|止)|桁まで(?:しか|で、)|(?:まで|途中まで)言っ(?:て|た)|言ったところ|読み上げ(?:ちゃ|てしま)|まで伝わ/;
const FEWEST_REFUSED = 4;

/**
 * Pieces of a number of this kind that is told behind a word that names it or asks for it: over turns, with fillers and
 * corrections, and all that the other speaker reads back.
 *
 * @param hits - hits of a recognizer whose cues hold the labels and `ASKS`; others are passed over
 */
export function dictated(
  scan: Scan,
  hits: readonly CueHit[],
  type: InformationType,
  kind: Dictated,
): readonly Candidate[] {
  const { text, groups } = scan;
  if (hits.length === 0 || !mayBeTold(scan, kind.letters === true)) return NO_CANDIDATES;
  const found: Candidate[] = [];
  const isOther = ({ asksOther, named }: Aside): boolean =>
    asksOther ||
    named.some((one) => one !== type && one !== 'OTHER' && !kind.alsoNamed?.includes(one as InformationType));
  const isLabel = ({ start, end }: CueHit): boolean => {
    const label = text.slice(start, end);
    return kind.labels.includes(label) && kind.bare?.[0] !== label;
  };
  let labels: readonly CueHit[] | undefined;
  let done = -1;
  let next = 0;
  for (const { start, end } of hits) {
    const label = text.slice(start, end);
    const named = kind.labels.includes(label);
    // 要介護2: a level; 年金事務所の番号: an office's.
    if (named && (text[start - 1] === '要' || text.startsWith('事務所', end))) continue;
    if (named && kind.bare?.includes(label) && isQualified(text, start, label, type)) continue;
    if (start < done || (!named && (!ASKING.has(label) || namesOther(text, start, type, kind)))) continue;
    if (!soundsTold(text, groups, end, kind.letters === true)) continue;
    labels ??= hits.filter(isLabel);
    while (next < labels.length && labels[next]!.start < end) next++;
    // Whoever names it again and again asks anew.
    const until = labels[next + MOST_NAMED]?.start ?? text.length;
    const { said, asides } = toldBehind(scan, end, until, kind.letters === true, isOther);
    if (said.length < 2 || !isTold(text, said)) continue;
    // Told in one, it is found without: here only what is told in pieces.
    if (kind.whole.test(said[0]!.value) || said[0]!.value.length >= LONGEST_FIRST) continue;
    const whole = putTogether(said, (value) => kind.whole.test(value), kind.most);
    const count = whole ? countOf(said, whole, kind) : named ? inPart(said, asides, kind) : 0;
    if (count < 2) continue;
    if (
      SHARED.test(label) &&
      !isNamed(text, start, type) &&
      (count < said.length || kind.unless?.test(subjectOf(text, start, end)))
    )
      continue;
    const told = said.slice(0, count);
    if (!named && !(whole && isMeant(text, start, end, said, whole, type, kind))) continue;
    const spans = spansOf(told);
    done = spans.at(-1)!.end;
    const pieces = kind.inPieces ? spans.filter((span) => span.end - span.start > 1) : spans;
    if (kind.inPieces && pieces.length < 2) continue;
    for (const piece of pieces) {
      found.push({ ...piece, rule: 'dictated', score: named ? 0.93 : 0.7, settled: true, because: label });
    }
  }
  return found;
}

/** Whether the word right before what is asked says that it is something else. */
function namesOther(text: string, start: number, type: InformationType, { labels, alsoNamed }: Dictated): boolean {
  if (text[start - 1] !== 'の') return NAMED.test(text.slice(Math.max(0, start - 3), start));
  // 雇用保険の番号は: it was listened to from its name on.
  if (labels.some((label) => text.startsWith(label, start - 1 - label.length))) return true;
  if (OF_PERSON.test(text.slice(Math.max(0, start - NAMED_BEFORE), start))) return false;
  const kind = kindsNamed(text.slice(Math.max(0, start - NAMED_BEFORE), start)).at(-1);
  return kind !== type && !alsoNamed?.includes(kind as InformationType);
}

/** 図書カード, 会員のカード: a word right before it says which, or that it is another's. */
function isQualified(text: string, start: number, label: string, type: InformationType): boolean {
  const word = QUALIFYING.exec(text.slice(Math.max(0, start - NAMED_BEFORE), start));
  if (!word) return false;
  if (kindsNamed(word[1]! + label).some((kind) => kind !== type)) return true;
  return word[2] === '' && kindsNamed(word[1]!).length === 0 && !PAYMENT.test(word[1]!);
}

function subjectOf(text: string, start: number, end: number): string {
  return text.slice(Math.max(0, start - SUBJECT_BEFORE), end + SUBJECT_BEHIND);
}

/** Whether a word shortly before the label says which of its kinds is meant. */
function isNamed(text: string, start: number, type: InformationType): boolean {
  return kindsNamed(text.slice(Math.max(0, start - KIND_BEHIND), start)).at(-1) === type;
}

/** Whether a number that is asked for as a number alone is of this kind: a word says so, or where it is cut. */
function isMeant(
  text: string,
  start: number,
  from: number,
  said: readonly Said[],
  { count, cuts, value }: Told,
  type: InformationType,
  kind: Dictated,
): boolean {
  const end = said[count - 1]!.end;
  const around = kindAround(text, start, end, KIND_BEFORE, KIND_BEHIND);
  if (kind.letters || around === type) return true;
  if (around !== undefined) return !kind.cuts && kind.alsoNamed?.includes(around as InformationType) === true;
  if (count !== said.length || MOBILE.test(value)) return false;
  if (kind.alone?.test(value)) return true;
  const subject = subjectOf(text, start, end);
  if ((kind.near && !kind.near.test(subject)) || kind.unless?.test(subject)) return false;
  if (STATED.has(text.slice(start, from)) && kind.subject && !kind.subject.test(subject)) return false;
  return kind.cuts?.every((cut) => cuts.includes(cut)) === true && !kind.rather?.(value);
}

const JOINED = /^の/;
/** Lines that hold nothing but digits are a form's. */
const SPOKEN_BETWEEN = /\S/;

/** Whether the digits are told at all: over turns, in words, or with の between them. */
function isTold(text: string, said: readonly Said[]): boolean {
  if (/[\t|]|[0-9],[0-9]/.test(text.slice(said[0]!.start, said[said.length - 1]!.end))) return false;
  return said.some(
    ({ start, end, turn }, at) =>
      /[^0-9A-Za-z ]/.test(text.slice(start, end)) ||
      (at > 0 && (turn === said[at - 1]!.turn ? JOINED : SPOKEN_BETWEEN).test(text.slice(said[at - 1]!.end, start))),
  );
}

/** How many pieces are the whole number; none where letters behind tell a residence card from a passport. */
function countOf(said: readonly Said[], { count }: Told, { letters }: Dictated): number {
  const { turn } = said[count - 1]!;
  const goesOn = said.slice(count).some((piece, at) => (at === 0 || piece.turn === turn) && /^[A-Z]/.test(piece.value));
  return letters && goesOn ? 0 : count;
}

/** The pieces of what was never told to the end: read back by the other speaker, or broken off because nobody asked. */
function inPart(said: readonly Said[], asides: string, { whole, most }: Dictated): number {
  const repeated = readBack(said, whole);
  if (repeated > 0) return repeated;
  const digits = said.reduce((sum, { value }) => sum + value.length, 0);
  return digits >= FEWEST_REFUSED && digits <= most && REFUSED.test(asides) ? said.length : 0;
}

/** TZ2680531: the other speaker reads all of it back, of which not all was understood here. */
function readBack(said: readonly Said[], whole: RegExp): number {
  for (let from = 1; from < said.length; from++) {
    if (said[from]!.turn === said[from - 1]!.turn) continue;
    let value = '';
    let to = from;
    while (to < said.length && said[to]!.turn === said[from]!.turn) value += said[to++]!.value;
    if (whole.test(value)) return said.slice(0, from).every((piece) => isPartOf(piece.value, value)) ? to : 0;
  }
  return 0;
}

/** Whether what was heard is in the value, but for some of it that was not understood. */
function isPartOf(heard: string, value: string): boolean {
  let place = 0;
  for (const unit of heard) {
    place = value.indexOf(unit, place) + 1;
    if (place === 0) return false;
  }
  return true;
}

/** What is said in one breath is one span. */
export function spansOf(said: readonly Said[]): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let turn = -1;
  for (const { start, end, apart, turn: own } of said) {
    const last = spans.at(-1);
    if (last && !apart && own === turn) last.end = end;
    else spans.push({ start, end });
    turn = own;
  }
  return spans;
}
