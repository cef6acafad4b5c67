import type { Candidate } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { NOT_BEFORE_NAME } from './before-names.js';
import { type Spot, spotIn } from './kanji-spots.js';
import {
  ACTS,
  BELONGS,
  CUE_REACH,
  INTRODUCES,
  IS_SPEAKER,
  KIN,
  KIN_AFTER,
  KIN_BRACKET,
  ONLY_NAME,
  PAIRED,
  PARTICLE,
  PROFILE,
  SENTENCE_BEFORE,
  SPEAKS,
  STARTS_UTTERANCE,
  UNIT_BEHIND,
} from './name-cues.js';
import { type NameParse, names, RATHER_PLACES } from './name-lexicon.js';
import { NOT_AFTER_NAME, NOT_BEFORE_HONORIFIC, NOUN_ENDINGS } from './not-names.js';
import { titledRuns } from './runs.js';
import { PUBLIC_TITLE_AFTER, PUBLIC_TITLES } from './titles.js';
import { readTokens, type TokenReading } from './token-reading.js';

/** 何名様, お二人様. */
const COUNTED = /^(?:[何数一二三四五六七八九十両]+(?:名|人|組)|何)$/;
/** On the telephone, before the first thing said. */
const MOSHI =
  /(?:もしもし|お世話になっております|お世話になってます|お世話になります|すみません|恐れ入ります)[、。 ]{0,2}$/;
const HANDED = /^[へに](?:引き?継|引継|転送|交代|取り?次)/;
const HANDED_BEFORE = /(?:→|⇒|->)[ ]?$/;
/** A name that alone ends a message, perhaps with how to reach them below it. */
const SIGNATURE_BEFORE = /(?:[。!?][ \n]{1,3}|\n[ \n]*|[。!?] {1,2})$/;
const SIGNATURE_AFTER = /^[ ]*(?:$|\n\s*(?:$|TEL|Tel|tel|電話|携帯|住所|〒|[0-9A-Za-z._-]+@|0[0-9]{1,4}-))/;

/** Names in kanji in running text, with what stands around them as evidence. */
export function* kanjiNames(scan: Scan): Generator<Candidate> {
  for (const run of titledRuns(scan.text)) {
    const spot = spotIn(scan, run);
    if (!spot) continue;
    const weighed = weigh(scan, spot);
    if (weighed) yield { start: spot.start, end: spot.end, settled: true, ...weighed };
  }
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
  if (/^[一-龠々]/.test(after) && !/^(?:様|氏|殿|言い|言う|云う)/.test(after)) return undefined;
  const introduced = INTRODUCES.exec(after)?.[0];
  if (introduced !== undefined) return { rule: 'introduced', score: 0.94, because: introduced };
  if (KIN.test(before) && PARTICLE.test(after) && value.length > 1) return bySurname(scan, spot, parse, 0.75, 'kin');
  const speaks = spot.announced || SPEAKS.test(before) || KIN_BRACKET.test(before);
  if (UNIT_BEHIND.test(after) && value.length > 1) return bySurname(scan, spot, parse, 0.58, 'unit');
  const other = PAIRED.exec(after)?.[1];
  if (other !== undefined && names().common.has(other) && names().common.has(value))
    return bySurname(scan, spot, parse, 0.55, 'paired');
  if (/^の件(?![数名])/.test(after) && STARTS_UTTERANCE.test(before) && names().common.has(value) && value.length > 1)
    return bySurname(scan, spot, parse, 0.55, 'matter');
  if (KIN_AFTER.test(after)) return bySurname(scan, spot, parse, 0.68, 'kin-behind');
  if (PROFILE.test(after) && parse.score >= 0.2)
    return { rule: 'profile', score: 0.85, because: 'sex, age or reading in brackets' };
  if (KIN_BRACKET.test(before) && /^[、,)]/.test(after)) return { rule: 'kin', score: 0.8, because: 'family' };
  const is = IS_SPEAKER.exec(after)?.[0];
  if (parse.given !== '' && parse.surname !== '')
    return byFullName(scan, spot, parse, speaks || is !== undefined || ACTS.test(after), after);
  if (is && /[一-龠ァ-ヴー]の$/.test(before) && !speaks) return bySurname(scan, spot, parse, 0.56, 'affiliated');
  if (is && MOSHI.test(before) && /^(?:で(?:す(?:が|け)|ご)|な|や)/.test(after) && names().common.has(value))
    return { rule: 'speaker', score: 0.62, because: is };
  if (is && SENTENCE_BEFORE.test(before) && value.length > 1 && names().common.has(value) && parse.score >= 0.2)
    return bySurname(scan, spot, parse, 0.58, 'speaker');
  if (is && (speaks || BELONGS.test(before))) return bySurname(scan, spot, parse, 0.72, 'speaker');
  if (is && (STARTS_UTTERANCE.test(before) || (is !== 'です' && /[、 ]$/.test(before)))) {
    return ONLY_NAME.test(after) || is !== 'です' ? bySurname(scan, spot, parse, 0.6, 'only-name') : undefined;
  }
  if (is === 'です' && /[、。\n]$/.test(before) && /^です(?:けど|けれど|が|ねん)/.test(after))
    return bySurname(scan, spot, parse, 0.55, 'only-name');
  if (is && is !== 'です') return bySurname(scan, spot, parse, 0.5, 'speaker');
  if (ACTS.test(after) && (after[0] !== ')' || KIN_BRACKET.test(before)))
    return bySurname(scan, spot, parse, HANDED.test(after) ? 0.7 : 0.62, 'acts');
  if (HANDED_BEFORE.test(before) && /^(?:$|[\s、。)へに])/.test(after) && value.length > 1)
    return bySurname(scan, spot, parse, 0.64, 'handed');
  if (speaks && (value.length > 1 || KIN_BRACKET.test(before)))
    return PARTICLE.test(after)
      ? bySurname(scan, spot, parse, KIN_BRACKET.test(before) ? 0.75 : 0.56, 'announced')
      : undefined;
  if (before.endsWith('(') && after.startsWith(')') && value.length > 1 && parse.score >= 0.34) {
    return bySurname(scan, spot, parse, 0.5, 'bracketed');
  }
  if (
    (value.length > 1 || (names().common.has(value) && /\n\n *$/.test(before))) &&
    SIGNATURE_BEFORE.test(before) &&
    SIGNATURE_AFTER.test(text.slice(end, end + 60)) &&
    (parse.score >= 0.25 || value.length === 1)
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
  // 飯田 孝: with a space an everyday surname needs no second opinion.
  const spaced =
    scan.text[start + parse.surname.length] === ' ' && parse.surname.length > 1 && !RATHER_PLACES.has(parse.surname);
  if (!cued && common && !spaced) {
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
  // The tokenizer takes many everyday surnames for places or cuts them in two.
  if (reading !== 'crossed' && names().common.has(scan.text.slice(start, end)))
    return { rule, score: clamp(score), because: 'everyday surname, cue' };
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
