import { describe, expect, it } from 'vitest';
import { laidOut } from '../../src/cli/table.js';
import { widthOf } from '../../src/cli/text-width.js';

const HEADER = ['ID', 'システム', '理由', '件数'];
const ROWS = [
  ['obj-4c548dea7e789556', '音声認識システム', 'JSON が途中で終わっている又は壊れている', '1,234'],
  ['obj-4c548dea7e789557', '電話交換機', '', '5'],
];
const widest = (text: string): number => Math.max(...text.split('\n').map(widthOf));
const squeezed = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

describe('a table', () => {
  it.each`
    screen       | form
    ${undefined} | ${'as wide as its cells where there is no screen'}
    ${200}       | ${'as wide as its cells'}
    ${80}        | ${'with words broken over lines'}
    ${45}        | ${'one record below another'}
    ${30}        | ${'one record below another, however narrow'}
  `('of $screen columns is $form, and loses nothing', ({ screen }) => {
    const text = laidOut(HEADER, ROWS, [3], screen);
    if (screen >= 45) expect(widest(text)).toBeLessThanOrEqual(screen);
    expect(text.includes('│')).toBe(screen === undefined || screen >= 80);
    for (const cell of ROWS.flat().filter((one) => one.startsWith('obj'))) expect(text).toContain(cell);
    expect(squeezed(text)).toContain(squeezed('1,234'));
  });

  it('is not broken where it fits exactly', () => {
    const natural = laidOut(HEADER, ROWS, [3], undefined);
    expect(laidOut(HEADER, ROWS, [3], widest(natural))).toBe(natural);
    expect(laidOut(HEADER, ROWS, [3], widest(natural) - 1)).not.toBe(natural);
  });

  it('has a record without what is empty', () => {
    expect(laidOut(HEADER, ROWS, [3], 40).split('\n\n')[1]).toBe(
      'ID        obj-4c548dea7e789557\nシステム  電話交換機\n件数      5',
    );
  });

  it('of no rows fits too', () => {
    expect(laidOut(HEADER, [], [], 80)).toContain('システム');
    expect(laidOut(HEADER, [], [], 10)).toBe('');
  });
});
