import { expect, it } from 'vitest';
import { titledScore } from '../../../../classifiers/names/words/familiar-names.js';

it.each`
  text                                | name      | score   | why
  ${'陽太くんが泣いている'}           | ${'陽太'} | ${0.55} | ${'said of children and of mascots'}
  ${'着ぐるみの陽太 ちゃん'}          | ${'陽太'} | ${0.55} | ${'with a space'}
  ${'絵本「となりの早川さん」の貸出'} | ${'早川'} | ${0.55} | ${'a title of a book'}
  ${'「早川さん、お電話です」と呼ぶ'} | ${'早川'} | ${0.92} | ${'speech goes on behind a comma'}
  ${'早川さんから「はい」と返事'}     | ${'早川'} | ${0.92} | ${'what is quoted stands elsewhere'}
  ${'「早川先生」に相談したい'}       | ${'早川'} | ${0.92} | ${'nobody calls a mascot 先生'}
  ${'封筒の表に『早川様』'}           | ${'早川'} | ${0.92} | ${'nor 様'}
  ${'早川様より入電'}                 | ${'早川'} | ${0.92} | ${'a title for grown-ups'}
`('$name in $text has $score: $why', ({ text, name, score }) => {
  const start = text.indexOf(name);
  expect(titledScore(text, start, start + name.length, 0.92)).toBe(score);
});

it('raises no score', () => expect(titledScore('陽太くん', 0, 2, 0.4)).toBe(0.4));
