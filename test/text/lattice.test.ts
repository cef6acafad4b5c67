import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Kuromoji } from '../../src/text/dictionary.js';
import { loadKuromoji, loadTokenizer, type Tokenize } from '../../src/text/tokenizer.js';
import { runs } from '../support/thorough.js';

let kuromoji: Kuromoji;
let tokenize: Tokenize;
beforeAll(async () => {
  kuromoji = await loadKuromoji();
  tokenize = await loadTokenizer();
});

/** What both say of a text: words with their part of speech and reading. */
function both(text: string) {
  const ours = tokenize(text).map(({ surface, pos, detail, reading }) => [surface, pos, detail, reading]);
  const theirs = kuromoji.tokenizeForSentence(text).map((token) => {
    const details = [token.pos_detail_1, token.pos_detail_2, token.pos_detail_3].filter((part) => part !== '*');
    return [token.surface_form, token.pos, details.join('/'), token.reading];
  });
  return { ours, theirs };
}

const PIECES =
  '京都の|山口|と申します|様|さん|田中|花子|東大阪市|に住んで|いる|。|、|1丁目|2-3|ＡＢ|abc|コールセンター|グエン|ー|一二三|百|㌔|Ж|α|♪| |\n|・|（|々|𠮷|野家|😀|お客様|すもももももももものうち|記号|.'.split(
    '|',
  );

describe('Lattice', () => {
  it('reads what kuromoji reads', () => {
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (one) => {
        const { ours, theirs } = both(one);
        expect(ours).toEqual(theirs);
      }),
      { numRuns: runs(1500) },
    );
  });

  it('reads any characters of the BMP as kuromoji does', () => {
    const unit = fc.integer({ min: 1, max: 0xffff }).filter((one) => one < 0xd800 || one > 0xdfff);
    const text = fc.array(unit, { maxLength: 12 }).map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(text, (one) => {
        const { ours, theirs } = both(one);
        expect(ours).toEqual(theirs);
      }),
      { numRuns: runs(500) },
    );
  });

  it('reads on at half a surrogate pair and at NUL, where kuromoji gives up', () => {
    expect(tokenize('田中\ud840様').map(({ surface }) => surface)).toContain('田中');
    expect(tokenize('\ud840')).toHaveLength(1);
    expect(tokenize('\u0000田中')[0]?.surface).toContain('\u0000');
  });

  it('reads a window longer than any before it', () => {
    const long = '申請者の山口さんは東大阪市に住んでいます。'.repeat(40);
    const { ours, theirs } = both(long);
    expect(ours).toEqual(theirs);
  });
});
