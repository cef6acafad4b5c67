import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../src/documents/agreed/changes.js';
import type { AgreedContent } from '../../../src/documents/agreed/content.js';
import { heading, points } from '../../../src/documents/agreed/write.js';
import { contentNamed, EMBEDDED, sourcesOf } from './samples.js';

const base = contentNamed('contacts', sourcesOf(EMBEDDED));
const saying = (...items: string[]): AgreedContent => ({ ...base, blocks: [heading('節'), points(...items)] });

describe('changesBetween', () => {
  it('shows a changed contact as the row before and the row after', () => {
    const after = contentNamed('contacts', sourcesOf(EMBEDDED.replaceAll('000-0000-0001', '000-0000-0009')));
    expect(changesBetween(base, after)).toEqual([
      { section: '連絡の順序及び連絡先', kind: 'removed', text: expect.stringContaining('000-0000-0001') },
      { section: '連絡の順序及び連絡先', kind: 'added', text: expect.stringContaining('000-0000-0009') },
    ]);
  });

  it('no change of the content, no change shown; and turned round, what was added is removed', () => {
    const words = fc.array(fc.constantFrom('あ', 'い', 'う'), { maxLength: 6 });
    fc.assert(
      fc.property(words, words, (before, after) => {
        const there = changesBetween(saying(...before), saying(...after));
        const back = changesBetween(saying(...after), saying(...before));
        expect(there.length - back.length).toBe(0);
        expect(changesBetween(saying(...before), saying(...before))).toEqual([]);
        const added = there.filter(({ kind }) => kind === 'added').length;
        const removed = there.filter(({ kind }) => kind === 'removed').length;
        expect(before.length - removed + added).toBe(after.length);
      }),
    );
  });
});
