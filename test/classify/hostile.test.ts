import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { fieldNamesOf } from '../../src/classify/field-names.js';
import { Lexemes } from '../../src/classify/lexemes.js';
import { NumberFinder } from '../../src/classify/numbers/numbers.js';
import { type Candidate, findsOf } from '../../src/classify/recognizer.js';
import { scanText } from '../../src/classify/scan.js';
import { normalize } from '../../src/text/normalized.js';
import { loadTokenizer, loadWordKinds, type Tokenize } from '../../src/text/tokenizer.js';
import type { WordKinds } from '../../src/text/word-kinds.js';
import { sampled } from '../support/thorough.js';

/**
 * Steps, not seconds: units that rules slice out of the text or search for a piece, and units given to the tokenizer. A
 * rule that looked further than its bound for each cue would make them grow with the square of the text.
 */
interface Steps {
  sliced: number;
  searched: number;
  tokenized: number;
  candidates: number;
}

let tokenize: Tokenize;
let words: WordKinds;
beforeAll(async () => {
  tokenize = await loadTokenizer();
  words = await loadWordKinds();
});

const lexemes = new Lexemes(recognizers);
const numbers = new NumberFinder(recognizers);

function stepsOf(original: string): Steps {
  const steps: Steps = { sliced: 0, searched: 0, tokenized: 0, candidates: 0 };
  const { text } = normalize(original);
  const counted: Tokenize = (window) => {
    steps.tokenized += window.length;
    return tokenize(window);
  };
  const scan = scanText(text, original, fieldNamesOf(undefined), lexemes, counted, words);
  const slice = String.prototype.slice;
  const count = (_index: number, _candidate: Candidate) => steps.candidates++;
  String.prototype.slice = function counted(this: string, from?: number, to?: number) {
    const part = slice.call(this, from, to);
    steps.sliced += part.length;
    return part;
  };
  const { indexOf, lastIndexOf } = String.prototype;
  String.prototype.indexOf = function counted(this: string, piece: string, from = 0) {
    const at = indexOf.call(this, piece, from);
    steps.searched += Math.max(0, (at < 0 ? this.length : at) - from);
    return at;
  };
  String.prototype.lastIndexOf = function counted(this: string, piece: string, from = this.length) {
    const at = lastIndexOf.call(this, piece, from);
    steps.searched += Math.max(0, from - Math.max(0, at));
    return at;
  };
  try {
    numbers.find(scan, count);
    recognizers.forEach((recognizer, index) => {
      for (const find of findsOf(recognizer))
        for (const candidate of find(scan, scan.cues[index] ?? [])) count(index, candidate);
    });
  } finally {
    Object.assign(String.prototype, { slice, indexOf, lastIndexOf });
  }
  return steps;
}

const HOSTILE = [
  '9',
  '1-',
  '12 34 ',
  '090の',
  '一',
  '〇九の、',
  'ゼロ',
  '@a.',
  'a.b@',
  '様',
  '山田様',
  '山田',
  'さん',
  'ア・',
  'アア ',
  'ああ です',
  '市',
  '堺市',
  '大阪府',
  '1丁目',
  '南1-',
  'の田に',
  '生年月日',
  '3月3日生',
  '病',
  '虐待',
  '私の国籍',
  '生活保護',
  '逮捕。',
  '取引先は秘密',
  '私の病',
  '方針',
  '株式会社',
  '会社',
  ':',
  '1.',
  '品川300',
  '記号1',
  '(',
  '氏名：',
  'Taro ',
  '電話番号',
  '\n',
  '𠮷',
  'ー1',
  '口座番号1234567、',
  '口座番号1234567\n',
  '1234567 ',
];

describe('hostile text', () => {
  it.each(sampled(HOSTILE, 3))('of %j costs in proportion to its length', (unit) => {
    const small = stepsOf(unit.repeat(2_000 / unit.length));
    const large = stepsOf(unit.repeat(8_000 / unit.length));
    for (const kind of ['sliced', 'searched', 'tokenized', 'candidates'] as const) {
      expect(large[kind], kind).toBeLessThanOrEqual(small[kind] * 4 * 1.3 + 4_000);
    }
  });
});
