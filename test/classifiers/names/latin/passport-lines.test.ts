import { describe, expect, it } from 'vitest';
import { passportNames } from '../../../../classifiers/names/latin/passport-lines.js';
import type { Candidate, CueHit } from '../../../../src/classify/recognizer.js';
import type { Scan } from '../../../../src/classify/scan.js';

function namesIn(text: string): string[] {
  const hits = [...text.matchAll(/<</g)].map(({ index }) => ({ cue: 0, start: index, end: index + 2 }) as CueHit);
  const found: Candidate[] = [];
  passportNames({ text } as Scan, hits, found);
  return found.map(({ start, end }) => text.slice(start, end));
}

describe('passportNames', () => {
  it.each`
    line                                 | names
    ${'P<JPNYAMADA<<TARO<<<<<<'}         | ${['YAMADA', 'TARO']}
    ${'PPBRADA<SILVA<<ANA<MARIA<<<<<<'}  | ${['DA<SILVA', 'ANA<MARIA']}
    ${'読取り P<JPNYAMADA<<'}            | ${['YAMADA']}
    ${'YAMADA<<TARO'}                    | ${[]}
    ${'1 << 2, P << Q'}                  | ${[]}
    ${`P<JPN${'A'.repeat(60)}<<TARO<<<`} | ${[]}
  `('finds $names in $line', ({ line, names }) => expect(namesIn(line)).toEqual(names));
});
