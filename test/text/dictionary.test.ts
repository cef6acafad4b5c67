import { beforeAll, describe, expect, it } from 'vitest';
import { type Dictionary, readDictionary } from '../../src/text/dictionary.js';

let dictionary: Dictionary;
beforeAll(async () => {
  dictionary = await readDictionary();
});

describe('readDictionary', () => {
  it('leaves out the zeros that most of a file consists of', () => {
    for (const name of ['tid', 'unk', 'unk_pos', 'unk_map', 'unk_invoke'] as const)
      expect(dictionary[name].byteLength).toBeLessThan(4 << 20);
    expect(dictionary.cc.byteLength).toBeGreaterThan(3 << 20);
  });

  it('says where the entries of each word stand', () => {
    const places = new Int32Array(dictionary.words as unknown as ArrayBuffer);
    const lists = new Int32Array(dictionary.tid_map as unknown as ArrayBuffer);
    let words = 0;
    for (const [word, place] of places.entries()) {
      if (place === 0) continue;
      words++;
      if (lists[place - 1] !== word || lists[place]! < 1) expect.fail(`word ${word} has no list at ${place}`);
    }
    expect(words).toBe(lists[0]);
  });
});
