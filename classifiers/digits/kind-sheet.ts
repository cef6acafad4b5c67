import { DIGIT_KINDS } from './digit-kinds.js';

export const MOST_KINDS = DIGIT_KINDS.length;
/** Most features of a place as one of a kind. */
export const OF_KIND = 64;

/** What a place has to do with each kind: of kind `n` the features from `n * OF_KIND` on, `counts[n]` of them. */
export interface KindFeatures {
  features: Int32Array;
  counts: Int32Array;
  /** Kinds that the place may be, one bit each. */
  mayBe: number;
  /** The nearest label before it, hashed; 0: none. */
  label: number;
  /** Kind and distance of the nearest number found before and behind; 0: none. */
  previous: number;
  next: number;
}

/** Filled for one place after the other, so that none is made for each. */
export const sheet: KindFeatures = {
  features: new Int32Array(MOST_KINDS * OF_KIND),
  counts: new Int32Array(MOST_KINDS),
  mayBe: 0,
  label: 0,
  previous: 0,
  next: 0,
};

/** Adds a feature of the place as one of a kind. */
export function add(kind: number, feature: number): void {
  const count = sheet.counts[kind]!;
  if (count >= OF_KIND) return;
  sheet.features[kind * OF_KIND + count] = feature;
  sheet.counts[kind] = count + 1;
}
