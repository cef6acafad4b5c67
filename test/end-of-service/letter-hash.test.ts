import { describe, expect, it } from 'vitest';
import { hashInScan, typedDigits } from '../../src/app/end-of-service/letter-hash.js';
import { letterLimits } from '../../src/certify/certificate-texts.js';
import type { LetterApproval } from '../../src/certify/letter-approval.js';
import { makePdf, onePage } from '../records/pdf/make-pdf.js';

const HASH = '0123456789abcdef'.repeat(4);

describe('B3-2-3: what people read off a letter', () => {
  it.each`
    typed                                 | digits
    ${undefined}                          | ${0}
    ${'  '}                               | ${0}
    ${HASH}                               | ${64}
    ${HASH.toUpperCase()}                 | ${64}
    ${HASH.slice(0, 16)}                  | ${16}
    ${'0123 4567-89ab cdef 01'}           | ${18}
    ${'０１２３４５６７８９ａｂｃｄｅｆ'} | ${16}
  `('counts the digits of $typed: $digits', ({ typed, digits }) => {
    expect(typedDigits(typed, HASH, 'recorded')).toBe(digits);
  });

  it.each`
    typed                      | code
    ${HASH.slice(0, 15)}       | ${'approval/letter-hash-form'}
    ${`${HASH}0`}              | ${'approval/letter-hash-form'}
    ${'計画第1号'}             | ${'approval/letter-hash-form'}
    ${'f'}                     | ${'approval/letter-hash-differs'}
    ${HASH.slice(1)}           | ${'approval/letter-hash-differs'}
    ${`${HASH.slice(0, 63)}0`} | ${'approval/letter-hash-differs'}
  `('refuses $typed by $code', ({ typed, code }) => {
    expect(() => typedDigits(typed, HASH, 'confirmed')).toThrow(expect.objectContaining({ code }));
  });
});

const letterWith = (lines: readonly string[]) =>
  makePdf((document) => {
    for (const line of lines) document.fontSize(8).text(line);
  });

describe('B3-2-3: what the text of a scanned letter says', () => {
  it.each`
    text                                                                | said
    ${[`Approved: ${HASH}`]}                                            | ${'found'}
    ${[`Approved: ${HASH.slice(0, 40).toUpperCase()}`, HASH.slice(40)]} | ${'found'}
    ${['Approved: plan-1']}                                             | ${'not-found'}
    ${[`Approved: ${HASH.slice(1)}`]}                                   | ${'not-found'}
  `('$said: $text', async ({ text, said }) => {
    expect(await hashInScan(await letterWith(text), HASH)).toBe(said);
  });

  it('is nothing where there is no text, no PDF, or none that can be read', async () => {
    expect(await hashInScan(Buffer.from('scan of the letter'), HASH)).toBe('not-pdf');
    expect(await hashInScan(Buffer.from(HASH), HASH)).toBe('not-pdf');
    // A picture of a page: it shows something, and has no text.
    expect(await hashInScan(onePage(Buffer.from('0 0 100 100 re f'), ''), HASH)).toBe('no-text');
    expect(await hashInScan((await letterWith(['Approved'])).subarray(0, 300), HASH)).toBe('unreadable');
  });
});

it('the certificate says of every letter by what it is bound to the plan', () => {
  const said = (letter: Partial<LetterApproval>) => letterLimits(letter as LetterApproval).join('\n');
  expect(said({})).toContain('入力を求めておらず');
  expect(said({ typed: { recorded: 0, confirmed: 0 } })).toContain('いずれも入力しておらず');
  expect(said({ typed: { recorded: 64, confirmed: 0 } })).toMatch(
    /記録した者が承認書から全桁.*確認した者は入力していません/,
  );
  expect(said({ scanText: 'not-found' })).toContain('ハッシュ値がありませんでした');
});
