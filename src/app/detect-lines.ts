import { Fault } from '../base/fault.js';
import type { RecordDetector } from '../examine/record-detector.js';
import { RecordLists } from '../examine/record-lists.js';
import { type OpenPool, openPool } from './detector.js';

/** Lines that come more slowly than this are answered one by one. */
const IDLE_MILLISECONDS = 20;

/** What finds something in the lines. */
type Answering = Pick<OpenPool, 'detector'> & { recordDetector: RecordDetector & { close(): Promise<unknown> } };

/**
 * Detects in lines `{"id","text"}` and gives one line for each, in their order. Constant memory: few lists of lines are
 * under way. Long inputs are read by all cores.
 *
 * @param write - resolves when more may be written
 * @throws {Fault} usage `detect/bad-line`; what was asked before that line has been answered
 */
export async function detectLines(
  input: AsyncIterable<string>,
  write: (answers: readonly string[]) => Promise<void>,
  { explain, open = openPool }: { explain: boolean; open?: () => Promise<Answering> },
): Promise<void> {
  // Before anything is awaited: a reader of lines drops those that nobody listens to.
  const lines = input[Symbol.asyncIterator]();
  const { detector, recordDetector } = await open();
  const answers: string[] = [];
  const lists = new RecordLists(recordDetector, (found, { locator: id, fields }) => {
    const findings = 'lost' in found ? [] : found[0]!;
    answers.push(
      JSON.stringify({
        id: JSON.parse(id),
        // What detection failed over is treated as everything that cannot be read.
        contentLevel: 'lost' in found ? 3 : detector.levelOfRecord(findings),
        findings: findings.map(({ type, start, end, score }) => ({ type, start, end, score })),
        ...('lost' in found ? { lost: found.lost } : {}),
        ...(explain ? { explanations: 'lost' in found ? [] : detector.explain(fields[0]!.text) } : {}),
      }),
    );
  });
  const flush = () => write(answers.splice(0));
  const answerAll = async () => {
    await lists.end();
    await flush();
  };
  try {
    let number = 0;
    for (let line = await lines.next(); !line.done; line = await nextOrIdle(lines, answerAll)) {
      number += 1;
      if (line.value.trim() === '') continue;
      const { id, text } = parseLine(line.value, number);
      await lists.add({
        kind: 'record',
        locator: id,
        fields: [{ name: undefined, path: [], text }],
      });
      await flush();
    }
  } finally {
    // What was asked before a bad line is answered all the same.
    await answerAll();
    await recordDetector.close();
  }
}

/** The next line; when it does not come at once, `idle` is called in the meantime. */
async function nextOrIdle(lines: AsyncIterator<string>, idle: () => Promise<void>): Promise<IteratorResult<string>> {
  const next = lines.next();
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<'idle'>((resolve) => {
    timer = setTimeout(resolve, IDLE_MILLISECONDS, 'idle');
  });
  const first = await Promise.race([next, waited]);
  clearTimeout(timer);
  if (first === 'idle') await idle();
  return next;
}

/** @returns the id as JSON */
function parseLine(line: string, number: number): { id: string; text: string } {
  try {
    const value: unknown = JSON.parse(line);
    if (value !== null && typeof value === 'object' && 'text' in value && typeof value.text === 'string')
      return { id: JSON.stringify('id' in value ? value.id : null), text: value.text };
  } catch {
    // Reported below, without the line itself: it may be personal. An id can be nested deeper than can be written again.
  }
  throw new Fault('usage', 'detect/bad-line', `line ${number} is not {"id": …, "text": "…"}`, { line: number });
}
