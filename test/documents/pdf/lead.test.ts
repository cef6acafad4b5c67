import { expect, it } from 'vitest';
import { lead, paragraph } from '../../../src/documents/pdf/blocks.js';
import { composePdf } from '../../../src/documents/pdf/compose.js';
import { table } from '../../../src/documents/pdf/table.js';
import { pagesOf } from '../pdf-text.js';

const frame = {
  title: '試験',
  number: 'x',
  date: new Date('2026-04-01'),
  hash: { label: 'a', sha256: '0'.repeat(64) },
};

it('a sentence that leads to a table is on the page on which the table begins, wherever the page ends', async () => {
  for (let above = 34; above < 46; above += 1) {
    const pdf = await composePdf(frame, (sheet) => {
      for (let line = 0; line < above; line += 1) paragraph(sheet, '本文');
      lead(sheet, '次のとおりである。');
      table(sheet, [{ title: '見出し', share: 1 }], [['一行目'], ['二行目']]);
    });
    const pages = await pagesOf(pdf);
    const pageOf = (text: string): number => pages.findIndex((page) => page.join('').includes(text));
    expect(pageOf('次のとおりである。')).toBeGreaterThanOrEqual(0);
    expect(pageOf('次のとおりである。')).toBe(pageOf('一行目'));
  }
});
