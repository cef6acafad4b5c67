import { ORGANIZATION_FILTER, ORGANIZATION_WEIGHTS } from '../classifiers/organizations/judged-organizations.js';
import { developmentPart, isValidated } from './development-part.js';
import { type Example, printValidation, train } from './linear-training.js';
import { type OrganizationExample, organizationExamples } from './organization-examples.js';
import { writeWeights } from './weights-file.js';

/**
 * Trains the weights that judge places as names of organisations on the development part of `fixtures`, and those that
 * set aside what is none at first sight, and writes them to `classifiers/lexicon/organization-weights.txt` and
 * `organization-filter.txt`. First it trains without each fifth of the files in turn and says how well it does on them;
 * `--check` only does that. `--without PREFIX` trains without some files, so that `eval` may judge them.
 */
const JUDGE = { size: 1 << 18, epochs: 8 };
const FILTER = { size: 1 << 16, epochs: 8 };

const examples = organizationExamples(developmentPart());
process.stdout.write(`${examples.length} examples, ${examples.filter(({ positive }) => positive).length} names\n`);
if (isValidated()) printValidation(examples, JUDGE);
if (!process.argv.includes('--check')) {
  writeWeights(ORGANIZATION_FILTER, 'train-organizations', train(examples.map(atFirstSight), FILTER));
  writeWeights(ORGANIZATION_WEIGHTS, 'train-organizations', train(examples, JUDGE));
}

function atFirstSight({ near, features, ...example }: OrganizationExample): Example {
  return { ...example, features: features.subarray(0, near) };
}
