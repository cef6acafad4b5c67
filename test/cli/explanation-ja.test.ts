import { beforeAll, describe, expect, it } from 'vitest';
import { openDetector } from '../../src/app/detector.js';
import type { ExplainingDetector } from '../../src/classify/detector.js';
import { EXPLANATION_HEADER, explanationRow } from '../../src/cli/explanation-ja.js';

let detector: ExplainingDetector;
beforeAll(async () => {
  ({ detector } = await openDetector());
});

describe('explanationRow', () => {
  it('says in Japanese where, how likely and why, without the value', () => {
    const text = '連絡先：０９０−１２３４−５６７８、メールは taro@example.jp';
    const rows = detector.explain(text).map(explanationRow);
    expect(rows.length).toBeGreaterThan(1);
    const phone = rows.find(([type]) => type === 'PHONE_NUMBER')!;
    expect(phone).toHaveLength(EXPLANATION_HEADER.length);
    expect(phone.slice(0, 2)).toEqual(['PHONE_NUMBER', '5〜17文字目']);
    expect(phone.slice(3, 6)).toEqual(['確実', '検出', expect.stringContaining('「連絡先」')]);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/1234|１２３４|taro/);
  });
});
