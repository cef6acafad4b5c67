import { describe, expect, it } from 'vitest';
import { unmarked, valuesOf } from '../../values-of.js';

const namesIn = await valuesOf('PERSON_NAME');

describe('a name in hiragana that whoever answers repeats', () => {
  it.each(['係：【ぬくみね】様ですね', '「【ずしおう】様でいらっしゃいますか」'])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(namesIn(text)).toEqual(values);
  });

  it.each(['係：どちら様ですか', '係：おつかれ様でございます', '係：ご家族様ですか'])('nobody in %s', (text) =>
    expect(namesIn(text)).toEqual([]),
  );
});
