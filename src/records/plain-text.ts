import { LineSplitter } from './lines.js';
import { field, type Items, problem, type Reading } from './reading.js';
import { DocumentWindow, TextGrouper } from './windows.js';

/**
 * Running text: one record `document` (beyond `MAX_RECORD` windows `part N`), whose fields are groups of neighbouring
 * lines joined by LF.
 */
export async function* readPlainText(text: AsyncIterable<string>, reading: Reading, name?: string): Items {
  const lines = new LineSplitter((dropped) => reading.skipText(dropped));
  const groups = new TextGrouper();
  const window = new DocumentWindow();

  function* group(batch: Iterable<{ text: string; number: number; cut: boolean }>) {
    for (const line of batch) {
      for (const joined of groups.add(line.text)) {
        const part = window.add(field(name, joined));
        if (part) yield part;
      }
      if (line.cut) yield problem('records/line-too-long', `line ${line.number}`);
    }
  }

  for await (const piece of text) yield* group(lines.push(piece));
  yield* group(lines.end());
  for (const joined of groups.end()) {
    const part = window.add(field(name, joined));
    if (part) yield part;
  }
  const last = window.end();
  if (last) yield last;
}
