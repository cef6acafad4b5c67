import { beforeAll, describe, expect, it } from 'vitest';
import { type Dictionary, readDictionary } from '../../src/text/dictionary.js';
import { ENTRY, nodeAfter } from '../../src/text/word-tables.js';

let dictionary: Dictionary;
beforeAll(async () => {
  dictionary = await readDictionary();
});
const numbers = (shared: SharedArrayBuffer) => new Int32Array(shared as unknown as ArrayBuffer);

describe('wordTables', () => {
  it('lists the entries of each word, with their ids and costs, in kuromoji’s order', () => {
    const map = numbers(dictionary.tid_map);
    const entries = new Int16Array(dictionary.tid as unknown as ArrayBuffer);
    const places = numbers(dictionary.words);
    const lists = numbers(dictionary.lists);
    let words = 0;
    for (let at = 1; at + 1 < map.length && map[at + 1]! > 0; at += 2 + map[at + 1]!) {
      const count = map[at + 1]!;
      const place = places[map[at]!]!;
      words++;
      if (lists[place] !== count) expect.fail(`word ${map[at]} has another number of entries`);
      for (let one = 0; one < count; one++) {
        const entry = map[at + 2 + one]!;
        const listed = lists.subarray(place + 1 + one * ENTRY, place + 1 + (one + 1) * ENTRY);
        const half = entry / 2;
        if ([entry, ...entries.subarray(half, half + 3)].some((part, place) => listed[place] !== part))
          expect.fail(`entry ${entry} is listed as ${[...listed]}`);
      }
    }
    expect(words).toBe(map[0]);
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
