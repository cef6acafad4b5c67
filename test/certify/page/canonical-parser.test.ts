import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/base/canonical-json.js';
import { parseCanonical } from '../../../src/certify/canonical-check.js';
import { readCanonical } from '../../../src/certify/page/canonical-parser.js';

/** Objects, arrays, strings and integers, nested a little; member names of every kind. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.maxSafeInteger().map((n) => (Object.is(n, -0) ? 0 : n)),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'binary', maxLength: 6 }), tie('any'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any;

function serverAccepts(bytes: Uint8Array): boolean {
  try {
    parseCanonical(bytes);
    return true;
  } catch {
    return false;
  }
}

describe('canonical JSON, read twice', () => {
  it('both readers give back what canonical JSON holds', () => {
    fc.assert(
      fc.property(value, (original) => {
        const bytes = Buffer.from(canonicalJson(original), 'utf8');
        expect(canonicalJson(readCanonical(bytes)!.value)).toBe(bytes.toString('utf8'));
        expect(canonicalJson(parseCanonical(bytes))).toBe(bytes.toString('utf8'));
      }),
      { numRuns: 400, seed: 8785 },
    );
  });

  it('both readers agree on every damaged text', () => {
    let refused = 0;
    fc.assert(
      fc.property(value, fc.nat(), fc.integer({ min: 0, max: 255 }), (original, at, byte) => {
        const bytes = Buffer.from(canonicalJson(original), 'utf8');
        bytes[at % bytes.length] = byte;
        const accepted = readCanonical(bytes) !== undefined;
        expect(accepted).toBe(serverAccepts(bytes));
        if (!accepted) refused++;
      }),
      { numRuns: 2000, seed: 8785 },
    );
    expect(refused).toBeGreaterThan(500);
  });

  it.each([
    '{"a":1,"a":2}',
    '{"b":1,"a":2}',
    '{"":1,"\\u0000":2}',
    '{"\u{1f600}":1,"\ufb33":2}',
    '{"\ufb33":1,"\u{1f600}":2}',
    '{"__proto__":1}',
    '["\\u001f","\\u007f"]',
    '"\\u001F"',
    '"\\u000a"',
    '"\\n"',
    '"\\/"',
    '"/"',
    '"\u007f"',
    '"\ud800"',
    '01',
    '-0',
    '-1',
    '1e2',
    '9007199254740991',
    '9007199254740992',
    '[1,]',
    '[,1]',
    '{"a":}',
    '{a:1}',
    'true',
    'null',
    '',
    ' 1',
    '1 ',
    '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]',
    '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]',
    '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]',
  ])('both readers agree on %j', (text) => {
    const bytes = Buffer.from(text, 'utf8');
    expect(readCanonical(bytes) !== undefined).toBe(serverAccepts(bytes));
  });
});
