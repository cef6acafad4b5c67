import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.js';
import { foldedWord } from '../../src/text/fold.js';
import { dictionaryEntries } from '../../src/text/tokenizer.js';

/**
 * Makes surnames.txt, given-names.txt and places.txt from the dictionary that comes with kuromoji
 * (mecab-ipadic-2.7.0-20070801, licence in README.md of this folder). Run: `node dist/classifiers/lexicon/make-lexicons.js`.
 * Deterministic: the same dictionary gives the same files.
 */

interface Word {
  /** Lowest cost per reading of the wanted kind. */
  readings: Map<string, number>;
  cost: number;
  /** Lowest cost of the same surface as anything else. */
  other: number;
}

const SURNAME = '名詞/固有名詞/人名/姓';
const GIVEN = '名詞/固有名詞/人名/名';
const PLACE = '名詞/固有名詞/地域/一般';
/** Beyond this a difference of costs says nothing more. */
const CAP = 6000;
const KANJI_NAME = /^[\u3005\u4e00-\u9fff][\u3005\u4e00-\u9fffヶケノのツッ]{0,4}$/;
const KANA_NAME = /^(?:[ぁ-ん]{2,6}|[ァ-ヶー]{2,12})$/;
/** Cut-off names (八街に, 上の) would swallow particles: hiragana ends a place only where it is all hiragana. */
const PLACE_NAME =
  /^(?:[\u3005\u4e00-\u9fffヶケノツァ-ヴーぁ-ん]{1,5}[\u3005\u4e00-\u9fffヶケツァ-ヴー]|[ぁ-ん]{3,6})$/;

const costs = new Map<string, Map<string, number>>();
const readings = new Map<string, Map<string, number>>();
for await (const { surface: raw, pos, reading, cost } of dictionaryEntries()) {
  const surface = foldedWord(raw);
  lower(member(costs, surface), pos, cost);
  if (pos === SURNAME || pos === GIVEN) lower(member(readings, `${pos} ${surface}`), reading, cost);
}

write('surnames', SURNAME, (surface) => KANJI_NAME.test(surface) || KANA_NAME.test(surface), GIVEN);
write('given-names', GIVEN, (surface) => KANJI_NAME.test(surface) || KANA_NAME.test(surface), SURNAME);
writeLines(
  'places',
  'Place names of the dictionary (地域), without their readings.',
  [...costs].filter(([surface, by]) => by.has(PLACE) && PLACE_NAME.test(surface)).map(([surface]) => surface),
);

function member(map: Map<string, Map<string, number>>, key: string): Map<string, number> {
  const known = map.get(key) ?? new Map<string, number>();
  map.set(key, known);
  return known;
}

function lower(map: Map<string, number>, key: string, cost: number): void {
  map.set(key, Math.min(map.get(key) ?? Number.POSITIVE_INFINITY, cost));
}

function write(name: string, pos: string, wanted: (surface: string) => boolean, sibling: string): void {
  const lines: string[] = [];
  for (const [surface, by] of costs) {
    const cost = by.get(pos);
    if (cost === undefined || !wanted(surface)) continue;
    const others = [...by].filter(([other]) => other !== pos && other !== sibling).map(([, one]) => one);
    const word: Word = { readings: readings.get(`${pos} ${surface}`)!, cost, other: Math.min(...others, cost + CAP) };
    const margin = Math.max(-CAP, Math.min(CAP, word.other - word.cost));
    const spoken = [...word.readings].sort(([, one], [, two]) => one - two).map(([reading]) => reading);
    lines.push([surface, margin, word.cost, ...spoken.slice(0, 4)].join('\t'));
  }
  writeLines(
    name,
    'surface, how much rather this than another word (cost difference, -6000 to 6000), word cost, readings',
    lines,
  );
}

function writeLines(name: string, columns: string, lines: string[]): void {
  const head = [
    '# Made by make-lexicons.ts from mecab-ipadic-2.7.0-20070801 as it comes with kuromoji; do not edit.',
    `# ${columns}`,
  ];
  writeFileSync(
    join(packageRoot(), 'classifiers', 'lexicon', `${name}.txt`),
    [...head, ...lines.sort(), ''].join('\n'),
  );
}
