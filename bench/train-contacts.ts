import { CONTACT_PLACE_WEIGHTS, CONTACT_WEIGHTS, LEAST_OF_SOMEBODY } from '../classifiers/offices/contact-in-record.js';
import type { GoldRecord } from '../fixtures/gold.js';
import { contactExamples, type RecordExample, recordExamples } from './contact-examples.js';
import { isValidated, optionOf } from './development-part.js';
import { type Example, foldsOf, sumOfExample, type TrainingOptions, trainInOrders } from './linear-training.js';
import { writeWeights } from './weights-file.js';

/**
 * Trains the weights that say whether a record whose only datum is a fixed line or an address is about somebody, by the
 * record (`contact-weights`) and by what stands around each of them (`contact-place-weights`), on the development part of
 * `fixtures`, and writes them to `classifiers/lexicon`. First it trains without a
 * fifth of the files in turn and says what that makes of them, for single files with `--files PREFIX[,PREFIX…]`. `--check`
 * only does that, `--misses` lists the errors; `--without PREFIX[,PREFIX…]` leaves out some files, so that `eval` may
 * judge them.
 */
const OPTIONS = { size: 1 << 16, epochs: 10, rate: 0.03, decay: 1e-3, dropout: 0.3 };
const PLACE_OPTIONS = { ...OPTIONS, epochs: 8 };
const ORDERS = 2;
/** Sums below which is told what would be nobody's. */
const STEPS = [1, 0.5, 0, -0.5, -1, -1.5, -2, -2.5, -3];

interface Judged {
  example: RecordExample;
  sum: number;
}

const records = recordExamples();
const contacts = contactExamples();
const asked = records.filter(({ isAsked }) => isAsked);
const alone = records.filter(({ isOnlyDatum }) => isOnlyDatum);
const ofSomebody = (some: readonly Example[]) => some.filter(({ positive }) => positive).length;
process.stdout.write(
  `${records.length} records; of ${alone.length} the level hangs on a number or an address, ${ofSomebody(alone)} of those about somebody; of ${asked.length} detection asks, ${ofSomebody(asked)} about somebody; ${contacts.length} contacts, ${ofSomebody(contacts)} somebody's\n`,
);
if (isValidated()) crossValidate();
if (!process.argv.includes('--check')) {
  writeWeights(CONTACT_WEIGHTS, 'train-contacts', weightsOf(records, OPTIONS));
  writeWeights(CONTACT_PLACE_WEIGHTS, 'train-contacts', weightsOf(contacts, PLACE_OPTIONS));
}

function weightsOf(some: readonly Example[], options: TrainingOptions): Float64Array {
  return trainInOrders(some, Number(optionOf('--orders') ?? ORDERS), options);
}

function crossValidate(): void {
  const judged: Judged[] = [];
  for (const held of foldsOf(records)) {
    const isSeen = ({ group }: Example) => !held.has(group);
    const ofRecords = weightsOf(records.filter(isSeen), OPTIONS);
    const ofPlaces = weightsOf(contacts.filter(isSeen), PLACE_OPTIONS);
    const surest = new Map<GoldRecord, number>();
    for (const one of contacts)
      if (held.has(one.group))
        surest.set(
          one.record,
          Math.max(surest.get(one.record) ?? Number.NEGATIVE_INFINITY, sumOfExample(ofPlaces, one)),
        );
    for (const example of alone)
      if (held.has(example.group))
        judged.push({ example, sum: sumOfExample(ofRecords, example) + surest.get(example.record)! });
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
