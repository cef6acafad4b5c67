import { describe, expect, it } from 'vitest';
import { valuesOf } from '../values-of.js';

const namesIn = await valuesOf('PERSON_NAME');

describe('names in a table', () => {
  it.each([
    ['schools by the header', '学校名,児童数,学級数\n黒田小,212,9\n三好中,301,10'],
    ['halls by another column', '名前,開館,休館日\n児玉記念館,9:00,月\n横山文庫,10:00,火'],
    ['shelters by their ends', '名前|世帯|人\n若松小|12|27\n三原中|0|0\n内山公民館|1|4'],
  ])('of %s are nobody’s', (_what, table) => expect(namesIn(table)).toEqual([]));

  it.each`
    table                                                 | names
    ${'学校名,氏名,学年\n黒田小,藤井 健太,3'}             | ${['藤井 健太']}
    ${'名前,人数,連絡\n原田 茂,3,済\n小橋 弘子,2,未'}     | ${['原田 茂', '小橋 弘子']}
    ${'氏名,面積,連絡\n原田 茂,30,済\n小橋 弘子,20,未'}   | ${['原田 茂', '小橋 弘子']}
    ${'名前,学校,連絡\n原田 茂,東小,済\n小橋 弘子,中,未'} | ${['原田 茂', '小橋 弘子']}
    ${'施設名,利用,人数\n横山 光子様,済,2'}               | ${['横山 光子']}
  `('are found: $names', ({ table, names }) => expect(namesIn(table)).toEqual(expect.arrayContaining(names)));
});

describe('what stands behind a surname', () => {
  it.each([
    '消防本部の宮崎分署から入電',
    '黒田分校の遠足',
    '代表校は藤島、高志、武生。',
    '競走馬の名前はハルウララ',
    '八幡様の石段の手すり、文化財課へ',
  ])('makes it a place: %s', (text) => expect(namesIn(text)).toEqual([]));
  it.each`
    text                                    | names
    ${'宮崎分署長の宮崎 健一様から入電'}    | ${['宮崎 健一']}
    ${'代表校は東高。引率は藤島 健一さん'}  | ${['藤島 健一']}
    ${'馬の持ち主の名前は武田'}             | ${['武田']}
    ${'宮崎さんのコンサートのため本人欠席'} | ${['宮崎']}
    ${'分校の教諭 佐藤 恵さんへの苦情'}     | ${['佐藤 恵']}
    ${'八幡様のご自宅へ書類を送付'}         | ${['八幡']}
    ${'宮崎さんのコンサートの音がうるさい'} | ${['宮崎']}
  `('leaves a person in $text', ({ text, names }) => expect(namesIn(text)).toEqual(expect.arrayContaining(names)));
});
