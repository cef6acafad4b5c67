import { expect, it } from 'vitest';
import { PROSE, proseOf } from '../../../../classifiers/names/prose/prose-kind.js';
import type { Scan } from '../../../../src/classify/scan.js';

const kindOf = (text: string) => proseOf({ text, groups: [], answers: undefined } as unknown as Scan);

it.each([
  ['a life', '大学を卒業した後に映画監督となり、女優と結婚した。', PROSE.biography],
  ['an office', '翌年、市場会社の社長に就任した。', PROSE.lives],
  ['no word of lives', '夜半に風が強まり、沖の船は戻らなかった。', PROSE.plain],
  ['a long article that once says 説明', '世紀の試合で優勝し、移籍の経緯を説明した。', PROSE.lives],
  ['a manner of doing, not a title', '多様な様式の楽曲を作曲し、王国の様子を描いた。', PROSE.biography],
])('%s is prose of its kind', (_, text, kind) => expect(kindOf(text)).toBe(kind));

it.each([
  ['polite style', '映画監督として出演しました。'],
  ['a title for citizens', '映画監督の木下さんが出演した。'],
  ['a record of a call', '選手の移籍について受電した。'],
  ['a notice', '優勝した選手の展示を募集している。'],
  ['a question that is noted', '監督の出身を問い合わせてきた。'],
  ['no sentence', '監督 脚本 主演'],
  ['a list', '・社長に就任した。\n・会長に就任した。'],
])('%s is none', (_, text) => expect(kindOf(text)).toBe(PROSE.none));

it('reads the beginning of a long text only', () => {
  const long = `${'彼は王国の将軍となり、戦死した。'.repeat(100)}よろしくお願いします。`;
  expect(kindOf(long)).toBe(PROSE.biography);
});
