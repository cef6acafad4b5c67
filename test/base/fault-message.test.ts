import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { asFault, Fault } from '../../src/base/fault.js';

describe('what is said of an error that nobody has translated', () => {
  it('leaves a Fault as it is', () => {
    const fault = new Fault('denied', 'test/no', 'no');
    expect(asFault(fault)).toBe(fault);
  });

  it.each([
    ['an error of the file system', () => readFile('/no/such/yamada_09012345678.wav'), 'unexpected Error ENOENT'],
    ['an error of a parser', async () => JSON.parse('{"name": yamada'), 'unexpected SyntaxError'],
    ['what is no error', async () => Promise.reject('yamada'), 'unexpected string'],
  ])('says of %s what it is, without its message', async (_what, fail, message) => {
    const cause = await fail().then(
      () => expect.fail('did not fail'),
      (error: unknown) => error,
    );
    const fault = asFault(cause);
    expect(fault).toMatchObject({ kind: 'bug', code: 'internal/unexpected', message, cause });
  });
});
