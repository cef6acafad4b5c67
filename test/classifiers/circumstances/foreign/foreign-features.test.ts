import { describe, expect, it } from 'vitest';
import {
  foreignFeatures,
  MOST_FOREIGN_FEATURES,
} from '../../../../classifiers/circumstances/foreign/foreign-features.js';
import { foreignSentences } from '../../../../classifiers/circumstances/foreign/foreign-sentences.js';
import { recognizers } from '../../../../classifiers/index.js';
import { fieldNamesOf } from '../../../../src/classify/field-names.js';
import { lexemesOf } from '../../../../src/classify/lexemes.js';
import { scanText } from '../../../../src/classify/scan.js';
import { normalize } from '../../../../src/text/normalized.js';
import { loadTokenizer, loadWordKinds } from '../../../../src/text/tokenizer.js';

describe('what a sentence in another language is judged by', async () => {
  const [tokenize, words] = [await loadTokenizer(), await loadWordKinds()];
  const featuresOf = (original: string, sentence = 0) => {
    const { text } = normalize(original);
    const scan = scanText(text, original, fieldNamesOf(undefined), lexemesOf(recognizers), tokenize, words);
    const out = new Int32Array(MOST_FOREIGN_FEATURES);
    return new Set(out.subarray(0, foreignFeatures(scan, foreignSentences(text)[sentence]!, out)));
  };

  it('is the same however it is typed', () => {
    expect(featuresOf('Minha mãe não anda.')).toEqual(featuresOf('MINHA mae nao anda.'));
  });

  it('words and their stems, so that forms of one word are alike', () => {
    const shared = [...featuresOf('he limps badly today')].filter((one) =>
      featuresOf('she limped there once').has(one),
    );
    expect(shared.length).toBeGreaterThan(
      [...featuresOf('he sings badly today')].filter((one) => featuresOf('she limped there once').has(one)).length,
    );
  });

  it('who is spoken of beside it changes it, but little', () => {
    const alone = featuresOf('He fell down again.');
    const beside = featuresOf('I live with my father. He fell down again.', 1);
    expect([...alone].filter((one) => !beside.has(one))).toEqual([]);
    expect(beside.size - alone.size).toBeGreaterThan(0);
    expect(beside.size - alone.size).toBeLessThan(6);
  });

  it.each(['ㄱ', '我', 'a ', 'кто '])('there are never too many: %s', (unit) => {
    const size = featuresOf(`${unit.repeat(240)}我们 아이가 열이 나요 we are here`).size;
    expect(size).toBeLessThanOrEqual(MOST_FOREIGN_FEATURES);
  });
});
