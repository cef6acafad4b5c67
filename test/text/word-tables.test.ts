import { beforeAll, describe, expect, it } from 'vitest';
import { type Dictionary, readDictionary } from '../../src/text/dictionary.js';
import { nodeAfter } from '../../src/text/word-tables.js';

let dictionary: Dictionary;
beforeAll(async () => {
  dictionary = await readDictionary();
});
const numbers = (shared: SharedArrayBuffer) => new Int32Array(shared as unknown as ArrayBuffer);

describe('wordTables', () => {
  it('says where the entries of each word stand', () => {
    const lists = numbers(dictionary.tid_map);
    let words = 0;
    for (const [word, place] of numbers(dictionary.words).entries()) {
      if (place === 0) continue;
      words++;
      if (lists[place - 1] !== word || lists[place]! < 1) expect.fail(`word ${word} has no list at ${place}`);
    }
    expect(words).toBe(lists[0]);
  });

  it('leads from the root to the node of each unit, and from none of half a pair', () => {
    const trie = numbers(dictionary.trie);
    const firsts = numbers(dictionary.firsts);
    for (const character of '山あアa1é。') {
      const unit = character.charCodeAt(0);
      expect(firsts[unit]).toBe(nodeAfter(trie, 0, unit));
    }
    expect(firsts['山'.charCodeAt(0)]).toBeGreaterThan(0);
    expect([firsts[0], firsts[0xd840], firsts[0xdc00]]).toEqual([-1, -1, -1]);
  });
});
