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
});
