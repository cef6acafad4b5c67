import { expect, it } from 'vitest';
import { isKnownPlace, KNOWN_PLACES } from '../../../../classifiers/names/words/known-places.js';
import { readLexicon } from '../../../../src/classify/lexicon.js';

it('knows prefectures, cities and towns by their bare names, whole ones only', () => {
  const known = (text: string) => isKnownPlace(text, 0, text.length);
  for (const place of ['青森', '神奈川', '金沢', '小田原', '湯布院', '北京']) expect(known(place), place).toBe(true);
  for (const other of ['金', '小田', '佐藤', '金沢市']) expect(known(other), other).toBe(false);
  expect(isKnownPlace('冬の鳥取では', 2, 4)).toBe(true);
});

it('lists each once, in kanji', () => {
  const places = readLexicon(KNOWN_PLACES).rows.map(([place]) => place!);
  expect(new Set(places).size).toBe(places.length);
  for (const place of places) expect(place).toMatch(/^[一-龠々ヶケの]{2,}$/);
});
