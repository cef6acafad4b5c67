import { keepBest, likelihoodOfName, RULES, scoreOfName } from '../classifiers/names/judged/judged-names.js';
import { seenNames } from '../classifiers/names/judged/person-in-record.js';
import { recordFeatures } from '../classifiers/names/judged/record-features.js';
import type { GoldField, GoldRecord } from '../fixtures/gold.js';
import type { Candidate } from '../src/classify/recognizer.js';
import { LIKELY } from '../src/classify/score/confidence.js';
import { type Example, foldsOf, judgementOf, train } from './linear-training.js';
import type { NameExample } from './name-examples.js';

/** What a model says of texts that it has learned is far surer than what it says of others. */
const FOLDS = 3;
/** A few rounds are enough to tell how sure it is. */
const EPOCHS = 3;
const NAME = 'PERSON_NAME';
/** Types beside which the level of a record still hangs on its names. */
const WEAK: ReadonlySet<string> = new Set([
  'ORGANIZATION',
  'CORPORATE_SECRET',
  'CORPORATE_NUMBER',
  'POSTAL_CODE',
  'IP_ADDRESS',
]);

/**
 * Records whose level hangs on the names judged in them, with whether they hold a person. Their names are judged by
 * models that have not seen their file.
 */
export function recordExamples(records: readonly GoldRecord[], names: readonly NameExample[], size: number): Example[] {
  const judged = judgedUnseen(names, size);
  const examples: Example[] = [];
  for (const { file, fields } of records) {
    const types = new Set(fields.flatMap(({ spans }) => spans.map(({ type }) => type)));
    if ([...types].some((type) => type !== NAME && !WEAK.has(type))) continue;
    const found = seenNames(fields.flatMap((field) => judged.get(field) ?? []));
    if (!((found[0]?.score ?? 0) >= LIKELY)) continue;
    const seen = recordFeatures(
      fields.map(({ text }) => text),
      found,
    );
    examples.push({ ...seen, positive: types.has(NAME), weight: 1, group: file });
  }
  return examples;
}

/** The names of each text as they would be judged, had its file not been there to learn from. */
function judgedUnseen(names: readonly NameExample[], size: number): Map<GoldField, Candidate[]> {
  const judged = new Map<GoldField, Candidate[]>();
  for (const held of foldsOf(names, FOLDS)) {
    const weights = train(
      names.filter(({ group }) => !held.has(group)),
      { size, epochs: EPOCHS },
    );
    for (const example of names) {
      if (!example.written || !held.has(example.group)) continue;
      const { start, end, kind } = example.candidate;
      const likelihood = likelihoodOfName(judgementOf(weights, example), example.written.text, example.candidate);
      const score = scoreOfName(likelihood);
      if (score === undefined) continue;
      const found = judged.get(example.written) ?? [];
      judged.set(example.written, found);
      keepBest(found, 0, { start, end, score, rule: `person-name/${RULES[kind]}` });
    }
  }
  return judged;
}
