import { describe, expect, it } from 'vitest';
import {
  firstNear,
  lastNear,
  shareOfWord,
  WordsAround,
  wordsOf,
} from '../../../../classifiers/names/judged/words-around.js';
import { candidatesOf, model, words } from '../candidates/candidates-of.js';

describe('WordsAround', () => {
  it('gives each candidate the weights of the words near it, as they were learned one by one', () => {
    const text = `${'窓口で確認した。'.repeat(40)}山田から電話があり、田中さんへ伝言。${'書類を郵送した。'.repeat(40)}`;
    const around = new WordsAround(model);
    const other = '別の文章の方が長い。'.repeat(100);
    const candidates = candidatesOf(text).filter(
      ({ start }) => text.startsWith('山田', start) || text.startsWith('田中', start),
    );
    expect(candidates.length).toBeGreaterThan(1);
    around.begin(other);
    around.sum(candidates[0]!, other, words);
    around.begin(text);
    // One far behind and one before it again: what was read is not in one piece.
    around.sum({ ...candidates[0]!, start: text.length - 2, end: text.length }, text, words);
    for (const candidate of candidates) {
      const near: number[] = [];
      wordsOf(text, words, (at, feature) => {
        if (at >= firstNear(candidate) && at < lastNear(candidate, text)) near.push(model.steps(feature));
      });
      const steps = near.reduce((sum, one) => sum + one, 0);
      expect(around.sum(candidate, text, words)).toBeCloseTo(steps * model.scale * shareOfWord(near.length), 9);
    }
  });

  it('lets a long text say no more than a short one', () => {
    expect(shareOfWord(1)).toBe(1);
    expect(shareOfWord(9)).toBe(1);
    expect(shareOfWord(900)).toBeCloseTo(0.1, 9);
  });

  it('reads words wherever they begin, so that a text may be read in pieces', () => {
    const of = (text: string) => {
      const found: string[] = [];
      wordsOf(text, words, (at) => found.push(text.slice(at, words.end)));
      return found;
    };
    expect(of('東京都の電話番号')).toEqual(['東京', '京都', '電話', '番号']);
    expect(of('かに東京都の電話番号').slice(-of('東京都の電話番号').length)).toEqual(of('東京都の電話番号'));
  });
});
