import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { detectLines } from '../../../src/app/detect-lines.js';
import { type OpenDetector, openDetector } from '../../../src/app/detector.js';
import { onThisThread } from '../../../src/examine/record-detector.js';
import { holds, isSame, MARKER, refusing } from '../promises.js';
import { type FuzzTarget, whole } from '../target.js';

let prepared: Promise<OpenDetector> | undefined;

interface Answer {
  id: unknown;
  contentLevel: number;
  lost?: string;
  findings: { start: number; end: number }[];
}

async function open() {
  prepared ??= openDetector();
  const { detector } = await prepared;
  return { detector, recordDetector: { ...onThisThread(detector), close: async () => undefined } };
}

/** As `createInterface` of the command cuts them. */
async function linesOf(text: string): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: Readable.from([text]), crlfDelay: Number.POSITIVE_INFINITY }))
    lines.push(line);
  return lines;
}

/** What is asked before the first line that is no question. */
function questionsIn(lines: readonly string[]): { id: unknown; text: string }[] {
  const questions: { id: unknown; text: string }[] = [];
  for (const line of lines.filter((one) => one.trim() !== '')) {
    try {
      const { id = null, text } = JSON.parse(line);
      if (typeof text !== 'string') break;
      JSON.stringify(id);
      questions.push({ id, text });
    } catch {
      break;
    }
  }
  return questions;
}

const lines = (...values: unknown[]) =>
  whole(Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''), 'utf16le'));

/** `detect --jsonl`: every line gets its answer, up to one that is none of ours. */
export const detectingLines: readonly FuzzTarget[] = [
  {
    name: 'detect/jsonl',
    form: 'text',
    words: ['\n', '\r\n', '\u2028', '{"id":1,"text":"', '"}', '\\ud800', '"__proto__":', 'null', '[[[[', '1e999'],
    seeds: () => [
      lines({ id: 1, text: `氏名：山田太郎 ${MARKER} 電話 090-1234-5678` }, { id: 'b', text: '晴れ' }),
      lines(
        { id: { n: [1] }, text: '' },
        { text: 'id のない行' },
        { id: null, text: '😀東京都新宿区西新宿２－８－１' },
      ),
    ],
    async check(input) {
      const read = await linesOf(input.toString('utf16le'));
      const expected = questionsIn(read);
      const answers: Answer[] = [];
      const told = await refusing(
        () =>
          detectLines(
            (async function* () {
              yield* read;
            })(),
            async (some) => void answers.push(...some.map((one) => JSON.parse(one))),
            { explain: false, open },
          ),
        'usage',
      );
      const all = read.filter((line) => line.trim() !== '').length;
      holds('refused' in told === expected.length < all, 'a line that is no question is refused, and no other');
      isSame(
        answers.map(({ id }) => id),
        expected.map(({ id }) => id),
        'every line before it is answered, in order',
      );
      for (const [at, { contentLevel, findings, lost }] of answers.entries()) {
        holds(lost === undefined, 'detection fails over no line');
        holds([1, 2, 3].includes(contentLevel), 'a text has a level');
        const { length } = expected[at]?.text ?? '';
        for (const { start, end } of findings)
          holds(start >= 0 && start < end && end <= length, 'a finding is inside the text');
      }
    },
  },
];
