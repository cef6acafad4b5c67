import { describe, expect, it } from 'vitest';
import { contactHangs, tellsOfSomebody } from '../../../classifiers/offices/contact-in-record.js';
import type { Finding, InformationType } from '../../../src/classify/finding.js';

const findingIn = (type: InformationType, text: string, value: string, rule: string): Finding => ({
  type,
  start: text.indexOf(value),
  end: text.indexOf(value) + value.length,
  score: 0.9,
  rule: `a/${rule}`,
});

describe('contactHangs of a number', () => {
  it.each`
    text                                       | value                 | rule         | hangs
    ${'会館へは 0742-31-5508 です'}            | ${'0742-31-5508'}     | ${'grouped'} | ${true}
    ${'会館へは ０７４２-31-5508 です'}        | ${'０７４２-31-5508'} | ${'grouped'} | ${true}
    ${'会館(奈良市三条町5-8-2、0742-31-5508)'} | ${'0742-31-5508'}     | ${'grouped'} | ${true}
    ${'会館のお問い合わせ先は0742-31-5508'}    | ${'0742-31-5508'}     | ${'grouped'} | ${true}
    ${'会館へは 090-3155-0844 です'}           | ${'090-3155-0844'}    | ${'grouped'} | ${false}
    ${'会館へは 050-3155-0844 です'}           | ${'050-3155-0844'}    | ${'grouped'} | ${false}
    ${'会館の予約を取り消す 0742-31-5508'}     | ${'0742-31-5508'}     | ${'grouped'} | ${false}
    ${'会館が閉まっていた。電話 0742-31-5508'} | ${'0742-31-5508'}     | ${'grouped'} | ${false}
    ${'会館\n電話 0742-31-5508'}               | ${'0742-31-5508'}     | ${'grouped'} | ${false}
    ${'会館 自宅は 0742-31-5508 です'}         | ${'0742-31-5508'}     | ${'grouped'} | ${false}
    ${'会館 0742-31-5508 折返し希望'}          | ${'0742-31-5508'}     | ${'grouped'} | ${false}
    ${'会館 0742-31-5508 高齢女性'}            | ${'0742-31-5508'}     | ${'grouped'} | ${false}
    ${'会館へは 0742-31-5508 です'}            | ${'0742-31-5508'}     | ${'spoken'}  | ${false}
  `('$text as $rule: $hangs', ({ text, value, rule, hangs }) =>
    expect(contactHangs(findingIn('PHONE_NUMBER', text, value, rule), text)).toBe(hangs),
  );
});

describe('contactHangs of an address', () => {
  it.each`
    text                                    | rule       | hangs
    ${'会館 奈良市三条町5-8-2 で開催'}      | ${'whole'} | ${true}
    ${'会館の前の奈良市三条町5-8-2'}        | ${'whole'} | ${false}
    ${'会館 住所は奈良市三条町5-8-2'}       | ${'whole'} | ${false}
    ${'会館 奈良市三条町5-8-2に住んでいる'} | ${'whole'} | ${false}
    ${'会館 奈良市三条町5-8-2 で開催'}      | ${'told'}  | ${false}
  `('$text as $rule: $hangs', ({ text, rule, hangs }) =>
    expect(contactHangs(findingIn('ADDRESS', text, '奈良市三条町5-8-2', rule), text)).toBe(hangs),
  );
});

describe('tellsOfSomebody', () => {
  const notice =
    '【お知らせ】県民ホールの会議室の利用について\n受付時間 平日9時から17時まで\n利用の案内は施設課のページをご覧ください。問い合わせ 0742-31-5508';
  it('says no of a notice, unless its beginning is all that was read of it', () => {
    expect(tellsOfSomebody([notice], [], [undefined])).toBe(false);
    expect(tellsOfSomebody([notice.repeat(20)], [], [undefined])).toBe(true);
  });

  it('says yes of a note of a call', () => {
    const note =
      '10時に電話あり。隣の空き地の草が伸びて困っている、早く刈ってほしい、夕方に0742-31-5508へ連絡がほしいとのこと。';
    expect(tellsOfSomebody([note], [], [undefined])).toBe(true);
  });

  it('says yes of what is too short to be a notice, and of a log of calls', () => {
    expect(tellsOfSomebody(['0742-31-5508 至急'], [], [undefined])).toBe(true);
    expect(tellsOfSomebody([`${notice}\n11時 入電 施設課`], [], [undefined])).toBe(true);
    expect(tellsOfSomebody([notice, '0742315508'], [], ['memo', 'caller_id'])).toBe(true);
  });
});
