import { expect, it } from 'vitest';
import { PUBLIC_LEXICONS, publicPerson } from '../../../../classifiers/names/nobodys/public-persons.js';
import { readLexicon } from '../../../../src/classify/lexicon.js';
import type { Scan } from '../../../../src/classify/scan.js';

const scanOf = (text: string) => ({ text, answers: undefined }) as Scan;

it.each`
  text            | start | end  | why          | because
  ${'原敬の生家'} | ${0}  | ${2} | ${'history'} | ${'the list has the whole name'}
  ${'豊臣秀吉の'} | ${2}  | ${4} | ${'history'} | ${'what stands before it makes it a name of the list'}
  ${'豊臣 秀吉'}  | ${0}  | ${5} | ${'history'} | ${'a space changes nothing'}
  ${'林原敬'}     | ${0}  | ${3} | ${undefined} | ${'the end of a name that begins the text is not a name by itself'}
  ${'原敬様より'} | ${0}  | ${2} | ${undefined} | ${'someone with a title is of the record'}
`('$text from $start to $end is of history: $why, for $because', ({ text, start, end, why }) =>
  expect(publicPerson(scanOf(text), start, end)).toBe(why),
);

it.each`
  text                                 | start | end  | why
  ${'矢板 研氏の破産管財人に選任され'} | ${0}  | ${4} | ${undefined}
  ${'矢板 研氏の成年後見人に就任した'} | ${0}  | ${4} | ${undefined}
  ${'矢板 研氏を会長に選任した'}       | ${0}  | ${4} | ${'fame'}
`('$text: who looks after somebody is appointed, and not famous: $why', ({ text, start, end, why }) =>
  expect(publicPerson(scanOf(text), start, end)).toBe(why),
);

it.each`
  text                                 | start | end  | why          | because
  ${'大泉洋さん出てはった'}            | ${0}  | ${3} | ${'fame'}    | ${'talk says さん of the famous too'}
  ${'大泉洋さんから電話'}              | ${0}  | ${3} | ${undefined} | ${'who calls may share the name'}
  ${'大泉洋様'}                        | ${0}  | ${3} | ${undefined} | ${'citizens are called 様'}
  ${'氏名 大泉洋'}                     | ${3}  | ${6} | ${undefined} | ${'a label vouches for it'}
  ${'矢板 研さん(漫才師)を迎えて'}     | ${0}  | ${4} | ${'fame'}    | ${'a calling of the stage stands behind it'}
  ${'矢板 研さん(会社員)が来所'}       | ${0}  | ${4} | ${undefined} | ${'anybody has such a calling'}
  ${'矢板 研氏設計の図書館'}           | ${0}  | ${4} | ${'fame'}    | ${'a building is called by its architect'}
  ${'矢板 研さんが設計の変更を求めた'} | ${0}  | ${4} | ${undefined} | ${'a builder asks'}
  ${'案内役 矢板 研さん'}              | ${4}  | ${8} | ${'role'}    | ${'a programme says what he does'}
`('$text from $start to $end is public: $why, for $because', ({ text, start, end, why }) =>
  expect(publicPerson(scanOf(text), start, end)).toBe(why),
);

it('lists full names, each once in both lists', () => {
  const listed = PUBLIC_LEXICONS.flatMap((name) => readLexicon(name).rows.map(([one]) => one!));
  expect(new Set(listed).size).toBe(listed.length);
  for (const one of listed) expect(one.length, one).toBeGreaterThan(1);
});
