import { describe, expect, it } from 'vitest';
import { contactHangs } from '../../../classifiers/offices/contact-hangs.js';
import { findingIn } from './finding-in.js';

describe('contactHangs of a number', () => {
  it.each`
    text                                                          | value                 | rule         | hangs
    ${'会館へは 0742-31-5508 です'}                               | ${'0742-31-5508'}     | ${'grouped'} | ${true}
    ${'会館へは ０７４２-31-5508 です'}                           | ${'０７４２-31-5508'} | ${'grouped'} | ${true}
    ${'会館(奈良市三条町5-8-2、0742-31-5508)'}                    | ${'0742-31-5508'}     | ${'grouped'} | ${true}
    ${'会館のお問い合わせ先は0742-31-5508'}                       | ${'0742-31-5508'}     | ${'grouped'} | ${true}
    ${'会館\n電話 0742-31-5508'}                                  | ${'0742-31-5508'}     | ${'grouped'} | ${true}
    ${'空知 0742-31-5508／石狩'}                                  | ${'0742-31-5508'}     | ${'grouped'} | ${true}
    ${'会館へは 090-3155-0844 です'}                              | ${'090-3155-0844'}    | ${'grouped'} | ${false}
    ${'会館へは 050-3155-0844 です'}                              | ${'050-3155-0844'}    | ${'grouped'} | ${false}
    ${'会館 自宅は 0742-31-5508 です'}                            | ${'0742-31-5508'}     | ${'grouped'} | ${false}
    ${'会館の件、うちは 0742-31-5508'}                            | ${'0742-31-5508'}     | ${'grouped'} | ${false}
    ${'会館 0742-31-5508 折返し希望'}                             | ${'0742-31-5508'}     | ${'grouped'} | ${false}
    ${'会館 0742-31-5508 高齢女性'}                               | ${'0742-31-5508'}     | ${'grouped'} | ${false}
    ${'会館へは 0742-31-5508 です'}                               | ${'0742-31-5508'}     | ${'spoken'}  | ${false}
    ${'会館の予約を取り消すとのこと。0742-31-5508'}               | ${'0742-31-5508'}     | ${'grouped'} | ${false}
    ${'会館。国保の件（0742-31-5508）。窓口は市民課'}             | ${'0742-31-5508'}     | ${'grouped'} | ${false}
    ${'会館、2階、0742-31-5508。'}                                | ${'0742-31-5508'}     | ${'grouped'} | ${true}
    ${'水の検査、採り方、0742-31-5508。'}                         | ${'0742-31-5508'}     | ${'grouped'} | ${false}
    ${'2026/6/11,照会,水の検査の採り方。,0742-31-5508,済'}        | ${'0742-31-5508'}     | ${'grouped'} | ${false}
    ${'予約を取り消すとのこと。会館 0742-31-5508'}                | ${'0742-31-5508'}     | ${'grouped'} | ${true}
    ${'会館の予約。(0742-31-5508)席が足りないので増やしてほしい'} | ${'0742-31-5508'}     | ${'grouped'} | ${false}
  `('$text as $rule: $hangs', ({ text, value, rule, hangs }) =>
    expect(contactHangs(findingIn('PHONE_NUMBER', text, value, rule), text)).toBe(hangs),
  );
});

describe('contactHangs of an address', () => {
  it.each`
    text                                         | rule       | hangs
    ${'会館 奈良市三条町5-8-2 で開催'}           | ${'whole'} | ${true}
    ${'会館の前、奈良市三条町5-8-2の街灯が不明'} | ${'whole'} | ${false}
    ${'会館 住所は奈良市三条町5-8-2'}            | ${'whole'} | ${false}
    ${'会館 奈良市三条町5-8-2に住んでいる'}      | ${'whole'} | ${false}
    ${'会館 奈良市三条町5-8-2のアパート'}        | ${'whole'} | ${false}
    ${'会館 奈良市三条町5-8-2 で開催'}           | ${'told'}  | ${false}
  `('$text as $rule: $hangs', ({ text, rule, hangs }) =>
    expect(contactHangs(findingIn('ADDRESS', text, '奈良市三条町5-8-2', rule), text)).toBe(hangs),
  );
});
