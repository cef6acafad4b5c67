import { describe, expect, it } from 'vitest';
import { behindCards, CARDS } from '../../../classifiers/insurance/behind-card.js';

const valuesOf = (text: string) => {
  const hits = [...text.matchAll(new RegExp(CARDS.join('|'), 'g'))].map(({ index, 0: word }) => ({
    cue: 0,
    start: index,
    end: index + word.length,
  }));
  return behindCards(text, hits).map(({ start, end }) => text.slice(start, end));
};

describe('behindCards', () => {
  it.each`
    text                          | values
    ${'国保 岸ふ 0027731'}        | ${['岸ふ', '0027731']}
    ${'国保国や 0771'}            | ${['国や', '0771']}
    ${'保険証 交野は の 1-00482'} | ${['交野は', '1-00482']}
    ${'健保 堺・北 33018'}        | ${[]}
    ${'健保 堺・き 33018'}        | ${['堺・き', '33018']}
    ${'国保 番地の 3456'}         | ${[]}
    ${'健保 第三条の 345'}        | ${[]}
    ${'保険証 裏の 345'}          | ${[]}
    ${'国保 約款ア 123'}          | ${[]}
    ${'国保 口座の 12345'}        | ${[]}
    ${'保険証 写しの 345'}        | ${[]}
    ${'健保 様式ロ 1203'}         | ${[]}
  `('$text', ({ text, values }) => expect(valuesOf(text)).toEqual(values));
});
