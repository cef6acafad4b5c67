import { CIRCUMSTANCE_WEIGHTS, CLAUSE_WEIGHTS } from '../classifiers/circumstances/circumstance-model.js';
import { SECOND_LOOK } from '../classifiers/circumstances/second-look.js';
import { WORDING_WEIGHTS } from '../classifiers/circumstances/wording.js';
import { clauseExamplesOf, examplesOf, examplesToJudge, type JudgedRecord, judged } from './circumstance-examples.js';
import { emptyTally, printTally, type Tally, tallyInto } from './circumstance-tally.js';
import { groupedDevelopmentPart, isValidated } from './development-part.js';
import { kanaCopies } from './kana-copies.js';
import { foldsOf, trainInOrders } from './linear-training.js';
import { judgeWith, type LookedRecord, lookedAt, trainSecondLook } from './second-look-examples.js';
import { TrainingThread } from './training-thread.js';
import { writeTrees, writeWeights } from './weights-file.js';
import { modelOf, trainWording } from './wording-training.js';

/**
 * Trains the weights that judge told circumstances on the development part of `fixtures`, those of terms, of
 * their clauses and of the wording of all clauses, and writes them to `classifiers/lexicon/circumstance-weights.txt`,
 * `clause-weights.txt` and `wording-weights.txt`; then the trees that judge places beside each other, `second-look.txt`,
 * from what such weights say of files they were not trained on. First it
 * says how well trees do on a fifth of the files in turn that they have not seen. `--check` only does that;
 * `--without PREFIX[,PREFIX…]` leaves out some files, so that `eval` may judge them.
 */
const SIZE = 1 << 20;
const OPTIONS = { size: SIZE, epochs: 10, rate: 0.03, decay: 1e-3, dropout: 0.3 };
const ORDERS = 5;
/** For what the trees learn from, fewer do. */
const FEWER_ORDERS = 2;

const gold = groupedDevelopmentPart();
const copies = kanaCopies(gold);
const wording = trainWording([...gold, ...copies]);
const [records, inKana] = [gold, copies].map((some) =>
  some.map(({ group, record }) => judged(record, group, wording.without.get(group)!)),
) as [JudgedRecord[], JudgedRecord[]];
const told = examplesToJudge(modelOf(wording.weights));
const count = records.reduce((sum, { candidates }) => sum + candidates.length, 0);
process.stdout.write(`${records.length} records, ${count} candidates; ${inKana.length} once more in kana\n`);
const all = [...records, ...inKana, ...told];
const clausesOf = all.map(clauseExamplesOf);
const clauseThread = new TrainingThread(clausesOf.flat());
const looked = await outOfFold();
if (isValidated()) crossValidate();
if (!process.argv.includes('--check')) {
  const { terms, clauses } = await trainWithout(new Set(), ORDERS);
  writeWeights(WORDING_WEIGHTS, 'train-circumstances', wording.weights);
  writeWeights(CIRCUMSTANCE_WEIGHTS, 'train-circumstances', terms);
  writeWeights(CLAUSE_WEIGHTS, 'train-circumstances', clauses);
  writeTrees(SECOND_LOOK, 'train-circumstances', trainSecondLook(looked));
}
await clauseThread.close();

/** All records, each as models see it that were trained without its file: so they will see new text. */
async function outOfFold(): Promise<LookedRecord[]> {
  const seen = new Map<JudgedRecord, LookedRecord>();
  for (const held of foldsOf(records)) {
    const { terms, clauses } = await trainWithout(held, FEWER_ORDERS);
    const models = { terms: modelOf(terms), clauses: modelOf(clauses) };
    for (const record of records) if (held.has(record.group)) seen.set(record, lookedAt(record, models));
  }
  return records.map((record) => seen.get(record)!);
}

function crossValidate(): void {
  const tallies = new Map<string, Tally>();
  const total = emptyTally();
  for (const held of foldsOf(records)) {
    const own = looked.filter(({ record }) => held.has(record.group));
    judgeWith(trainSecondLook(looked.filter(({ record }) => !held.has(record.group))), own);
    for (const one of own) {
      const tally = tallies.get(one.record.group) ?? emptyTally();
      tallies.set(one.record.group, tally);
      tallyInto(tally, one);
      tallyInto(total, one);
    }
  }
  printTally(total, process.argv.includes('--files') ? tallies : new Map());
}

/** Both at once, each in a thread: they take as long. */
async function trainWithout(
  held: ReadonlySet<string>,
  orders: number,
): Promise<Record<'terms' | 'clauses', Float64Array>> {
  const chosen: number[] = [];
  let at = 0;
  for (const [number, own] of clausesOf.entries())
    for (const _ of own) {
      if (!held.has(all[number]!.group)) chosen.push(at);
      at++;
    }
  const clauses = clauseThread.train(Int32Array.from(chosen), orders, OPTIONS);
  const terms = trainInOrders(all.filter(({ group }) => !held.has(group)).flatMap(examplesOf), orders, OPTIONS);
  return { terms, clauses: await clauses };
}
