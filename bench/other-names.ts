import { placeNames } from '../classifiers/addresses/place-lexicon.js';
import { namesAbroad, spellings } from '../classifiers/names/latin/lexicon.js';
import { isKnownPlace, KNOWN_PLACES } from '../classifiers/names/words/known-places.js';
import type { GoldField } from '../fixtures/gold.js';
import { readLexicon } from '../src/classify/lexicon.js';
import type { Range } from '../src/text/windows.js';
import { exchanged } from './exchanged.js';
import { Seeded } from './seeded.js';

/** Costs above which names of the dictionary are rare. */
const SURNAME_COST = 7650;
const GIVEN_COST = 8000;
const RARE_SHARE = 0.12;
/** Of surnames: made up of the beginning and the end of two others, or a place that is in no list of surnames. */
const UNLISTED_SHARE = 0.08;
/** Of the places put in a place's stead: those that everybody knows; of the others all could be surnames. */
const KNOWN_SHARE = 0.5;
const SINGLE_SHARE = 0.5;
/** Of surnames, those of one character: the list holds each once, though a person in sixteen bears one. */
const SINGLE_OF_ALL = 0.06;
const JAPANESE_SHARE = 0.5;
const LATIN = /^[\p{Script=Latin}' ’.,/-]+$/u;

/** Puts other names in the places of a text's names. Drawn from one seeded row: the same texts give the same names. */
export class OtherNames {
  readonly #surnames = frequent('surnames', SURNAME_COST);
  readonly #single = this.#surnames.filter((surname) => surname.length === 1);
  readonly #rare = readLexicon('surnames-more').rows.map(([surface]) => surface!);
  readonly #given = [
    ...frequent('given-names', GIVEN_COST),
    ...readLexicon('given-names-recent').rows.map(([surface]) => surface!),
  ];
  readonly #foreign = readLexicon('foreign-names').rows.map(([name]) => name!);
  readonly #romaji = [...spellings().surnames, ...spellings().given];
  readonly #abroad = [...namesAbroad().surnames, ...namesAbroad().given].filter((word) => word.length > 2);
  readonly #isSurname = new Set(readLexicon('surnames').rows.map(([surface]) => surface!));
  readonly #isGiven = new Set(this.#given);
  readonly #places = this.#surnames.filter((surname) => surname.length === 2 && placeNames().has(surname));
  readonly #inLists = new Set([
    ...this.#isSurname,
    ...this.#rare,
    ...readLexicon('surnames-rare').rows.map(([surface]) => surface!),
  ]);
  readonly #pairs = this.#surnames.filter((surname) => surname.length === 2);
  readonly #knownPlaces = readLexicon(KNOWN_PLACES).rows.map(([place]) => place!);
  /** Places that few know: as a surname such a word is no stranger than another. */
  readonly #unlistedPlaces = [...placeNames()].filter(
    (place) =>
      /^[一-龠々]{2,3}$/.test(place) &&
      !/[市区町村郡県府都]$/.test(place) &&
      !this.#inLists.has(place) &&
      !isKnownPlace(place, 0, place.length),
  );
  readonly #surnameReadings = readings('surnames', SURNAME_COST);
  readonly #givenReadings = [...readings('given-names', GIVEN_COST), ...readings('given-names-recent', GIVEN_COST)];
  readonly #isSurnameReading = new Set(this.#surnameReadings);
  readonly #isGivenReading = new Set(this.#givenReadings);
  readonly #row = new Seeded(7);

  /** The same text with other names; a name that occurs again is again the same. */
  in(field: GoldField): GoldField {
    return exchanged(field, 'PERSON_NAME', (value) => this.#insteadOf(value));
  }

  /** The same text with other places in these places, which no span overlaps; undefined where there are none. */
  placesIn({ name, path, text, spans }: GoldField, places: readonly Range[]): GoldField | undefined {
    const free = places.filter((place) => !spans.some(({ start, end }) => start < place.end && place.start < end));
    if (free.length === 0) return undefined;
    const others = new Map<string, string>();
    const moved = spans.map((span) => ({ ...span }));
    let result = '';
    let at = 0;
    for (const { start, end } of free) {
      const value = text.slice(start, end);
      const other =
        others.get(value) ?? this.#row.pick(this.#row.share() < KNOWN_SHARE ? this.#knownPlaces : this.#places);
      others.set(value, other);
      result += text.slice(at, start) + other;
      at = end;
      spans.forEach((span, i) => {
        if (span.start < end) return;
        moved[i]!.start += other.length - value.length;
        moved[i]!.end += other.length - value.length;
      });
    }
    return { name, path, text: result + text.slice(at), spans: moved };
  }

  #insteadOf(value: string): string {
    if (/^[ァ-ヴー]{2,8}$/.test(value)) return this.#row.pick(this.#foreign);
    if (LATIN.test(value)) return this.#latinInsteadOf(value);
    if (HIRAGANA.test(value)) return this.#hiraganaInsteadOf(value);
    const parts = /^([一-龠々]{1,5})([ 　]?)([一-龠々ぁ-ん]{0,4})$/.exec(value);
    if (!parts) return value;
    if (parts[2] !== '' || value.length > 3) return `${this.#surname()}${parts[2]}${this.#row.pick(this.#given)}`;
    if (this.#isGiven.has(value) && !this.#isSurname.has(value)) return this.#row.pick(this.#given);
    if (value.length === 1 && this.#row.share() < SINGLE_SHARE) return this.#row.pick(this.#single);
    return this.#row.share() < RARE_SHARE ? this.#row.pick(this.#rare) : this.#surname();
  }

  #surname(): string {
    const share = this.#row.share();
    if (share >= 1 - SINGLE_OF_ALL) return this.#row.pick(this.#single);
    if (share >= UNLISTED_SHARE) return this.#row.pick(this.#surnames);
    if (share < UNLISTED_SHARE / 2) return this.#row.pick(this.#unlistedPlaces);
    const made = this.#row.pick(this.#pairs)[0]! + this.#row.pick(this.#pairs)[1]!;
    return this.#inLists.has(made) ? this.#row.pick(this.#surnames) : made;
  }

  /** A surname's reading for a surname's, a given name's for a given name's; what is neither stays. */
  #hiraganaInsteadOf(value: string): string {
    const reading = shifted(value, TO_KATAKANA);
    const [isSurname, isGiven] = [this.#isSurnameReading.has(reading), this.#isGivenReading.has(reading)];
    if (!isSurname && !isGiven) return value;
    return shifted(this.#row.pick(isSurname ? this.#surnameReadings : this.#givenReadings), -TO_KATAKANA);
  }

  /** Word by word, in capitals where the word is: SILVA, Rafael becomes TANAKA, Mei. */
  #latinInsteadOf(value: string): string {
    return value.replace(/\p{L}[\p{L}'’-]{2,}/gu, (word) => {
      const other = this.#row.pick(this.#row.share() < JAPANESE_SHARE ? this.#romaji : this.#abroad);
      if (word === word.toUpperCase()) return other.toUpperCase();
      return word === word.toLowerCase() ? other : `${other[0]!.toUpperCase()}${other.slice(1)}`;
    });
  }
}

const HIRAGANA = /^[ぁ-ん]{2,6}$/;
const TO_KATAKANA = 0x60;

function shifted(kana: string, by: number): string {
  return kana.replace(/[ぁ-んァ-ン]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + by));
}

/** First readings of the names that are no rarer, without those of one kana or with a sound mark of their own. */
function readings(list: string, below: number): string[] {
  return readLexicon(list)
    .rows.filter(([surface, , cost]) => /^[一-龠々]/.test(surface!) && !(Number(cost) >= below))
    .map((row) => row.find((cell, at) => at > 0 && /^[ァ-ン]{2,6}$/.test(cell)) ?? '')
    .filter((reading) => reading !== '');
}

function frequent(list: string, below: number): string[] {
  return readLexicon(list)
    .rows.filter(([surface, , cost]) => /^[一-龠々]/.test(surface!) && Number(cost) < below)
    .map(([surface]) => surface!);
}
