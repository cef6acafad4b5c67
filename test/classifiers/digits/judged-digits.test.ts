import { describe, expect, it } from 'vitest';
import { recognizers } from '../../../classifiers/index.js';
import { createDetector } from '../../../src/classify/detector.js';
import type { InformationType } from '../../../src/classify/finding.js';
import { loadPolicy } from '../../../src/classify/policy.js';
import { unmarked } from '../values-of.js';

const detector = await createDetector(recognizers, loadPolicy());
const valuesOf = (text: string, type: InformationType) =>
  detector
    .detect(text)
    .findings.filter((finding) => finding.type === type)
    .map(({ start, end }) => text.slice(start, end));

describe('a number that no rule knows', () => {
  it.each`
    type                        | text
    ${'DRIVERS_LICENSE_NUMBER'} | ${'免【621509384472】、更新は来月。'}
    ${'BANK_ACCOUNT'}           | ${'振込先の変更。口【5083316】、名義は同じ。'}
  `('is judged by what stands around it: $type in $text', ({ type, text: marked }) => {
    const { text, values } = unmarked(marked);
    expect(valuesOf(text, type)).toEqual(values);
  });

  it('says so', () => {
    const [explanation] = detector
      .explain('免621509384472、更新は来月。')
      .filter(({ outcome }) => outcome === 'reported');
    expect(explanation).toMatchObject({ rule: 'drivers-license-number/judged', word: 'all around it' });
  });

  it.each([
    '部品の3941-816587、在庫なし',
    '型番 621509384472',
    '3941-816587',
    '受付番号は\n客：3941の\n係：はい\n客：816587',
    'くじの番号は 3941 816587 でした',
    '2026-04-01から2026-04-30まで休館',
    '東6条通りの30番バス、16:05発',
  ])('is none in %s', (text) => expect(detector.detect(text).findings.map(({ rule }) => rule)).toEqual([]));
});
