import { beforeAll, describe, expect, it } from 'vitest';
import { loadTokenizer, type Tokenize } from '../../src/text/tokenizer.js';

let tokenize: Tokenize;
beforeAll(async () => {
  tokenize = await loadTokenizer();
});

describe('loadTokenizer', () => {
  it('gives offsets that cut the text into its tokens', () => {
    const text = '京都の山口と申します。𠮷野屋の㌔';
    const tokens = tokenize(text);
    expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual(tokens.map(({ surface }) => surface));
    expect(tokens.map(({ surface }) => surface).join('')).toBe(text);
  });

  it('tells a surname from a place by what stands around it', () => {
    const details = tokenize('京都府の山口と申します').map(({ surface, detail }) => [surface, detail]);
    expect(details).toContainEqual(['山口', '固有名詞/人名/姓']);
    expect(details).toContainEqual(['京都', '固有名詞/地域/一般']);
  });

  it('is loaded once', async () => {
    expect(await loadTokenizer()).toBe(tokenize);
  });

  it('refuses a window longer than it promises', () => {
    expect(() => tokenize('あ'.repeat(1025))).toThrow(RangeError);
  });
});
