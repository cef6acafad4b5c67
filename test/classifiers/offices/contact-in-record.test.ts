import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../../classifiers/index.js';
import { tellsOfSomebody } from '../../../classifiers/offices/contact-in-record.js';
import { createDetector } from '../../../src/classify/detector.js';
import type { Detector } from '../../../src/classify/finding.js';
import { loadPolicy } from '../../../src/classify/policy.js';
import { findingIn } from './finding-in.js';

describe('tellsOfSomebody', () => {
  const notice =
    '【お知らせ】県民ホールの会議室の利用について\n受付時間 平日9時から17時まで\n利用の案内は施設課のページをご覧ください。問い合わせ 0742-31-5508';
  const tells = (texts: readonly string[], names: readonly (string | undefined)[] = texts.map(() => undefined)) =>
    tellsOfSomebody(
      texts,
      texts.map((text) => [findingIn('PHONE_NUMBER', text, '0742-31-5508', 'grouped')]),
      names,
    );

  it('says no of a notice, and of a long one by what stands around its number', () => {
    expect(tells([notice])).toBe(false);
    const lines = `${'会議室の利用の案内。受付は9時から。'.repeat(100)}\n`;
    expect(tells([`${lines}${notice}\n${lines}`])).toBe(false);
    const note = '隣の空き地の草が伸びて困っている、夕方に0742-31-5508まで、早く刈ってくれと怒鳴る。';
    expect(tells([`${lines}${note.repeat(8)}\n${lines}`])).toBe(true);
  });

  it('says yes of a note of a call', () =>
    expect(
      tells([
        '10時に電話あり。隣の空き地の草が伸びて困っている、早く刈ってほしい、夕方に0742-31-5508へ連絡がほしいとのこと。',
      ]),
    ).toBe(true));

  it('says yes of what is too short to be a notice, and of a log of calls', () => {
    expect(tells(['0742-31-5508 至急'])).toBe(true);
    expect(tells([`${notice}\n11時 入電 施設課`])).toBe(true);
    expect(tells([notice, '0742-31-5508'], ['memo', 'caller_id'])).toBe(true);
  });
});

describe('what citizens write of offices with their own contact', () => {
  let detector: Detector;
  beforeAll(async () => {
    detector = await createDetector(recognizers, loadPolicy());
  });

  const NOTES = [
    '図書館の本の返却が遅れる件で問い合わせ。窓口は平日9時から17時までと案内した。',
    '運転免許センターの更新案内はがきが届かない。日曜の受付はあるか。',
    '県営プールの営業時間と休館日について。夏の期間はどうか。',
    '消費生活センターに相談したいが電話がつながらない。予約制か。',
    '中央公園の遊具が壊れている。公園事務所にも電話したが出ない。',
    '保健所のワクチン予約センターの受付時間は何時までか。土日は休みと伝えた。',
  ];
  const CONTACTS = [
    '電話 0776-43-2187',
    '（0278-24-8111）',
    '0985-29-4410へ連絡希望',
    '番号は092-561-3100とのこと。',
    'お電話番号：011-782-3395',
  ];
  const HOMES = [
    '堺市西区鳳東町5-12-8の者です。',
    '青森市浪打2丁目14-6在住。',
    '米子市皆生4-18-3から来る。',
    '甲府市朝気1-7-22に引っ越した。',
  ];
  it.each(NOTES.flatMap((note) => [...CONTACTS, ...HOMES].map((contact) => [note, contact] as const)))(
    '%s %s',
    (note, contact) => {
      const [first, ...rest] = note.split('。');
      for (const text of [
        `${note}\n${contact}`,
        `${contact}\n${note}`,
        `${note}${contact}`,
        `${first}。${contact}。${rest.join('。')}`,
      ])
        expect([text, detector.levelOfRecord(detector.detectRecord([{ path: [], text }]).flat())]).toEqual([text, 3]);
    },
  );
});
