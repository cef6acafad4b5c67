import type { Candidate, CueHit } from '../../src/classify/recognizer.js';
import type { Scan } from '../../src/classify/scan.js';
import { isDigit, isLatin } from '../../src/text/ascii.js';
import { unitIn } from '../../src/text/unit-in.js';
import { UnitSet } from '../../src/text/unit-set.js';
import { addressAbroad } from './abroad.js';
import {
  AT_OLD_PLACE,
  AT_ROOM,
  AT_SMALL_PLACE,
  FIRST_HOME,
  FIRST_JOINED,
  FIRST_KANA,
  FIRST_KANA_CITY,
  FIRST_NUMBER,
  FIRST_PUBLIC,
  FIRST_QUESTION,
  FIRST_WAY,
  HYPHEN,
  NUMBERS,
} from './cues.js';
import { homeAt, houseBefore, publicHousing } from './home.js';
import { kanaAddress, type WrittenInLetters } from './kana-address.js';
import { kanaBefore, kanaColumn, kanaTold } from './kana-told.js';
import { latinAddress } from './latin-address.js';
import { municipalityStart } from './municipality.js';
import { withNamedCity } from './named-city.js';
import { parseAddress } from './parse-address.js';
import { type Piece, piecesAfter } from './pieces.js';
import { PREFECTURES } from './place-lexicon.js';
import { spacedAddress } from './spaced-address.js';
import { besideName, townStart } from './starts.js';
import { toldInOne } from './told-in-one.js';
import { toldOverTurns } from './told-over-turns.js';
import { weigh } from './weigh.js';

const ADDRESS_FIELD = /住所|居所|所在地|建物|方書|送付先|番地|町域|町名|address|street|city|addr/;
/** An address this shortly before another says that places are given as addresses here. */
const NEAR = 160;
const NUMERAL = UnitSet.of('[0-9一二三四五六七八九十百千〇]');

/** Where pieces may follow: behind an address, or behind a question for one. */
interface Anchor {
  start: number;
  end: number;
  asked: boolean;
  /** 場所は: events have places too, so a building alone is nobody's. */
  ofPlace?: boolean;
}

/** Addresses of normalised text, each the whole expression, and the pieces that follow them. */
export function findAddresses(scan: Scan, hits: readonly CueHit[]): Candidate[] {
  const found: Candidate[] = [];
  const { text } = scan;
  const inField = scan.fields.matches(ADDRESS_FIELD);
  const anchors: Anchor[] = [];
  let done = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const hit of hits) {
    if (hit.start < done) continue;
    if ((hit.cue >= FIRST_QUESTION && hit.cue < FIRST_HOME) || isNumberAsked(text, hit)) {
      const told = hit.cue === FIRST_QUESTION ? kanaTold(text, hit.end) : undefined;
      if (told) found.push({ ...told, rule: 'kana', settled: true, because: '住所' });
      anchors.push({ start: hit.start, end: hit.end, asked: true, ofPlace: text.startsWith('場所', hit.start) });
      continue;
    }
    if (hit.cue >= FIRST_JOINED) {
      const more = notByTown(text, hit, done, inField);
      if (!more) continue;
      found.push(more);
      done = more.end;
      continue;
    }
    if (hit.cue >= FIRST_WAY) {
      const abroad = addressAbroad(text, hit.start + 1, done, inField);
      if (!abroad) continue;
      found.push({ ...abroad, rule: 'abroad', settled: true, because: 'street' });
      done = abroad.end;
      continue;
    }
    if (hit.cue >= FIRST_KANA) {
      const told = kanaTold(text, hit.end) ?? kanaBefore(text, hit.start, done);
      if (told) found.push({ ...told, rule: 'kana', settled: true, because: text.slice(hit.start, hit.end) });
      anchors.push({ start: hit.start, end: hit.end, asked: true });
      continue;
    }
    const near = hit.start - last < NEAR;
    if (hit.cue === AT_SMALL_PLACE && !(beginsPlace(text, hit) && (near || beginsLine(text, hit.start)))) continue;
    const address =
      hit.cue < FIRST_HOME || hit.cue === AT_OLD_PLACE || hit.cue === AT_SMALL_PLACE
        ? addressAt(text, hit, done, inField, near)
        : hit.cue === AT_ROOM
          ? roomOfHouse(text, hit, done)
          : home(text, hit.start, done, inField);
    if (!address) continue;
    const lowest = done;
    done = address.end;
    found.push(address);
    if (address.score < 0.5 || address.rule === 'home') continue;
    // Only what counts without the one before vouches for the next: how far back a text matters stays bounded.
    if (!near || addressAt(text, hit, lowest, inField, false)) last = address.end;
    anchors.push({ start: address.start, end: address.end, asked: false });
  }
  if (anchors.length > 0) found.push(...pieces(text, anchors));
  return found;
}

/** 番地をお願いします, 何丁目ですか: no number stands before it. */
function isNumberAsked(text: string, hit: CueHit): boolean {
  return NUMBERS.includes(hit.cue) && !NUMERAL.has(unitIn(text, hit.start - 1));
}

function pieces(text: string, anchors: readonly Anchor[]): Candidate[] {
  const found: Candidate[] = [];
  let over = 0;
  let toldTo = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const [at, { start, end, asked, ofPlace }] of anchors.entries()) {
    const next = anchors[at + 1]?.start ?? text.length;
    if (!asked) last = end;
    else if (end > toldTo) {
      const told = toldOverTurns(text, end);
      toldTo = told.end;
      for (const piece of told.pieces) found.push(asCandidate(piece));
    }
    for (const piece of piecesAfter(text, Math.max(asked ? start : end, over), next, asked && end - last > NEAR)) {
      over = piece.end;
      if (ofPlace && piece.because === 'building') continue;
      found.push(asCandidate(piece));
    }
  }
  return found;
}

const beginsLine = (text: string, at: number): boolean => at === 0 || /[\n。、・:]/.test(text[at - 1]!);

const beginsPlace = (text: string, { start, end }: CueHit): boolean =>
  !/[一-龠ァ-ヴ々(A-Z0-9]/.test(text[start - 1] ?? '') && /^[一-龠々]{2}/.test(text.slice(end, end + 2));

function notByTown(text: string, hit: CueHit, lowest: number, inField: boolean): Candidate | undefined {
  if (hit.cue >= FIRST_KANA_CITY) {
    const column = kanaColumn(text, hit.end - 1, lowest);
    return column && inLetters(column);
  }
  return hit.cue >= FIRST_PUBLIC ? inPublicHousing(text, hit.start) : joinedAt(text, hit, lowest, inField);
}

function inPublicHousing(text: string, cue: number): Candidate | undefined {
  const end = publicHousing(text, cue);
  return end === undefined
    ? undefined
    : { start: cue, end, rule: 'home', score: 0.7, settled: true, because: 'public housing, room' };
}

function roomOfHouse(text: string, hit: CueHit, lowest: number): Candidate | undefined {
  const found = houseBefore(text, hit, lowest);
  return found && { ...found, rule: 'home', score: 0.7, settled: true, because: 'house, room' };
}

const asCandidate = ({ start, end, score, because }: Piece): Candidate => ({
  start,
  end,
  rule: because === 'told' ? 'told' : 'piece',
  score,
  settled: true,
  because,
});

function addressAt(text: string, hit: CueHit, lowest: number, inField: boolean, near: boolean): Candidate | undefined {
  if (hit.cue === HYPHEN) {
    if (!mayEndNumber(unitIn(text, hit.start - 1))) return undefined;
    const letters = latinAddress(text, hit.start, lowest) ?? kanaAddress(text, hit.start, lowest);
    if (letters) return inLetters(letters);
  }
  const beside = text[hit.end - 1] === '町' ? besideName(text, hit.end, lowest) : undefined;
  if (beside) return { ...beside, rule: 'town', score: 0.7, settled: true, because: 'bracket behind a name' };
  const start =
    hit.cue >= FIRST_JOINED
      ? townStart(text, hit.start + 1, lowest)
      : hit.cue < PREFECTURES.length || hit.cue >= AT_OLD_PLACE
        ? hit.start
        : hit.cue < FIRST_NUMBER
          ? municipalityStart(text, hit.end, lowest)
          : townStart(text, hit.start, lowest);
  const parsed = start === undefined ? spacedAddress(text, hit.start, hit.end) : parseAddress(text, start);
  if (!parsed || parsed.start < lowest) return undefined;
  if (parsed.end < hit.end && parsed.block === 0) return undefined;
  if (start !== undefined && parsed.block === 0 && hit.cue < FIRST_NUMBER) {
    const end = toldInOne(text, parsed);
    if (end !== undefined)
      return {
        start: parsed.loose ? withNamedCity(text, parsed.start, lowest) : parsed.start,
        end,
        rule: 'told-in-one',
        score: 0.75,
        settled: true,
        because: 'municipality, told',
      };
  }
  const weight = weigh(text, parsed, inField, near);
  if (!weight) return undefined;
  const { rule, score, because } = weight;
  // 京都の左京区田中門前町8-2: an address that names its municipality begins with it.
  const own = parsed.prefecture || parsed.block === 0 || (parsed.municipalities > 0 && !parsed.loose);
  const from = own ? parsed.start : withNamedCity(text, parsed.start, lowest);
  return { start: from, end: parsed.end, rule, score, settled: true, because };
}

const inLetters = ({ start, end, score }: WrittenInLetters): Candidate => ({
  start,
  end,
  rule: 'letters',
  score,
  settled: true,
  because: 'kana or Latin',
});

/** Around the first of numbers joined by の, which ends before `hit.end`. */
function joinedAt(text: string, hit: CueHit, lowest: number, inField: boolean): Candidate | undefined {
  if (!NUMERAL.has(unitIn(text, hit.end))) return undefined;
  const kana = isDigit(unitIn(text, hit.start)) ? kanaAddress(text, hit.start + 1, lowest) : undefined;
  return kana ? inLetters(kana) : addressAt(text, hit, lowest, inField, false);
}

const mayEndNumber = (unit: number): boolean =>
  isDigit(unit) ||
  isLatin(unit) ||
  (unit >= 0x100 && unit < 0x180) ||
  (unit >= 0x4e00 && unit <= 0x5341) ||
  unit === 0x3007;

function home(text: string, cue: number, lowest: number, inField: boolean): Candidate | undefined {
  const found = homeAt(text, cue, lowest, inField);
  if (!found) return undefined;
  const { start, end } = found;
  return { start, end, rule: 'home', score: 0.7, settled: true, because: 'building, room' };
}
