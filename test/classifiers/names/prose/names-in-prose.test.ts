import { describe, expect, it } from 'vitest';
import type { NameCandidate, NameKind } from '../../../../classifiers/names/candidates/name-candidate.js';
import { isKnownAbroad, isToldOfLives, scoreInProse } from '../../../../classifiers/names/prose/names-in-prose.js';
import type { Scan } from '../../../../src/classify/scan.js';
import { WORD_KIND, type WordKinds } from '../../../../src/text/word-kinds.js';

const scanOf = (text: string, kind = 0) =>
  ({ text, groups: [], answers: undefined, words: { of: () => kind } as unknown as WordKinds }) as unknown as Scan;

function place(text: string, name: string, kind: NameKind): NameCandidate {
  const start = text.indexOf(name);
  const mark = name.search(/[・=]/);
  const end = start + name.length;
  return { kind, start, end, border: mark < 0 ? end : start + mark, surname: 0, given: 0, traits: 0 };
}

const inProse = (text: string, name: string, kind: NameKind, probability: number, word = 0) =>
  scoreInProse(scanOf(text, word), place(text, name, kind), probability);

describe('in prose that tells of lives', () => {
  it.each<[string, string, NameKind, number]>([
    ['卒業後は劇団に加入し、津田春馬と共演した。', '津田春馬', 'full', 0.3],
    ['卒業後は劇団に加入し、脚本家の津田春馬と共演した。', '津田春馬', 'full', 0.1],
    ['翌年、ゲルハルト・ブレンターノが社長に就任した。', 'ゲルハルト・ブレンターノ', 'katakana', 0.1],
    ['この試合ではルドヴィグ・ハムルンドが優勝した。', 'ルドヴィグ・ハムルンド', 'katakana', 0.5],
    ['戦争が始まると、シュトレーゼマンは首相を退いた。', 'シュトレーゼマン', 'katakana', 0.1],
    ['選挙では津田が当選した。', '津田', 'surname', 0.6],
  ])('%s names %s', (text, name, kind, probability) => expect(inProse(text, name, kind, probability)).toBeDefined());

  it.each<[string, string, string, NameKind, number]>([
    ['unlikely', '翌年、戦争の大黒柱が折れた。', '大黒柱', 'full', 0.05],
    ['a firm', '翌年、アンダーソン・モーターズの社長に就任した。', 'アンダーソン・モーターズ', 'katakana', 0.7],
    [
      'what is called after somebody',
      'この試合はヘンダーソン・ハワード杯と呼ばれた。',
      'ヘンダーソン・ハワード',
      'katakana',
      0.7,
    ],
    ['a part of a longer name', '小説「ハワード・ボーモント」を発表した。', 'ハワード・ボーモント', 'katakana', 0.7],
    ['an army', '戦争では津田隊が先に進んだ。', '津田', 'surname', 0.6],
  ])('%s: %s', (_, text, name, kind, probability) => expect(inProse(text, name, kind, probability)).toBeUndefined());

  it('an ordinary word is no surname', () => {
    expect(inProse('試合は勝利に終わった。', '勝利', 'given', 0.6, WORD_KIND.noun)).toBeUndefined();
  });
});

describe('elsewhere', () => {
  it.each([
    ['records of a contact centre', '津田春馬の移籍について受電した。'],
    ['notices', '津田春馬の試合の観覧を募集している。'],
  ])('%s leave the model its word', (_, text) => expect(inProse(text, '津田春馬', 'full', 0.3)).toBeUndefined());

  it('sentences that tell of no life ask for more', () => {
    const text = '沖の船には津田春馬も乗っていた。';
    expect(inProse(text, '津田春馬', 'full', 0.3)).toBeUndefined();
    expect(inProse(text, '津田春馬', 'full', 0.41)).toBeDefined();
  });
});

it('whoever acts in public is told of in prose about lives, by a whole name', () => {
  const told = (text: string, name: string) =>
    isToldOfLives(scanOf(text), text.indexOf(name), text.indexOf(name) + name.length);
  expect(told('津田春馬監督の映画に出演した。', '津田春馬')).toBe(true);
  expect(told('津田監督の映画に出演した。', '津田')).toBe(false);
  expect(told('津田春馬監督の講演会の申込について受電した。', '津田春馬')).toBe(false);
});

it.each`
  text                            | name                | known
  ${'ムソルグスキーは帰国した。'} | ${'ムソルグスキー'} | ${true}
  ${'ムソルグスキー広場に立つ。'} | ${'ムソルグスキー'} | ${false}
  ${'アンブレラは売り切れた。'}   | ${'アンブレラ'}     | ${false}
`('$name in $text: $known', ({ text, name, known }) =>
  expect(isKnownAbroad(text, place(text, name, 'katakana'))).toBe(known),
);
