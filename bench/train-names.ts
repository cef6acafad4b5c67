import { NAME_FILTER, NAME_WEIGHTS } from '../classifiers/names/judged/judged-names.js';
import { RECORD_WEIGHTS } from '../classifiers/names/judged/person-in-record.js';
import { groupedDevelopmentPart, isValidated } from './development-part.js';
import { type Example, printValidation, train } from './linear-training.js';
import { type NameExample, nameExamples } from './name-examples.js';
import { recordExamples } from './record-examples.js';
import { writeWeights } from './weights-file.js';

/**
 * Trains the weights that judge candidates for names on the development part of `fixtures`, and those that set aside
 * what is none at first sight, and those that say of a record with doubtful names whether it holds anybody. It writes them to
 * `classifiers/lexicon/name-weights.txt`, `name-filter.txt` and `record-weights.txt`. First it trains without each group of files in turn and says how well it does
 * on that group; `--check` only does that. `--without PREFIX` trains without some files, so that they can be measured
 * as a new author's text.
 */

/** Written to show told circumstances: measured on other texts, names became worse with them. */
const CIRCUMSTANCES = ['cues2-dev', 'cues3-dev'];

const JUDGE = { size: 1 << 20 };
const FILTER = { size: 1 << 18 };
/** Few features are seen often enough, so little is learned from each record. */
const RECORDS = { size: 1 << 16, epochs: 8, rate: 0.03, decay: 1e-4 };
const NOTHING = new Int32Array(0);

const records = groupedDevelopmentPart().filter(
  ({ record: { file } }) => !CIRCUMSTANCES.some((name) => file.includes(name)),
);
const examples = nameExamples(records.map(({ record }) => record));
process.stdout.write(`${examples.length} examples, ${examples.filter(({ positive }) => positive).length} names\n`);
/** What was composed is of few kinds; what was written is of all. */
const written = records.filter(({ group, record }) => group === record.file).map(({ record }) => record);
const hanging = recordExamples(written, examples, JUDGE.size);
process.stdout.write(
  `${hanging.length} records hang on their names, ${hanging.filter(({ positive }) => positive).length} hold one\n`,
);
if (isValidated()) {
  printValidation(examples, JUDGE);
  printValidation(hanging, RECORDS);
}
if (!process.argv.includes('--check')) {
  writeWeights(NAME_FILTER, 'train-names', train(examples.map(atFirstSight), FILTER));
  writeWeights(NAME_WEIGHTS, 'train-names', train(examples, JUDGE));
  writeWeights(RECORD_WEIGHTS, 'train-names', train(hanging, RECORDS));
}

function atFirstSight({ near, features, ...example }: NameExample): Example {
  return { ...example, features: features.subarray(0, near), slight: NOTHING };
}
