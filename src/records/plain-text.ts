import { type Line, LineSplitter } from './lines.js';
import { type Batches, field, type Items, problem, type Reading } from './reading.js';
import { DocumentWindow, TextGrouper } from './windows.js';

/**
 * Running text: one record `document` (beyond `MAX_RECORD` windows `part N`), whose fields are groups of neighbouring
 * lines joined by LF.
 */
export async function* readPlainText(text: AsyncIterable<string>, reading: Reading, name?: string): Batches {
  const lines = new LineSplitter((dropped) => reading.skipText(dropped));
  const groups = new TextGrouper();
  const window = new DocumentWindow();

  function* group(batch: Iterable<Line>): Items {
    for (const line of batch) {
      for (const joined of groups.add(line.text)) yield* window.add(field(name, joined));
      if (line.cut) yield problem('records/line-too-long', `line ${line.number}`);
    }
  }

  function* rest(): Items {
    yield* group(lines.end());
    for (const joined of groups.end()) yield* window.add(field(name, joined));
    yield* window.end();
  }

  for await (const piece of text) yield [...group(lines.push(piece))];
  yield [...rest()];
}
