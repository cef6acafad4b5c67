import type { Finding } from '../../src/classify/finding.js';
import { type LinearModel, readModel } from '../../src/classify/learned/linear-model.js';
import { READ } from '../names/judged/record-features.js';
import { type ContactFeatures, contactFeatures } from './contact-features.js';
import { placeFeatures } from './contact-place.js';

export const CONTACT_WEIGHTS = 'contact-weights';
export const CONTACT_PLACE_WEIGHTS = 'contact-place-weights';

/**
 * Sum from which a contact is somebody's: of what is said of its record and of what is said of its place. Cross-validation
 * by file has none of somebody's below it, see `bench/train-contacts.ts --check`.
 */
export const LEAST_OF_SOMEBODY = -1.5;
/** Units of a record that says too little beside its number to be called a notice of anybody's. */
const LEAST_READ = 50;
/** Contacts of a long record that are looked at, each with what stands around it. */
const MOST_OF_LONG = 40;

/** Fields of a log that hold the number of who calls. */
const CALLER = /ani$|caller|calling|from|発信|発番|相手|連絡先|折り?返/i;

/** Fields that name a facility: a contact in a field of its own is somebody's where there is none. */
const FACILITY = /施設|機関|名称|窓口|会場|庁舎|館名|部署|担当課|所管|office|facility|venue|hall/i;
/** Units beside a contact in a field of its own: a postal code. */
const MOST_BESIDE = 12;

/** A list of calls gives the desk that each was put through to beside the number that called. */
const OF_CALLS = /[入受架]電|着信|折り?返/;

let ofRecords: LinearModel | undefined;
let ofPlaces: LinearModel | undefined;

/** Whether a record whose only datum are fixed lines or addresses tells of somebody: by all its texts, and beside each of them. */
export function tellsOfSomebody(
  texts: readonly string[],
  found: readonly (readonly Finding[])[],
  names: readonly (string | undefined)[],
): boolean {
  if (!isLeftToModel(texts, names)) return true;
  if (
    found.some((some, field) => some.some((one) => isOwnField(texts[field]!, one, names[field]))) &&
    !names.some((name) => name !== undefined && FACILITY.test(name))
  )
    return true;
  const isLong = lengthOf(texts) > READ;
  if (isLong && found.flat().length > MOST_OF_LONG) return true;
  const ofRecord = isLong ? undefined : sumOfRecord(texts, names);
  return found.some((some, field) =>
    some.some((one) => {
      const [text, name] = [texts[field]!, names[field]];
      const sum = ofRecord ?? sumOfRecord([pageAround(text, one)], [name]);
      const place = placeFeatures(text, one.start, one.end, one.type, name);
      return sum + ofPlaces!.sum(place, place.length) >= LEAST_OF_SOMEBODY;
    }),
  );
}

/** What stands behind the beginning of a long text may be of another kind. */
function pageAround(text: string, { start, end }: Finding): string {
  return text.slice(Math.max(0, start - READ / 2), end + READ / 2);
}

function sumOfRecord(texts: readonly string[], names: readonly (string | undefined)[]): number {
  ofRecords ??= readModel(CONTACT_WEIGHTS);
  ofPlaces ??= readModel(CONTACT_PLACE_WEIGHTS);
  const features = contactFeatures(texts, names);
  return sumOf(ofRecords, features) + sumOf(ofPlaces, features);
}

/** Whether it has a field of its own. */
function isOwnField(text: string, { start, end }: Finding, name: string | undefined): boolean {
  return name !== undefined && text.length - (end - start) <= MOST_BESIDE;
}

function sumOf(model: LinearModel, { features, slight, share }: ContactFeatures): number {
  return model.sum(features, features.length) + model.sum(slight, slight.length) * share;
}

/** Short records and those of calls are somebody's. */
export function isLeftToModel(texts: readonly string[], names: readonly (string | undefined)[]): boolean {
  return (
    lengthOf(texts) >= LEAST_READ &&
    !names.some((name) => name !== undefined && CALLER.test(name)) &&
    !texts.some((text) => OF_CALLS.test(text))
  );
}

const lengthOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length, 0);
