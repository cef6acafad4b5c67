import { CONTACT_WEIGHTS, LEAST_OF_SOMEBODY } from '../classifiers/offices/contact-in-record.js';
import { type ContactExample, contactExamples } from './contact-examples.js';
import { isValidated, optionOf } from './development-part.js';
import { foldsOf, sumOf, trainInOrders } from './linear-training.js';
import { writeWeights } from './weights-file.js';

/**
 * Trains the weights that say whether a record whose only datum is a fixed line or an address is about somebody, on the
 * development part of `fixtures`, and writes them to `classifiers/lexicon/contact-weights.txt`. First it trains without a
 * fifth of the files in turn and says what that makes of them, for single files with `--files PREFIX[,PREFIX…]`. `--check`
 * only does that, `--misses` lists the errors; `--without PREFIX[,PREFIX…]` leaves out some files, so that `eval` may
 * judge them.
 */
const OPTIONS = { size: 1 << 16, epochs: 10, rate: 0.03, decay: 1e-3, dropout: 0.3 };
const ORDERS = 3;
/** Sums below which is told what would be nobody's. */
const STEPS = [0.5, 0.25, 0, -0.25, -0.5, -0.75, -1, -1.5, -2];

interface Judged {
  example: ContactExample;
  sum: number;
}

const examples = contactExamples();
const asked = examples.filter(({ isAsked }) => isAsked);
const alone = examples.filter(({ isOnlyDatum }) => isOnlyDatum);
const ofSomebody = (some: readonly ContactExample[]) => some.filter(({ positive }) => positive).length;
process.stdout.write(
  `${examples.length} records; of ${alone.length} the level hangs on a number or an address, ${ofSomebody(alone)} of those about somebody; of ${asked.length} detection asks, ${ofSomebody(asked)} about somebody\n`,
);
if (isValidated()) crossValidate();
if (!process.argv.includes('--check')) writeWeights(CONTACT_WEIGHTS, 'train-contacts', weightsOf(examples));

function weightsOf(some: readonly ContactExample[]): Float64Array {
  return trainInOrders(some, Number(optionOf('--orders') ?? ORDERS), OPTIONS);
}

function crossValidate(): void {
  const judged: Judged[] = [];
  for (const held of foldsOf(examples)) {
    const weights = weightsOf(examples.filter(({ group }) => !held.has(group)));
    for (const example of alone)
      if (held.has(example.group)) {
        const { features, slight = new Int32Array(0), share = 1 } = example;
        judged.push({ example, sum: sumOf(weights, features) + sumOf(weights, slight) * share });
      }
  }
  for (const prefix of ['', ...(optionOf('--files')?.split(',') ?? [])]) {
    print(judged, prefix, 'all');
    print(
      judged.filter(({ example }) => example.isAsked),
      prefix,
      'asked',
    );
  }
  if (!process.argv.includes('--misses')) return;
  for (const { example, sum } of judged.sort((one, other) => one.sum - other.sum)) {
    const { record, positive } = example;
    if (positive === sum >= LEAST_OF_SOMEBODY) continue;
    const text = record.fields.map((field) => field.text).join(' | ');
    process.stdout.write(
      `${positive ? 'somebody' : 'nobody'} ${sum.toFixed(1)} ${record.file} ${record.locator} «${text.slice(0, 120).replaceAll('\n', '⏎')}»\n`,
    );
  }
}

function print(judged: readonly Judged[], prefix: string, which: string): void {
  const some = judged.filter(({ example }) => example.group.startsWith(prefix));
  for (const step of STEPS) {
    const below = some.filter(({ sum }) => sum < step);
    const right = below.filter(({ example }) => !example.positive).length;
    process.stdout.write(
      `${prefix} ${which}, below ${step}: ${right} records of level 1 no longer raised, ${below.length - right} of level 3 lost\n`.trimStart(),
    );
  }
}
