import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { asFault } from '../../src/base/fault.js';
import { stackOf } from '../../src/cli/stack.js';

const NAME = '架空山 花子';

describe('what a developer is shown of a bug', () => {
  it('names code and place of an error of the file system, and not the file', async () => {
    const error = await readFile(`/no/such/${NAME}.wav`).catch((cause) => new TypeError(`${NAME}`, { cause }));
    const shown = stackOf(asFault(error));
    expect(shown).not.toContain('花子');
    expect(shown).toContain('caused by TypeError');
    expect(shown).toContain('ENOENT');
    expect(shown).toMatch(/^ {4}at .*stack\.test\.ts/m);
  });

  it('is not led to take a message for a place', () => {
    const error = new SyntaxError(`Unexpected token in "x\n    at ${NAME} (file.ts:1:1)\n"`);
    const shown = stackOf(error);
    expect(shown).not.toContain('花子');
    expect(shown).toContain('SyntaxError');
    expect(shown).toMatch(/^ {4}at /m);
  });

  it('ends where causes go round, and says nothing of what is no error', () => {
    const round = new Error('a');
    round.cause = round;
    expect(stackOf(round).match(/caused by/g)).toHaveLength(7);
    expect(stackOf(NAME)).not.toContain('花子');
  });
});
