import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diskFault } from '../../../src/adapters/local/store/disk.js';
import { namesOfKey, textOfName } from '../../../src/adapters/local/store/names.js';

const names = fc
  .uint8Array({ minLength: 1, maxLength: 40 })
  .map((bytes) => Buffer.from(bytes))
  .filter((name) => !name.includes(0) && !name.includes('/') && !['.', '..', '.kimitsu'].includes(name.toString()));

describe('names on disk', () => {
  it('of any bytes become keys and the same bytes again', () => {
    fc.assert(
      fc.property(names, (name) => {
        const key = textOfName(name);
        expect(Buffer.from(key, 'utf8').toString('utf8')).toBe(key);
        expect(Buffer.concat(namesOfKey(key)).equals(name)).toBe(true);
      }),
      { seed: 20260407, numRuns: 2000 },
    );
  });

  it('different names never become one key', () => {
    fc.assert(
      fc.property(names, names, (a, b) => {
        expect(textOfName(a) === textOfName(b)).toBe(a.equals(b));
      }),
      { seed: 20260407, numRuns: 2000 },
    );
  });

  it.each(['髙橋𠮷乃.wav', '\ue000外字', 'e\u0301', 'ﾊﾟ'])('in UTF-8 stay as they are: %j', (text) => {
    expect(textOfName(Buffer.from(text))).toBe(text);
    expect(namesOfKey(text)).toEqual([Buffer.from(text)]);
  });

  it('with the private characters that stand for bytes keep their bytes', () => {
    const name = Buffer.from('a\uf7e3b', 'utf8');
    expect(textOfName(name)).not.toBe('a\uf7e3b');
    expect(namesOfKey(textOfName(name))).toEqual([name]);
  });
});

it.each`
  errno             | kind             | code
  ${'ENOSPC'}       | ${'unavailable'} | ${'store/disk-full'}
  ${'EDQUOT'}       | ${'unavailable'} | ${'store/disk-full'}
  ${'EACCES'}       | ${'denied'}      | ${'store/access-denied'}
  ${'EROFS'}        | ${'denied'}      | ${'store/access-denied'}
  ${'ELOOP'}        | ${'denied'}      | ${'store/not-a-file'}
  ${'ENOTDIR'}      | ${'conflict'}    | ${'store/path-conflict'}
  ${'ENAMETOOLONG'} | ${'usage'}       | ${'store/bad-key'}
  ${'EIO'}          | ${'unavailable'} | ${'store/unavailable'}
`('$errno is a Fault $kind / $code that does not name the path', ({ errno, kind, code }) => {
  const error = Object.assign(new Error(`${errno}: open '/data/pbx/09012345678.wav'`), { code: errno });
  const fault = diskFault(error);
  expect(fault).toMatchObject({ kind, code, detail: { errno } });
  expect(`${fault.message}${fault.stack}${fault.cause}`).not.toContain('0901234');
});
