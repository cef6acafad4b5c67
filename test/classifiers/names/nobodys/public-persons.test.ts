import { expect, it } from 'vitest';
import { publicPerson } from '../../../../classifiers/names/nobodys/public-persons.js';
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
