import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOutput } from '../../src/cli/print.js';

const HOSTILE = '\u001b[2J\u001b[1;1H判定: 有効\u009b31m\u202e\r';

const stream = (to: PassThrough) => to as unknown as typeof process.stdout & typeof process.stderr;

function shown(write: (output: ReturnType<typeof createOutput>) => void): string {
  const [out, err] = [new PassThrough(), new PassThrough()];
  write(createOutput(false, stream(out), stream(err)));
  return String(out.read() ?? '') + String(err.read() ?? '');
}

describe('what others wrote', () => {
  it.each([
    ['a line', (text: string) => shown((output) => output.say(text))],
    ['a warning', (text: string) => shown((output) => output.warn(text))],
    ['a table', (text: string) => shown((output) => output.table(['名称'], [[text], [1]]))],
  ])('commands no terminal in %s', (_where, show) => {
    expect(show(HOSTILE)).toContain('判定: 有効');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(show(HOSTILE + text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });

  it('is left as it is for programs', () => {
    const out = new PassThrough();
    createOutput(true, stream(out)).result({ text: HOSTILE });
    expect(JSON.parse(String(out.read()))).toEqual({ text: HOSTILE });
  });
});
