import { createInterface } from 'node:readline';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { detectLines } from '../../src/app/detect-lines.js';
import { createDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';
import { onThisThread } from '../../src/examine/record-detector.js';
import { FAILING, withFailing } from '../examine/failing-recognizer.js';

const read = (content: string) => createInterface({ input: Readable.from([content]) });
const lineOf = (id: unknown, text: string) => `${JSON.stringify({ id, text })}\n`;

async function answersTo(
  input: AsyncIterable<string>,
  explain = false,
): Promise<{ id: unknown; contentLevel: number }[]> {
  const answers: string[] = [];
  await detectLines(input, async (some) => void answers.push(...some), { explain });
  return answers.map((answer) => JSON.parse(answer));
}

describe('detectLines', () => {
  it('answers every line in order, those too that came while it was still loading', async () => {
    const texts = Array.from({ length: 3000 }, (_, at) => (at % 3 === 0 ? `${at}番 畑中様` : `${at}番 晴れ`));
    const answers = await answersTo(read(texts.map((text, at) => lineOf(at, text)).join('')));
    expect(answers.map(({ id }) => id)).toEqual(texts.map((_, at) => at));
    expect(answers.map(({ contentLevel }) => contentLevel)).toEqual(texts.map((_, at) => (at % 3 === 0 ? 3 : 1)));
  });

  it('gives ids of any kind back and passes over empty lines', async () => {
    const answers = await answersTo(read(`${lineOf('a', 'x')}\n${lineOf({ n: 1 }, 'x')}{"text":"x"}\n`));
    expect(answers.map(({ id }) => id)).toEqual(['a', { n: 1 }, null]);
  });

  it('answers what is there without waiting for more', async () => {
    const input = new PassThrough();
    const answers: string[] = [];
    const first = new Promise<void>((resolve) => {
      void detectLines(
        createInterface({ input }),
        async (some) => {
          answers.push(...some);
          if (answers.length === 1) resolve();
        },
        { explain: false },
      );
    });
    input.write(lineOf(1, '畑中様'));
    await first;
    expect(answers).toHaveLength(1);
    input.end();
  });

  it('refuses a line that is none of ours, with its number and not its text, after answering those before', async () => {
    const answers: string[] = [];
    const wrong = detectLines(read(`${lineOf(1, '畑中様')}畑中\n`), async (some) => void answers.push(...some), {
      explain: false,
    });
    await expect(wrong).rejects.toMatchObject({ code: 'detect/bad-line', detail: { line: 2 } });
    expect(answers).toHaveLength(1);
  });

  it('explains', async () => {
    const [answer] = await answersTo(read(lineOf(1, '畑中様')), true);
    expect(answer).toMatchObject({ explanations: [{ outcome: 'reported' }, { outcome: 'overlapped' }] });
  });

  it.each([false, true])('answers the other lines where detection fails over one (explained: %s)', async (explain) => {
    const detector = await createDetector(withFailing, loadPolicy());
    const open = async () => ({
      detector,
      recordDetector: { ...onThisThread(detector), close: async () => undefined },
    });
    const answers: string[] = [];
    const input = read(['畑中様', FAILING, '晴れ'].map((text, at) => lineOf(at, text)).join(''));
    await detectLines(input, async (some) => void answers.push(...some), { explain, open });
    expect(answers.map((answer) => JSON.parse(answer))).toMatchObject([
      { id: 0, contentLevel: 3 },
      { id: 1, contentLevel: 3, findings: [], lost: 'classify/worker-died', ...(explain ? { explanations: [] } : {}) },
      { id: 2, contentLevel: 1, findings: [] },
    ]);
  });
});
