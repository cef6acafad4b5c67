import { findDigitGroups } from '../../../src/text/digit-groups.js';
import { normalize } from '../../../src/text/normalized.js';
import { loadTokenizer, type Tokenize } from '../../../src/text/tokenizer.js';
import { piecesOf, sentenceWindow } from '../../../src/text/windows.js';
import { holds, isSame } from '../promises.js';
import { type FuzzTarget, whole } from '../target.js';

const SEEDS = [
  '０９０ー１２３４−５６７８、〇九〇の一二三四',
  'ゼロキュウゼロの、えーと、いちにさんよん',
  '0 8 0 - 5 4 4 4 𠮷野家で㈱ｶﾌﾞｼｷ゙',
  '山田太郎と申します。電話は午後にお願いします！',
];

let tokenizer: Promise<Tokenize> | undefined;

/** What every recognizer stands on: folding, digit groups, words and windows, each with offsets of the original text. */
export const normalisation: readonly FuzzTarget[] = [
  {
    name: 'text/normalisation',
    form: 'text',
    weight: 2,
    words: ['ゼロ', 'まる', 'さん', '〇', '一', '十', 'の', '、', 'えーと', '０', '－', 'ー', '(', '+81'],
    seeds: () => SEEDS.map((text) => whole(Buffer.from(text, 'utf16le'))),
    async check(input) {
      const original = input.toString('utf16le');
      const { text } = normalize(original);
      holds(text.length === original.length, 'normalising keeps every offset');
      isSame(normalize(text).text.length, text.length, 'normalising twice keeps every offset');

      let end = 0;
      for (const group of findDigitGroups(text)) {
        const place = `${group.start}–${group.end} of ${text.length}`;
        holds(
          group.start >= end && group.start < group.end && group.end <= text.length,
          'digit groups are in order',
          place,
        );
        holds(/^[0-9]+$/.test(group.digits), 'the digits of a group are digits', place);
        end = group.end;
      }

      tokenizer ??= loadTokenizer();
      const window = text.slice(0, 1024);
      let at = 0;
      for (const { surface, start, end: behind } of (await tokenizer)(window)) {
        holds(start >= at && behind > start && window.slice(start, behind) === surface, 'a word is what stands there');
        at = behind;
      }

      const middle = text.length >> 1;
      const around = sentenceWindow(text, middle, middle, 100);
      holds(around.start <= middle && around.end >= middle && middle - around.start <= 100, 'a window holds its place');
      let kept = 0;
      for (const { keep, read } of piecesOf(text.length, 100, 10)) {
        holds(keep.start === kept && read.start <= keep.start && read.end >= keep.end, 'pieces follow one another');
        kept = keep.end;
      }
      holds(kept === text.length, 'pieces are the whole text');
    },
  },
];
