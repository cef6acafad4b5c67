import type { Candidate } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import {
  ACTS,
  BELONGS,
  CUE_REACH,
  INTRODUCES,
  IS_SPEAKER,
  KIN_BRACKET,
  ONLY_NAME,
  PARTICLE,
  PROFILE,
  SPEAKS,
  STARTS_UTTERANCE,
} from './name-cues.js';
import { looksGiven, type NameParse, names, parseName } from './name-lexicon.js';
import {
  BEFORE_NAME,
  HONORIFIC_KANJI,
  NOT_AFTER_NAME,
  NOT_BEFORE_HONORIFIC,
  NOT_BEFORE_NAME,
  NOUN_ENDINGS,
  PUBLIC_TITLE_AFTER,
  PUBLIC_TITLES,
} from './name-words.js';
import { type KanjiRun, kanaEnd, kanjiRuns } from './runs.js';
import { readTokens, type TokenReading } from './token-reading.js';

/** Longer runs are laws, offices and slogans. */
const LONGEST_RUN = 14;
const LONGEST_NAME = 8;
const HONORIFIC_KANA = /^ ?(?:さん(?!さん|橋|ぎょう|ざん)|さま|サン(?![ァ-ヴー])|くん|ちゃん|どの(?![よくた]))/;
const HONORIFIC_AFTER_SPACE = /^ (?:様|殿|氏)(?![一-龠])/;

/** Posts that follow a name in the same run: 田中係長, 山田太郎弁護士. */
const POST =
  /(?:課長補佐|課長代理|係長|課長|部長|局長|室長|次長|所長|署長|支店長|店長|社長|会長|院長|園長|校長|教頭|班長|主任|主査|主事|副主査|参事|専務|常務|理事|弁護士|医師|看護師|保健師|税理士|司法書士|行政書士|巡査|警部|教授|教諭|記者|相談員|民生委員|ケースワーカー|本人|夫婦|一家|家|親子|兄弟|姉妹)$/;
/** 北村総務: the department between a name and its post. */
const WITH_DEPARTMENT =
  /^([一-龠々]{2,4}?)(?:総務|人事|経理|企画|営業|福祉|健康|環境|建設|土木|財政|税務|市民|教育|危機管理|広報|秘書|都市|産業|医療|保険|年金|生活|子育て|支援|相談)(?:部|課|局|室)?$/;
const POST_LAST = new Set('佐理長任査事務士師部授諭者員頭人婦家子弟妹');
/** A name that alone ends a message, perhaps with how to reach them below it. */
const SIGNATURE_BEFORE = /(?:[。!?][ \n]{1,3}|\n[ \n]*|[。!?] {1,2})$/;
const SIGNATURE_AFTER = /^[ ]*(?:$|\n\s*(?:$|TEL|Tel|tel|電話|携帯|住所|〒|[0-9A-Za-z._-]+@|0[0-9]{1,4}-))/;
/** 何名様, お二人様. */
const COUNTED = /^(?:[何数一二三四五六七八九十両]+(?:名|人|組)|何)$/;
const TITLE_LAST = new Set('宅方妻生様氏殿君邸嬢');
const BEFORE_BY_FIRST = new Map<string, string[]>();
for (const word of BEFORE_NAME) BEFORE_BY_FIRST.set(word[0]!, [...(BEFORE_BY_FIRST.get(word[0]!) ?? []), word]);

interface Spot {
  /** Offsets of the name itself. */
  start: number;
  end: number;
  parse: NameParse | undefined;
  honorific: boolean;
  /** A word like 担当 or 妻 stands directly before it in the same run. */
  announced: boolean;
  /** A post such as 係長 follows it in the same run. */
  post?: boolean;
}

/** Names in kanji in running text, with what stands around them as evidence. */
export function* kanjiNames(scan: Scan): Generator<Candidate> {
  for (const run of kanjiRuns(scan.text)) {
    const spot = spotIn(scan, run);
    if (!spot) continue;
    const weighed = weigh(scan, spot);
    if (weighed) yield { start: spot.start, end: spot.end, settled: true, ...weighed };
  }
}

/** Where in a run, and a little beyond it, a name may stand. */
function spotIn(scan: Scan, run: KanjiRun): Spot | undefined {
  const { text } = scan;
  const length = run.end - run.start;
  if (length > LONGEST_RUN) return undefined;
  const whole = text.slice(run.start, run.end);
  const last = whole.at(-1)!;
  const title = TITLE_LAST.has(last) ? HONORIFIC_KANJI.exec(whole) : POST_LAST.has(last) ? POST.exec(whole) : null;
  const body = title && title.index > 0 ? whole.slice(0, title.index) : whole;
  const bodyEnd = run.start + body.length;
  const post = title !== null && !TITLE_LAST.has(last);
  const honorific = !post && (body.length < whole.length || hasHonorific(text, run.end));

  if (body.length <= LONGEST_NAME) {
    const direct = extended(text, run.start, bodyEnd, body.length < whole.length);
    if (direct.parse)
      return { ...direct, honorific: honorific || (!post && hasHonorific(text, direct.end)), announced: false, post };
  }
  const word = BEFORE_BY_FIRST.get(body[0]!)?.find((one) => body.length > one.length && body.startsWith(one));
  if (word && body.length - word.length <= LONGEST_NAME) {
    const announced = extended(text, run.start + word.length, bodyEnd, body.length < whole.length);
    if (announced.parse) return { ...announced, honorific, announced: true, post };
  }
  if (post) {
    const department = WITH_DEPARTMENT.exec(body);
    const parse = department ? parseName(department[1]!) : undefined;
    if (department && parse)
      return {
        start: run.start,
        end: run.start + department[1]!.length,
        parse,
        honorific: false,
        announced: false,
        post,
      };
  }
  if (honorific && !NOT_BEFORE_HONORIFIC.has(body)) return suffixBeforeHonorific(scan, run.start, bodyEnd, body);
  return body.length >= 5 && !title ? fullNameAtEnd(run, body) : undefined;
}

function hasHonorific(text: string, at: number): boolean {
  const unit = text[at];
  if (unit === ' ')
    return HONORIFIC_AFTER_SPACE.test(text.slice(at, at + 4)) || HONORIFIC_KANA.test(text.slice(at, at + 8));
  return unit !== undefined && 'さサくちど'.includes(unit) && HONORIFIC_KANA.test(text.slice(at, at + 8));
}

/** A surname takes in a given name behind a space, or one in hiragana directly behind it. */
function extended(text: string, start: number, end: number, closed: boolean): Pick<Spot, 'start' | 'end' | 'parse'> {
  const parse = parseName(text.slice(start, end));
  if (closed || !parse || parse.given !== '' || parse.surname === '') return { start, end, parse };
  const spaced = text[end] === ' ';
  const from = spaced ? end + 1 : end;
  const next = text.slice(from, from + LONGEST_NAME);
  const kanji = spaced ? /^[一-龠々]{1,3}/.exec(next)?.[0] : undefined;
  const longer = kanji === undefined ? -1 : kanji.length;
  if (kanji && !/^[一-龠々]/.test(next.slice(longer).replace(HONORIFIC_KANJI_START, ''))) {
    const given = kanji.replace(HONORIFIC_KANJI, '');
    const known = names().givenNames.get(given);
    const score = known !== undefined ? 0.9 : looksGiven(given) ? 0.82 : given.length === 2 ? 0.45 : 0;
    if (score > 0 && given.length > 0) {
      const strength = parse.surname.length === 1 ? score - 0.12 : score;
      return { start, end: from + given.length, parse: { surname: parse.surname, given, score: strength } };
    }
  }
  const kana = kanaEnd(text, from, 6);
  for (let length = Math.min(5, kana - from); length >= 2; length--) {
    const given = text.slice(from, from + length);
    const margin = names().givenNames.get(given);
    if (margin === undefined || margin < (spaced ? -5500 : -1500)) continue;
    if (
      !spaced &&
      !/^(?:さん|さま|様|と申|です|ちゃん|くん|[ 、。」\n(]|$)/.test(text.slice(from + length, from + length + 3))
    )
      continue;
    return { start, end: from + length, parse: { surname: parse.surname, given, score: spaced ? 0.82 : 0.72 } };
  }
  return { start, end, parse };
}

const HONORIFIC_KANJI_START = /^(?:様|殿|氏|君|先生)/;

/** 本日田中様: the words before the name are cut off where the tokenizer sees a name begin. */
function suffixBeforeHonorific(scan: Scan, start: number, end: number, body: string): Spot | undefined {
  const { surnames } = names();
  const tokens = scan.tokenize(scan.text.slice(start, Math.min(scan.text.length, end + 2)));
  for (const token of tokens) {
    const at = start + token.start;
    if (token.start === 0 || at >= end) continue;
    const parse = parseName(scan.text.slice(at, end));
    if (
      parse &&
      (token.detail.includes('人名') || token.detail.includes('地域')) &&
      !NOT_BEFORE_HONORIFIC.has(scan.text.slice(at, end))
    ) {
      return { start: at, end, parse, honorific: true, announced: true };
    }
  }
  for (let length = Math.min(4, body.length - 1); length >= 2; length--) {
    const tail = body.slice(-length);
    if (
      surnames.has(tail) &&
      !NOT_BEFORE_HONORIFIC.has(tail) &&
      tokens.some((token) => start + token.start === end - length)
    ) {
      return { start: end - length, end, parse: parseName(tail), honorific: true, announced: true };
    }
  }
  return body.length <= 4 ? { start, end, parse: undefined, honorific: true, announced: false } : undefined;
}

/** A full name that ends a longer run: 総務課主事山田太郎. */
function fullNameAtEnd(run: KanjiRun, body: string): Spot | undefined {
  for (let length = Math.min(6, body.length - 2); length >= 4; length--) {
    const parse = parseName(body.slice(-length));
    if (!parse || parse.given === '' || parse.score < 0.72) continue;
    if (PUBLIC_TITLES.test(body.slice(0, -length))) return undefined;
    return {
      start: run.end - length,
      end: run.end,
      parse: { ...parse, score: parse.score - 0.2 },
      honorific: false,
      announced: false,
    };
  }
  return undefined;
}

/** Puts shape, cues and, only where these leave a doubt, the tokenizer's reading together. */
function weigh(scan: Scan, spot: Spot): { rule: string; score: number; because: string } | undefined {
  const { text } = scan;
  const { start, end, parse, honorific } = spot;
  const before = text.slice(Math.max(0, start - CUE_REACH), start);
  const after = text.slice(end, end + CUE_REACH);
  if (PUBLIC_TITLES.test(before.trimEnd()) || PUBLIC_TITLE_AFTER.test(after)) return undefined;
  if (NOT_BEFORE_NAME.test(before) || (!honorific && NOT_AFTER_NAME.test(after))) return undefined;

  const value = text.slice(start, end);
  if (honorific) {
    if (NOT_BEFORE_HONORIFIC.has(value) || COUNTED.test(value) || /[おご]$/.test(before)) return undefined;
    if (!parse) return rareName(scan, spot, value);
    if (parse.score < 0.2 && (NOUN_ENDINGS.has(value) || readTokens(scan, start, end) === 'crossed')) return undefined;
    return { rule: 'titled', score: parse.given !== '' ? 0.97 : parse.score < 0.2 ? 0.7 : 0.92, because: 'title' };
  }
  if (!parse) return undefined;
  if (spot.post) {
    const sure = parse.given !== '' ? parse.score >= 0.6 : parse.score >= 0.3 && value.length > 1;
    return sure ? { rule: 'post', score: parse.given !== '' ? 0.9 : 0.78, because: 'post' } : undefined;
  }
  if (/^[一-龠々]/.test(after) && !/^(?:様|氏|殿)/.test(after)) return undefined;
  const introduced = INTRODUCES.exec(after)?.[0];
  if (introduced !== undefined) return { rule: 'introduced', score: 0.94, because: introduced };
  const speaks = spot.announced || SPEAKS.test(before) || KIN_BRACKET.test(before);
  if (PROFILE.test(after) && parse.score >= 0.2)
    return { rule: 'profile', score: 0.85, because: 'sex, age or reading in brackets' };
  if (KIN_BRACKET.test(before) && /^[、,)]/.test(after)) return { rule: 'kin', score: 0.8, because: 'family' };
  const is = IS_SPEAKER.exec(after)?.[0];
  if (parse.given !== '' && parse.surname !== '')
    return byFullName(scan, spot, parse, speaks || is !== undefined || ACTS.test(after), after);
  if (is && /[一-龠ァ-ヴー]の$/.test(before) && !speaks) return bySurname(scan, spot, parse, 0.56, 'affiliated');
  if (is && (speaks || BELONGS.test(before))) return bySurname(scan, spot, parse, 0.72, 'speaker');
  if (is && (STARTS_UTTERANCE.test(before) || (is !== 'です' && /[、 ]$/.test(before)))) {
    return ONLY_NAME.test(after) || is !== 'です' ? bySurname(scan, spot, parse, 0.6, 'only-name') : undefined;
  }
  if (is === 'です' && /[、。\n]$/.test(before) && /^です(?:けど|けれど|が|ねん)/.test(after))
    return bySurname(scan, spot, parse, 0.55, 'only-name');
  if (is && is !== 'です') return bySurname(scan, spot, parse, 0.5, 'speaker');
  if (ACTS.test(after) && (after[0] !== ')' || KIN_BRACKET.test(before)))
    return bySurname(scan, spot, parse, 0.62, 'acts');
  if (speaks && (value.length > 1 || KIN_BRACKET.test(before)))
    return PARTICLE.test(after)
      ? bySurname(scan, spot, parse, KIN_BRACKET.test(before) ? 0.75 : 0.56, 'announced')
      : undefined;
  if (before.endsWith('(') && after.startsWith(')') && value.length > 1 && parse.score >= 0.34) {
    return bySurname(scan, spot, parse, 0.5, 'bracketed');
  }
  if (
    value.length > 1 &&
    SIGNATURE_BEFORE.test(before) &&
    SIGNATURE_AFTER.test(text.slice(end, end + 60)) &&
    parse.score >= 0.25
  ) {
    return { rule: 'signature', score: 0.68, because: 'last line' };
  }
  // Without any cue only a surname that is hardly anything else is worth asking the tokenizer about; weak ones stay for
  // the case that the same name is certain elsewhere in the text.
  if (parse.surname === '' || value.length < 2) return undefined;
  const weak = parse.score >= 0.2 ? { rule: 'bare', score: 0.3, because: 'surname' } : undefined;
  if (parse.score < 0.34 || !/^(?:が|は|も|に|と|を|から|より|へ)/.test(after)) return weak;
  const reading = readTokens(scan, start, end);
  return { rule: 'bare', score: reading === 'name' ? 0.55 : 0.3, because: `surname, read as ${reading}` };
}

/** Surname and given name. Single characters and names that go on in katakana (四季彩フーズ) need more than themselves. */
function byFullName(scan: Scan, { start, end }: Spot, parse: NameParse, cued: boolean, after: string) {
  const score = parse.score + (cued ? 0.2 : 0);
  if (!cued && /^[ァ-ヴーA-Za-z]/.test(after)) return undefined;
  if (!cued && parse.surname.length + parse.given.length < 3)
    return { rule: 'full', score: 0.4, because: 'two characters' };
  // 真鶴道路, 東洋一: a second part that is rather another word, or one character, is left to the tokenizer.
  const common = parse.given.length === 1 || (names().givenNames.get(parse.given) ?? 0) < -1500;
  if (!cued && common) {
    const found = splitsAt(scan, start, end, start + parse.surname.length) ? readTokens(scan, start, end) : 'place';
    return { rule: 'full', score: found === 'name' ? clamp(score + 0.1) : 0.4, because: `full name, read as ${found}` };
  }
  if (score >= 0.75) return { rule: 'full', score: clamp(score), because: cued ? 'full name, cue' : 'full name' };
  if (!cued && !names().givenNames.has(parse.given) && isWord(scan, parse.given)) return undefined;
  const reading = readTokens(scan, start, end);
  return { rule: 'full', score: clamp(score + WEIGHT_FULL[reading]), because: `full name, read as ${reading}` };
}

/** Whether the tokenizer sees a border between surname and given name: not in 小田原. */
function splitsAt(scan: Scan, start: number, end: number, border: number): boolean {
  const tokens = scan.tokenize(scan.text.slice(start, end));
  return tokens.some((token) => start + token.start === border);
}

/** 道路 in 真鶴道路: characters that could be a given name but are one ordinary word. */
function isWord(scan: Scan, text: string): boolean {
  const [token, ...more] = scan.tokenize(text);
  return more.length === 0 && token !== undefined && token.reading !== undefined && !token.detail.includes('人名');
}

const WEIGHT_FULL: Record<TokenReading, number> = { name: 0.15, part: 0.05, place: -0.2, other: -0.1, crossed: -0.25 };
const WEIGHT_SURNAME: Record<TokenReading, number> = { name: 0.2, part: 0, place: -0.05, other: -0.25, crossed: -0.4 };

function bySurname(scan: Scan, { start, end }: Spot, parse: NameParse, base: number, rule: string) {
  const score = base + (parse.score - 0.25) * 0.8;
  if (score >= 0.75) return { rule, score: clamp(score), because: 'surname, cue' };
  const reading = readTokens(scan, start, end);
  return { rule, score: clamp(score + WEIGHT_SURNAME[reading]), because: `surname, cue, read as ${reading}` };
}

/** A name no lexicon has: two to four kanji before a title that the tokenizer does not know as a word. */
function rareName(scan: Scan, { start, end }: Spot, value: string) {
  if (
    /[0-9A-Za-z]/.test(scan.text[start - 1] ?? '') ||
    value.length < 2 ||
    value.length > 4 ||
    NOUN_ENDINGS.has(value.at(-1)!)
  )
    return undefined;
  const reading = readTokens(scan, start, end);
  if (reading === 'other' && scan.tokenize(value).length === 1) return undefined;
  return { rule: 'titled-rare', score: reading === 'crossed' ? 0.4 : 0.62, because: `title, read as ${reading}` };
}

function clamp(score: number): number {
  return Math.max(0, Math.min(0.96, score));
}
