import { beforeAll, describe, expect, it } from 'vitest';
import { type Dictionary, type Kuromoji, readDictionary } from '../../src/text/dictionary.js';
import { Features } from '../../src/text/features.js';
import { loadKuromoji } from '../../src/text/tokenizer.js';

let dictionary: Dictionary;
let kuromoji: Kuromoji;
beforeAll(async () => {
  [dictionary, kuromoji] = await Promise.all([readDictionary(), loadKuromoji()]);
});

describe('Features', () => {
  it('reads of every hundredth entry what kuromoji reads', () => {
    const features = new Features(dictionary.tid, dictionary.tid_pos);
    const entries = Object.values(kuromoji.token_info_dictionary.target_map).flat();
    for (let at = 0; at < entries.length; at += 100)
      expect(features.of(entries[at]!).join(',')).toBe(kuromoji.token_info_dictionary.getFeatures(entries[at]!));
  });

  it('reads what unknown words are said to be', () => {
    const features = new Features(dictionary.unk, dictionary.unk_pos);
    expect(features.of(0)[0]).toBe('DEFAULT');
  });
});
