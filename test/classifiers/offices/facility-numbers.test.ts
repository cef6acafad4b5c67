import { expect, it } from 'vitest';
import { isFacilityNumber } from '../../../classifiers/offices/facility-numbers.js';
import { isInOfficeSignature } from '../../../classifiers/offices/signature.js';

const placed = (marked: string) => {
  const start = marked.indexOf('【');
  return { text: marked.replace(/[【】]/g, ''), start, end: marked.indexOf('】') - 1 };
};

it.each`
  text                                                             | told     | why
  ${'税務署は枚方 【072-844-9521】、豊能 072-751-2441。'}          | ${true}  | ${'another place is told behind'}
  ${'税務署は枚方 072-844-9521、豊能 【072-751-2441】。'}          | ${true}  | ${'another place is told before'}
  ${'科学館は水曜休館、一般600円、電話 【078-302-5177】'}          | ${true}  | ${'hours and fees'}
  ${'税務署は枚方 【072-844-9521】'}                               | ${false} | ${'one alone may be a name'}
  ${'科学館は水曜休館なので、私の電話 【078-302-5177】'}           | ${false} | ${'somebody speaks of themselves'}
  ${'科学館の入館料の件で折り返し、電話 【078-302-5177】'}         | ${false} | ${'somebody waits for a call'}
  ${'税務署は枚方 【072-844-9521】、豊能 072-751-2441 の田中様へ'} | ${false} | ${'somebody is named near by'}
`("$text is a public place's number: $told, as $why", ({ text: marked, told }) => {
  const { text, start, end } = placed(marked);
  expect(isFacilityNumber(text, start, end)).toBe(told);
});

it.each`
  text                                                                                 | office
  ${'来週伺います。\n--\n南部農と緑の総合事務所\n〒【596-0076】 岸和田市野田町3-13-2'} | ${true}
  ${'回答します。\n=====\n上田地域振興局 林務課\n担当 小池\n電話 【0268-25-7137】'}    | ${true}
  ${'回答します。\n――\n徳島県南部総合県民局 企画振興部\nTEL 【0884-74-7344】'}         | ${true}
  ${'よろしく。\n--\n株式会社カワイ 土木事務所\nTEL 【072-627-1121】'}                 | ${false}
  ${'よろしく。\n--\n佐野 恵\nTEL 【072-627-1121】'}                                   | ${false}
  ${'よろしく。\n--\n行政書士 大阪市北区センター\nTEL 【06-6627-1121】'}               | ${false}
  ${'南部農と緑の総合事務所に行った者です。\nTEL 【072-627-1121】'}                    | ${false}
`('$text stands in the signature of an office: $office', ({ text: marked, office }) => {
  const { text, start } = placed(marked);
  expect(isInOfficeSignature(text, start)).toBe(office);
});
