import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../../src/classify/detector.js';
import { loadPolicy } from '../../../src/classify/policy.js';

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

const rulesIn = (text: string): string[] =>
  detector
    .explain(text)
    .filter(({ type, outcome }) => type === 'PERSON_NAME' && outcome === 'reported')
    .map(({ rule, start, end }) => `${text.slice(start, end)} ${rule}`);

describe('behind a label and before の', () => {
  it.each([
    '相談者：佐藤の保険証の件です',
    '利用者：田中の番号を教えてください',
    '相談者：鈴木の障害者手帳について',
    '利用者：伊藤の予約を変更したい',
    '相談者：吉田のケアマネです',
    '相談者：吉田の姪です',
  ])('stands a name: %s', (text) => {
    expect(rulesIn(text)).toEqual([expect.stringMatching(/person-name\/labelled$/)]);
  });

  it.each(['利用者: 森川の水位、今どれくらいですか', '相談者：長谷の踏切が開きません', '担当: 原の公民館は完了'])(
    'stands a place: %s',
    (text) => {
      expect(rulesIn(text).filter((one) => one.endsWith('labelled'))).toEqual([]);
    },
  );
});

describe('in a field of names', () => {
  const inField = (name: string, text: string): string[] =>
    detector
      .detectRecord([{ name, path: [], text }])
      .flat()
      .filter(({ type }) => type === 'PERSON_NAME')
      .map(({ start, end }) => text.slice(start, end));

  it.each`
    field     | value             | name              | why
    ${'名'}   | ${'ニャムドルジ'} | ${'ニャムドルジ'} | ${'a given name that no list holds'}
    ${'名'}   | ${'令和奈'}       | ${'令和奈'}       | ${'one like an era'}
    ${'氏名'} | ${'박서연'}       | ${'박서연'}       | ${'Hangul'}
    ${'氏名'} | ${'สมชาย ใจดี'}    | ${'สมชาย ใจดี'}    | ${'Thai'}
    ${'氏名'} | ${'Иванова Анна'} | ${'Иванова Анна'} | ${'Cyrillic'}
  `('$value is one: $why', ({ field, value, name }) => expect(inField(field, value)).toEqual([name]));

  it.each`
    field     | value
    ${'品名'} | ${'テント'}
    ${'名'}   | ${'未記入'}
    ${'備考'} | ${'박서연'}
    ${'氏名'} | ${'없음'}
  `('$value in $field is none', ({ field, value }) => expect(inField(field, value)).toEqual([]));
});
