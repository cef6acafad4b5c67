import { LEAST_OF_LINE, LINE_WEIGHTS } from '../classifiers/phone/public-line.js';
import { isValidated, optionOf } from './development-part.js';
import { type LineExample, lineExamples } from './line-examples.js';
import { foldsOf, sumOf, trainInOrders } from './linear-training.js';
import { writeWeights } from './weights-file.js';

/**
 * Trains the weights that say whether a telephone number is a public line, on the development part of `fixtures`, and
 * writes them to `classifiers/lexicon/line-weights.txt`. First it trains without a fifth of the files in turn and says
 * what that makes of them. `--check` only does that, `--misses` lists the errors; `--without PREFIX[,PREFIX…]` leaves out
 * some files, so that `eval` may judge them.
 */
const OPTIONS = { size: 1 << 16, epochs: 10, rate: 0.03, decay: 1e-3, dropout: 0.3 };
const ORDERS = 5;
/** Sums from which is told what would be taken. */
const STEPS = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 1];

const examples = lineExamples();
const asked = examples.filter(({ isAsked }) => isAsked);
process.stdout.write(
  `${examples.length} numbers, ${asked.length} of them fixed lines, ${asked.filter(({ positive }) => positive).length} of those nobody's\n`,
);
if (isValidated()) crossValidate();
if (!process.argv.includes('--check')) writeWeights(LINE_WEIGHTS, 'train-lines', weightsOf(examples));

function weightsOf(some: readonly LineExample[]): Float64Array {
  return trainInOrders(some, Number(optionOf('--orders') ?? ORDERS), OPTIONS);
}

function crossValidate(): void {
  const judged: { example: LineExample; sum: number }[] = [];
  for (const held of foldsOf(examples)) {
    const weights = weightsOf(examples.filter(({ group }) => !held.has(group)));
    for (const example of asked)
      if (held.has(example.group)) judged.push({ example, sum: sumOf(weights, example.features) });
  }
  for (const step of STEPS) {
    const taken = judged.filter(({ sum }) => sum >= step);
    const right = taken.filter(({ example }) => example.positive);
    process.stdout.write(
      `from ${step} on: ${right.length} nobody's, in ${recordsOf(right, 1)} records of level 1; ${taken.length - right.length} somebody's, in ${recordsOf(taken, 3)} of level 3\n`,
    );
  }
  if (!process.argv.includes('--misses')) return;
  for (const { example, sum } of judged.sort((one, other) => other.sum - one.sum)) {
    const { text, start, end, positive, record } = example;
    if (positive === sum >= LEAST_OF_LINE) continue;
    const part = `${text.slice(Math.max(0, start - 50), start)}【${text.slice(start, end)}】${text.slice(end, end + 30)}`;
    process.stdout.write(
      `${positive ? 'nobody' : 'somebody'} ${sum.toFixed(1)} ${record} «${part.replaceAll('\n', '⏎')}»\n`,
    );
  }
}

function recordsOf(some: readonly { example: LineExample }[], level: number): number {
  return new Set(
    some
      .filter(({ example }) => example.level === level && example.positive === (level === 1))
      .map(({ example }) => example.record),
  ).size;
}
