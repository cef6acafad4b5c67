import { NAME_FILTER, NAME_WEIGHTS } from '../classifiers/names/judged-names.js';
import { developmentPart, isValidated } from './development-part.js';
import { type Example, printValidation, train } from './linear-training.js';
import { type NameExample, nameExamples } from './name-examples.js';
import { writeWeights } from './weights-file.js';

/**
 * Trains the weights that judge candidates for names on the development part of `fixtures`, and those that set aside
 * what is none at first sight, and writes them to `classifiers/lexicon/name-weights.txt` and `name-filter.txt`. First it trains without each group of files in turn and says how well it does
 * on that group; `--check` only does that. `--without PREFIX` trains without some files, so that they can be measured
 * as a new author's text.
 */

/** Written to show told circumstances: measured on other texts, names became worse with them. */
const CIRCUMSTANCES = ['cues2-dev', 'cues3-dev'];

const JUDGE = { size: 1 << 20 };
const FILTER = { size: 1 << 18 };
const NOTHING = new Int32Array(0);

const examples = nameExamples(
  developmentPart().filter(({ file }) => !CIRCUMSTANCES.some((name) => file.includes(name))),
);
process.stdout.write(`${examples.length} examples, ${examples.filter(({ positive }) => positive).length} names\n`);
if (isValidated()) printValidation(examples, JUDGE);
if (!process.argv.includes('--check')) {
  writeWeights(NAME_FILTER, 'train-names', train(examples.map(atFirstSight), FILTER));
  writeWeights(NAME_WEIGHTS, 'train-names', train(examples, JUDGE));
}

function atFirstSight({ near, features, ...example }: NameExample): Example {
  return { ...example, features: features.subarray(0, near), slight: NOTHING };
}
