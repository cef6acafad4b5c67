import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.js';
import { loadTokenizer } from '../../src/text/tokenizer.js';
import { TERM_READINGS } from '../circumstances/kana/kana-scan.js';
import { CIRCUMSTANCE_TYPES, RULES } from '../circumstances/rules/rules.js';

/**
 * Makes term-readings.txt: how the terms of circumstances that hold kanji are read, by the tokenizer's dictionary.
 * Run after a change of the lists of terms: `node dist/classifiers/lexicon/make-term-readings.js`.
 */

const KANJI = /[一-龠々]/;
/** What stands only behind other words is no word by itself. */
const tokenize = await loadTokenizer();
const terms = new Set<string>();
for (const type of CIRCUMSTANCE_TYPES) {
  const { terms: list, suffixes }: (typeof RULES)[typeof type] & { suffixes?: ReadonlySet<number> } = RULES[type];
  for (const [at, word] of list.words.entries())
    if (KANJI.test(word) && !suffixes?.has(list.groups[at]!)) terms.add(word);
}
const lines = [...terms].sort().flatMap((term) => {
  const reading = tokenize(term)
    .map(({ surface, reading = surface }) => reading)
    .join('');
  return KANJI.test(reading) ? [] : [`${term}\t${reading}`];
});
writeFileSync(
  join(packageRoot(), 'classifiers', 'lexicon', `${TERM_READINGS}.txt`),
  ['# Made by make-term-readings.ts from mecab-ipadic 2.7.0-20070801; do not edit. Term, reading.', ...lines, ''].join(
    '\n',
  ),
);
