import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeAt,
  judgeCode,
  newRecoveryCodes,
  newTotpSecret,
  stepOf,
  totpUri,
  UNUSED,
} from '../../src/access/second-factor.js';
import { afterFailure, isLocked, NO_TRIES, type Tries } from '../../src/access/tries.js';

/** `12345678901234567890`, RFC 6238 appendix B, in base 32. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number): Date => new Date(seconds * 1000);

describe('TOTP', () => {
  it.each`
    seconds        | code        | source
    ${59}          | ${'287082'} | ${'RFC 6238 appendix B, last six digits'}
    ${1111111109}  | ${'081804'} | ${'the same'}
    ${1111111111}  | ${'050471'} | ${'the same'}
    ${1234567890}  | ${'005924'} | ${'the same'}
    ${2000000000}  | ${'279037'} | ${'the same'}
    ${20000000000} | ${'353130'} | ${'the same'}
  `('$seconds s gives $code ($source)', ({ seconds, code }) => {
    expect(codeAt(RFC_SECRET, at(seconds))).toBe(code);
    expect(stepOf(code, RFC_SECRET, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('a code counts one step before and after its own, by whatever second of the step', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 60_000_000 }),
        fc.integer({ min: -3, max: 3 }),
        fc.integer({ min: 0, max: 29 }),
        (step, off, second) => {
          const code = codeAt(RFC_SECRET, at(step * 30));
          const others = [-1, 0, 1].map((near) => codeAt(RFC_SECRET, at((step + off + near) * 30)));
          const found = stepOf(code, RFC_SECRET, at((step + off) * 30 + second));
          // Codes of different steps can be the same by chance, once in a million.
          expect(found !== undefined).toBe(others.includes(code));
          if (Math.abs(off) <= 1) expect(found).toBeDefined();
        },
      ),
      { numRuns: 200 },
    );
  });

  it('the secret has 160 bits and is in the URI with the values that apps assume', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const uri = new URL(totpUri(secret, 'centre', '架空 太郎'));
    expect(uri.searchParams.get('secret')).toBe(secret);
    expect(uri.searchParams.get('issuer')).toBe('kimitsu centre');
    expect(decodeURIComponent(uri.pathname)).toContain('架空 太郎');
  });
});

describe('what is given as a second factor', () => {
  const secret = RFC_SECRET;
  const { codes, kept: recovery } = newRecoveryCodes(3);
  const judge = (given: string, use = UNUSED, now = at(90)) => judgeCode(given, { secret, recovery, use }, now);

  it.each`
    given                                        | verdict       | means
    ${codeAt(RFC_SECRET, at(90))}                | ${'accepted'} | ${'totp'}
    ${` ${codeAt(RFC_SECRET, at(90))} `}         | ${'accepted'} | ${'totp'}
    ${'２８７０８２'}                            | ${'accepted'} | ${'totp'}
    ${codes[0]}                                  | ${'accepted'} | ${'recovery-code'}
    ${codes[1]?.toLowerCase().replace(/-/g, '')} | ${'accepted'} | ${'recovery-code'}
    ${codes[2]?.slice(0, -1)}                    | ${'wrong'}    | ${undefined}
    ${''}                                        | ${'wrong'}    | ${undefined}
    ${'0000000'}                                 | ${'wrong'}    | ${undefined}
  `('$given is $verdict', ({ given, verdict, means }) => {
    const now = given === '２８７０８２' ? at(59) : at(90);
    expect(judge(given, UNUSED, now)).toMatchObject({ verdict, ...(means ? { means } : {}) });
  });

  it('anything given twice is refused the second time, and an earlier code after a later one', () => {
    const later = judge(codeAt(secret, at(120)));
    expect(later).toMatchObject({ verdict: 'accepted', use: { lastStep: 4 } });
    for (const seconds of [60, 90, 120]) expect(judge(codeAt(secret, at(seconds)), later.use).verdict).toBe('replayed');
    const recovered = judge(codes[0] ?? '');
    expect(judge(codes[0] ?? '', recovered.use).verdict).toBe('replayed');
    expect(judge(codes[1] ?? '', recovered.use).verdict).toBe('accepted');
  });

  it('without the secret no six digits are accepted', () => {
    const code = codeAt(secret, at(90));
    expect(judgeCode(code, { secret: undefined, recovery, use: UNUSED }, at(90)).verdict).toBe('wrong');
  });

  it('the kept codes do not hold the codes', () => {
    for (const code of codes)
      for (const form of [code, code.replaceAll('-', ''), Buffer.from(code).toString('base64')])
        expect(JSON.stringify(recovery)).not.toContain(form);
    expect(new Set(newRecoveryCodes(200).codes).size).toBe(200);
  });
});

describe('locks', () => {
  it('after n × 5 failures of which none was refused, n locks, each twice as long, at most 1024 times', () => {
    let tries: Tries = NO_TRIES;
    let now = at(0);
    for (let lock = 0; lock < 14; lock += 1) {
      for (let i = 0; i < 5; i += 1) {
        expect(isLocked(tries, now)).toBe(false);
        tries = afterFailure(tries, now);
      }
      const minutes = 15 * 2 ** Math.min(lock, 10);
      expect(isLocked(tries, new Date(now.getTime() + minutes * 60_000 - 1))).toBe(true);
      now = new Date(now.getTime() + minutes * 60_000);
      expect(isLocked(tries, now)).toBe(false);
    }
  });
});
