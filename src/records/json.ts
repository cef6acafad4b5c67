import { driveJson, jsonErrorOf } from './json-drive.js';
import { JsonFields } from './json-fields.js';
import { JsonRecords } from './json-records.js';
import { JsonTokens } from './json-tokens.js';
import { type Line, LineSplitter } from './lines.js';
import { type Batches, field, type Items, problem, type Reading, record } from './reading.js';

/** Lists of records: the top-level array, or an array that is a member of the top-level object. */
const TOP_LISTS = (path: readonly string[]) => path.length <= 1;

/** One JSON text, or several one after the other; see JsonRecords for what becomes a record. */
export function readJson(text: AsyncIterable<string>, reading: Reading): Batches {
  const fields = new JsonFields(TOP_LISTS, (dropped) => reading.skipText(dropped));
  return driveJson(text, fields, new JsonRecords(), reading);
}

/** JSON Lines: each line a JSON text and a record of its own, so that a broken one costs no other. */
export async function* readJsonLines(text: AsyncIterable<string>, reading: Reading): Batches {
  const lines = new LineSplitter((dropped) => reading.skipText(dropped));
  for await (const piece of text) yield [...lineRecords(lines.push(piece), reading)];
  yield [...lineRecords(lines.end(), reading)];
}

function* lineRecords(lines: Iterable<Line>, reading: Reading): Items {
  for (const line of lines) {
    if (line.text.trim() === '') continue;
    const locator = `line ${line.number}`;
    const fields = new JsonFields(
      () => false,
      (dropped) => reading.skipText(dropped),
    );
    const tokens = new JsonTokens(fields);
    const broken = jsonErrorOf(() => {
      tokens.push(line.text);
      tokens.end();
    });
    const read = fields.take().flatMap((event) => (event.type === 'field' ? [event.field] : []));
    // What is not understood is still text.
    if (broken && tokens.rest.trim() !== '') read.push(field(undefined, tokens.rest));
    yield record(locator, read);
    if (line.cut) yield problem('records/line-too-long', locator);
    else if (broken) yield problem(broken.code, locator);
  }
}
