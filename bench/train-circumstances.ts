import { CIRCUMSTANCE_WEIGHTS, CLAUSE_WEIGHTS } from '../classifiers/circumstances/circumstance-model.js';
import { WORDING_WEIGHTS } from '../classifiers/circumstances/wording.js';
import { clauseExamplesOf, examplesOf, examplesToJudge, type JudgedRecord, judged } from './circumstance-examples.js';
import { emptyTally, printTally, type Tally, type Trained, tallyInto } from './circumstance-tally.js';
import { groupedDevelopmentPart, isValidated } from './development-part.js';
import { type Example, foldsOf, trainInOrders } from './linear-training.js';
import { writeWeights } from './weights-file.js';
import { modelOf, trainWording } from './wording-training.js';

/**
 * Trains the weights that judge told circumstances on the development part of `fixtures`, those of terms, of
 * their clauses and of the wording of all clauses, and writes them to `classifiers/lexicon/circumstance-weights.txt`,
 * `clause-weights.txt` and `wording-weights.txt`. First it
 * trains without a fifth of the files in turn and says how well it does on them. `--check` only does that;
 * `--without PREFIX[,PREFIX…]` leaves out some files, so that `eval` may judge them.
 */
const SIZE = 1 << 18;
const OPTIONS = { size: SIZE, epochs: 10, rate: 0.03, decay: 1e-3, dropout: 0.3 };
const ORDERS = 5;

const gold = groupedDevelopmentPart();
const wording = trainWording(gold, isValidated());
const records = gold.map(({ group, record }) => judged(record, group, wording.without.get(group)!));
const told = examplesToJudge(modelOf(wording.weights));
const count = records.reduce((sum, { candidates }) => sum + candidates.length, 0);
process.stdout.write(`${records.length} records, ${count} candidates\n`);
if (isValidated()) crossValidate();
if (!process.argv.includes('--check')) {
  const { terms, clauses } = trainOn(records);
  writeWeights(WORDING_WEIGHTS, 'train-circumstances', wording.weights);
  writeWeights(CIRCUMSTANCE_WEIGHTS, 'train-circumstances', terms);
  writeWeights(CLAUSE_WEIGHTS, 'train-circumstances', clauses);
}

function crossValidate(): void {
  const tallies = new Map<string, Tally>();
  const total = emptyTally();
  for (const held of foldsOf(records)) {
    const weights = trainOn(records.filter(({ group }) => !held.has(group)));
    for (const record of records) {
      if (!held.has(record.group)) continue;
      const tally = tallies.get(record.group) ?? emptyTally();
      tallies.set(record.group, tally);
      tallyInto(tally, record, weights);
      tallyInto(total, record, weights);
    }
  }
  printTally(total, process.argv.includes('--files') ? tallies : new Map());
}

function trainOn(some: readonly JudgedRecord[]): Trained {
  const all = [...some, ...told];
  return { terms: weightsOf(all.flatMap(examplesOf)), clauses: weightsOf(all.flatMap(clauseExamplesOf)) };
}

function weightsOf(examples: readonly Example[]): Float64Array {
  return trainInOrders(examples, ORDERS, OPTIONS);
}
