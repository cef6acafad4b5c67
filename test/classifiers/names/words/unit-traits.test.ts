import { describe, expect, it } from 'vitest';
import {
  classOf,
  HIRAGANA,
  is,
  KANJI,
  KATAKANA,
  LATIN,
  SPACE,
  scriptOf,
  trait,
} from '../../../../classifiers/names/words/unit-traits.js';

const unit = (text: string) => text.charCodeAt(0);

describe('what a unit is to names', () => {
  it.each`
    one     | script      | ofClass
    ${'山'} | ${KANJI}    | ${5}
    ${'々'} | ${KANJI}    | ${5}
    ${'𠮷'} | ${KANJI}    | ${12}
    ${'あ'} | ${HIRAGANA} | ${3}
    ${'ー'} | ${KATAKANA} | ${4}
    ${' '}  | ${SPACE}    | ${7}
    ${'é'}  | ${LATIN}    | ${12}
    ${'Z'}  | ${LATIN}    | ${2}
    ${'×'}  | ${0}        | ${12}
    ${'7'}  | ${0}        | ${1}
    ${'。'} | ${0}        | ${9}
  `('$one is of script $script and class $ofClass', ({ one, script, ofClass }) => {
    expect([scriptOf(unit(one)), classOf(unit(one))]).toEqual([script, ofClass]);
  });

  it('keeps traits apart from each other and from script and class', () => {
    const [red, blue] = [trait('山あ'), trait('あ7')];
    const traits = (one: string) => [is(unit(one), red), is(unit(one), blue)];
    expect(['山', 'あ', '7', '。'].map(traits)).toEqual([
      [true, false],
      [true, true],
      [false, true],
      [false, false],
    ]);
    expect(is(unit('7'), red | blue)).toBe(true);
    expect([scriptOf(unit('あ')), classOf(unit('7'))]).toEqual([HIRAGANA, 1]);
  });
});
