import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodePath,
  encodePath,
  manifestLine,
  parseManifestLine,
  staysInside,
} from '../../../src/migrate/package/manifest.js';
import { NameClashes } from '../../../src/migrate/package/name-clashes.js';
import { fold, historyPath, isPortable, PAYLOAD, payloadPath } from '../../../src/migrate/package/payload-path.js';

/** Keys as stores hold them: anything of Unicode, with the signs that hurt more often than chance has them. */
const awkward = fc.constantFrom(
  '..',
  '.',
  '/',
  '//',
  '\0',
  '\n',
  '\r',
  '%',
  '%0A',
  '%25',
  'a',
  'A',
  'ａ',
  'が',
  'か\u3099',
  ' ',
  '~',
  '$HOME',
  'con',
  '\\',
  ':',
  '\u2028',
);
const key = fc
  .array(fc.oneof(awkward, fc.string({ unit: 'grapheme', maxLength: 4 })), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));
const keys = fc.uniqueArray(key, { minLength: 1, maxLength: 30 });

function pathsOf(all: readonly string[]): Map<string, string> {
  const clashes = new NameClashes();
  for (const one of all) clashes.add(one);
  return new Map(all.map((one) => [one, payloadPath(one, clashes)]));
}

describe('payloadPath', () => {
  it('gives different keys different files, also where case and Unicode form do not count, and no file is a folder', () => {
    fc.assert(
      fc.property(keys, (all) => {
        const paths = [...pathsOf(all).values()].map(fold);
        expect(new Set(paths).size).toBe(all.length);
        for (const path of paths) for (const other of paths) expect(other.startsWith(`${path}/`)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('never leaves its folder', () => {
    fc.assert(
      fc.property(keys, (all) => {
        for (const path of pathsOf(all).values()) {
          expect(staysInside(path)).toBe(true);
          expect(posix.normalize(path)).toBe(path);
          expect(path.startsWith(`${PAYLOAD.records}/`) || path.startsWith(`${PAYLOAD.renamed}/`)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('comes back whole from a manifest, line by line', () => {
    fc.assert(
      fc.property(key, (path) => {
        const sha256 = 'a'.repeat(64);
        fc.pre(path !== '' && !/^[ \t*]/.test(path));
        expect(decodePath(encodePath(path))).toBe(path);
        const line = manifestLine({ sha256, path });
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(parseManifestLine(line.slice(0, -1))).toEqual({ sha256, path });
      }),
      { numRuns: 500 },
    );
  });

  it.each`
    key                 | portable | why
    ${'2026/04/a.wav'}  | ${true}  | ${'an ordinary name'}
    ${'録音/山 田.wav'} | ${true}  | ${'Japanese and a space within'}
    ${'../a'}           | ${false} | ${'leaves the folder'}
    ${'/a'}             | ${false} | ${'absolute'}
    ${'a//b'}           | ${false} | ${'an empty name'}
    ${'a/'}             | ${false} | ${'a folder marker'}
    ${'a\0b'}           | ${false} | ${'NUL'}
    ${'a\nb'}           | ${false} | ${'a line break'}
    ${'50%'}            | ${false} | ${'tools disagree on %'}
    ${'a.'}             | ${false} | ${'Windows drops the dot'}
    ${'a\u3000'}        | ${false} | ${'white space at the end'}
    ${'CON.txt'}        | ${false} | ${'a device on Windows'}
    ${'a:b'}            | ${false} | ${'a stream on Windows'}
    ${'a\\b'}           | ${false} | ${'a separator on Windows'}
    ${'$HOME'}          | ${false} | ${'expanded by a validator'}
    ${'a\u202eb'}       | ${false} | ${'turns the reading direction'}
    ${'a\u2028b'}       | ${false} | ${'ends a line for some readers'}
    ${'あ'.repeat(86)}  | ${false} | ${'258 bytes in one name'}
    ${'a/'.repeat(401)} | ${false} | ${'too long in all'}
  `('isPortable($key) is $portable: $why', ({ key: name, portable }) => expect(isPortable(name)).toBe(portable));

  it.each`
    pair                  | why
    ${['a', 'a/b']}       | ${'a file and a folder of one name'}
    ${['A/x', 'a']}       | ${'the same in another case'}
    ${['x.txt', 'X.TXT']} | ${'case'}
    ${['が', 'か\u3099']} | ${'Unicode form'}
    ${['ß', 'SS']}        | ${'full case folding'}
  `('$pair do not keep both names: $why', ({ pair }) => {
    const paths = [...pathsOf(pair).values()];
    expect(paths.filter((path) => path.startsWith(`${PAYLOAD.renamed}/`)).length).toBeGreaterThan(0);
  });

  it('keeps versions of one key apart', () => {
    expect(historyPath('a', '1')).not.toBe(historyPath('a', '2'));
    expect(historyPath('a', '1')).not.toBe(historyPath('b', '1'));
  });
});

describe('decodePath', () => {
  it.each`
    encoded    | decoded
    ${'a%0Ab'} | ${'a\nb'}
    ${'a%0db'} | ${'a\rb'}
    ${'50%25'} | ${'50%'}
    ${'%250A'} | ${'%0A'}
    ${'100%'}  | ${'100%'}
    ${'%41'}   | ${'%41'}
  `('$encoded is $decoded', ({ encoded, decoded }) => expect(decodePath(encoded)).toBe(decoded));
});
