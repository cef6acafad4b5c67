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
    const phone = rows.find(([type]) => type === '電話番号')!;
    expect(phone).toHaveLength(EXPLANATION_HEADER.length);
    expect(phone.slice(0, 2)).toEqual(['電話番号', '5～17文字目']);
    expect(phone.slice(3, 6)).toEqual(['確実', '検出', expect.stringContaining('「連絡先」')]);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/1234|１２３４|taro/);
  });

  it.each([
    ['母は週三回の透析を受けています。', '病歴、障害等', '透析'],
    ['送り先は5930051 堺市北区の自宅', '郵便番号', '堺市'],
  ])('never shows the value as the reason: %s', (text, type, value) => {
    const rows = detector.explain(text).map(explanationRow);
    expect(rows.map(([found]) => found)).toContain(type);
    for (const cell of rows.flat()) expect(cell).not.toContain(value);
  });

  it('gives one character one number', () => {
    const [row] = detector.explain('岡のおばあちゃんの件で、息子の岡様から電話').map(explanationRow);
    expect(row!.slice(0, 2)).toEqual(['氏名', '1文字目']);
  });
});
