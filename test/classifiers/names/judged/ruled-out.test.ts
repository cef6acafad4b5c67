import { describe, expect, it } from 'vitest';
import { unmarked, valuesOf } from '../../values-of.js';

const namesIn = await valuesOf('PERSON_NAME');

describe('what is no name whatever the model says', () => {
  it.each([
    '西館: 3階の空調 異音\n東館: 異常なし\n北館: 点検は15時',
    '総務さんに聞いたら人事さんへ、次は会計さんへと回された',
    '八百屋さんと郵便屋さんの間の道が暗い',
    '風間知事さま、毎年の祝い状をありがとう',
  ])('nobody in %s', (text) => expect(namesIn(text)).toEqual([]));

  it.each(['【東館】さんより折り返しの依頼', '担当の【風間】さま、ありがとう'])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(namesIn(text)).toEqual(values);
  });
});
