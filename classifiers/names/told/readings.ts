import { names } from '../words/name-lexicon.js';

/** A surname and a given name without a space between, by their readings. */
export function isFullName(reading: string): boolean {
  const { surnameReadings, givenReadings } = names();
  for (let at = 2; at <= reading.length - 2; at++)
    if (surnameReadings.has(reading.slice(0, at)) && givenReadings.has(reading.slice(at))) return true;
  return false;
}
