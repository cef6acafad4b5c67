import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listen } from '../../../classifiers/dictation/said.js';
import { toldBehind } from '../../../classifiers/dictation/told-behind.js';
import { kindsNamed } from '../../../classifiers/numbers/kinds-named.js';
import type { Scan } from '../../../src/classify/scan.js';

const SAID = [
  '0',
  '一',
  '4072',
  'ななよん',
  '、',
  'の',
  'はい',
  '\n',
  '客：',
  '免許証の番号',
  '旅券',
  '別件で',
  '違う、',
  '3桁',
];

it('gives for each kind what listening for it alone gives', () => {
  const words = fc.array(fc.constantFrom(...SAID), { maxLength: 24 });
  fc.assert(
    fc.property(words, fc.nat(4), fc.boolean(), (parts, from, letters) => {
      const text = `番号は${parts.join('')}`;
      const scan = { text, answers: undefined } as Scan;
      for (const kind of ['DRIVERS_LICENSE_NUMBER', 'PASSPORT_NUMBER', 'OTHER']) {
        const alone = listen(text, from, text.length, letters, (aside) => kindsNamed(aside).includes(kind));
        const shared = toldBehind(scan, from, text.length, letters, ({ named }) => named.includes(kind));
        expect(shared.said).toEqual(alone.said);
        // Where the turn ends is no word.
        expect(shared.asides.trimEnd()).toBe(alone.asides.trimEnd());
      }
    }),
  );
});
