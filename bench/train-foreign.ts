import { ANY_TYPE, FOREIGN_SIZE, FOREIGN_WEIGHTS } from '../classifiers/circumstances/foreign/foreign-model.js';
import { groupedDevelopmentPart, isValidated } from './development-part.js';
import { type ForeignSentence, foreignExamples } from './foreign-examples.js';
import { type Example, foldsOf, judgementOf, sumOf, trainInOrders } from './linear-training.js';
import { writeWeights } from './weights-file.js';

/**
 * Trains the weights that judge sentences in other languages than Japanese on the development part of `fixtures` and
 * writes them to `classifiers/lexicon/foreign-weights.txt`. First it trains without a fifth of the files in turn and says
 * how many records that hold such sentences it finds and raises, alone. `--check` only does that;
 * `--without PREFIX[,PREFIX…]` leaves out some files, so that `eval` may judge them.
 */
const OPTIONS = { size: FOREIGN_SIZE, epochs: 6, rate: 0.05, decay: 1e-3, dropout: 0.3 };
const ORDERS = 3;
/** Few sentences tell something. */
const TOLD = 3;
/** A power of two, as models have it. */
const BLOCKS = 8;

interface JudgedRecord {
  surest: number;
  positive: boolean;
}

const sentences = foreignExamples(groupedDevelopmentPart());
const told = sentences.filter(({ types }) => types.length > 0);
process.stdout.write(`${sentences.length} sentences, ${told.length} tell a circumstance\n`);
if (isValidated()) crossValidate();
if (!process.argv.includes('--check')) writeWeights(FOREIGN_WEIGHTS, 'train-foreign', weightsOf(sentences));

function weightsOf(some: readonly ForeignSentence[]): Float64Array {
  const all = new Float64Array(BLOCKS * FOREIGN_SIZE);
  for (let type = 0; type <= ANY_TYPE; type++) all.set(blockOf(some, type), type * FOREIGN_SIZE);
  return all;
}

function blockOf(some: readonly ForeignSentence[], type: number): Float64Array {
  return trainInOrders(
    some.map((sentence) => exampleOf(sentence, type)),
    ORDERS,
    OPTIONS,
  );
}

function exampleOf({ features, types, group }: ForeignSentence, type: number): Example {
  const positive = type === ANY_TYPE ? types.length > 0 : types.includes(type);
  return { features, positive, weight: positive ? TOLD : 1, group };
}

function crossValidate(): void {
  const records = new Map<ForeignSentence['record'], JudgedRecord>();
  let ofType = 0;
  for (const held of foldsOf(sentences)) {
    const rest = sentences.filter(({ group }) => !held.has(group));
    const blocks = Array.from({ length: ANY_TYPE + 1 }, (_, type) => blockOf(rest, type));
    for (const sentence of sentences) {
      if (!held.has(sentence.group)) continue;
      const judgement = judgementOf(blocks[ANY_TYPE]!, exampleOf(sentence, ANY_TYPE));
      const { surest = 0, positive = false } = records.get(sentence.record) ?? {};
      records.set(sentence.record, {
        surest: Math.max(surest, judgement),
        positive: positive || sentence.types.length > 0,
      });
      if (sentence.types.includes(likeliest(blocks, sentence))) ofType++;
    }
  }
  process.stdout.write(`type of ${ofType} of them is the likeliest\n`);
  const positives = [...records.values()].filter(({ positive }) => positive).length;
  for (const threshold of [0.3, 0.4, 0.45, 0.5, 0.6, 0.7]) {
    const taken = [...records.values()].filter(({ surest }) => surest >= threshold);
    const right = taken.filter(({ positive }) => positive).length;
    process.stdout.write(
      `from ${threshold}: found ${right} of ${positives}, raised ${taken.length - right} of ${records.size - positives}\n`,
    );
  }
}

function likeliest(blocks: readonly Float64Array[], { features }: ForeignSentence): number {
  const sums = blocks.slice(0, ANY_TYPE).map((weights) => sumOf(weights, features));
  return sums.indexOf(Math.max(...sums));
}
