import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isForeignName, listedParts } from '../../../../classifiers/names/prose/foreign-parts.js';

it.each(['シュテファン', 'ルノワール', 'ムソルグスキー', 'アブドゥッラー', 'グエン'])('%s is a name', (part) =>
  expect(isForeignName(part)).toBe(true),
);

it.each(['センター', 'ホテル', 'マーケット', 'ロンドン', 'ポルシェ', 'アン'])('%s is none, or not alone', (part) =>
  expect(isForeignName(part)).toBe(false),
);

it.each`
  name                                  | listed
  ${'ジャン・ルノワール'}               | ${2}
  ${'シュテファン・グンドルフ'}         | ${1}
  ${'ブント・カラスノ'}                 | ${0}
  ${'サンタ・マリア'}                   | ${undefined}
  ${'モーガン・ホテル'}                 | ${undefined}
  ${'ハワード・アンド・カンパニー'}     | ${undefined}
  ${'ジョンソン・アンド・デイヴィッド'} | ${undefined}
`('$name has $listed listed parts', ({ name, listed }) => expect(listedParts(name)).toBe(listed));

it('never counts more parts than there are', () => {
  const part = fc.stringMatching(/^[ァ-ヴ]{1,6}$/);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      expect(listedParts(parts.join('・')) ?? 0).toBeLessThanOrEqual(parts.length);
    }),
  );
});
