import { describe, expect, it } from 'vitest';
import { saidByPart } from '../../../src/classify/record/said-by-part.js';

/** Texts of the places found again, where the first `value` of the text is certain. */
function again(text: string, value: string, score = 0.9): string[] {
  const start = text.indexOf(value);
  const certain = [{ type: 'PERSON_NAME', start, end: start + value.length, score, rule: 'a/b' }];
  return saidByPart(text, certain)
    .filter((one) => one.start >= start + value.length)
    .map((one) => `${one.type} ${text.slice(one.start, one.end)} ${one.start}`);
}

describe('saidByPart', () => {
  it('knows the parts of a name in katakana again', () => {
    expect(again('アデニイ・フンケ様より。フンケは不在', 'アデニイ・フンケ')).toEqual(['PERSON_NAME フンケ 12']);
    expect(again('ルカ マルティネス様。マルティネスの車', 'ルカ マルティネス')).toEqual([
      'PERSON_NAME マルティネス 11',
    ]);
  });

  it('knows a name in hiragana again where a word of names follows', () => {
    expect(again('むたいさくら様。むたいですね', 'むたいさくら')).toEqual([]);
    expect(again('むらさめ様。むらさめですね', 'むらさめ')).toEqual(['PERSON_NAME むらさめ 6']);
    expect(again('みどり様より。みどり保全課あて', 'みどり')).toEqual([]);
  });

  it.each([
    ['the part is part of another word', 'アデニイ・フンケ様。フンケール社', 0.9],
    ['it is part of another name', 'アデニイ・フンケ様。フンケ・オバ様', 0.9],
    ['the part is short', 'グエン・アン様。アンの', 0.9],
    ['the name is doubtful', 'アデニイ・フンケ様。フンケは不在', 0.6],
  ])('finds nothing where %s', (_why, text, score) => {
    expect(again(text, text.slice(0, text.indexOf('様')), score)).toEqual([]);
  });
});
