import { describe, expect, it } from 'vitest';
import { turnsApart } from '../../../classifiers/dictation/turns-apart.js';

describe('turnsApart', () => {
  it.each`
    text                              | turns
    ${'「番号は」「〇八〇」「はい」'} | ${['「番号は', '「〇八〇', '「はい」']}
    ${'A「番号は」B「090」A「はい」'} | ${['A「番号は」', '「090」', '「はい」']}
    ${'「広報」を読んだ'}             | ${['「広報」を読んだ']}
    ${'番号は090'}                    | ${['番号は090']}
  `('$text', ({ text, turns }) => {
    expect(turnsApart(text).split('\n')).toEqual(turns);
    expect(turnsApart(text)).toHaveLength(text.length);
  });
});
