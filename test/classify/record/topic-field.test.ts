import { describe, expect, it } from 'vitest';
import { recognizers } from '../../../classifiers/index.js';
import { createDetector } from '../../../src/classify/detector.js';
import { loadPolicy } from '../../../src/classify/policy.js';

describe('a field that says what a record is about', async () => {
  const detector = await createDetector(recognizers, loadPolicy());
  const typesIn = (name: string, text: string) =>
    detector.detectRecord([{ name, path: [], text }])[0]!.map(({ type }) => type);

  it.each`
    field         | text
    ${'category'} | ${'感染症'}
    ${'大分類'}   | ${'児童手当'}
    ${'分類'}     | ${'こころ'}
    ${'件名'}     | ${'生活保護の車の保有'}
    ${'件名'}     | ${'税の差押え'}
    ${'title'}    | ${'更生'}
  `('$field: $text tells of nobody', ({ field, text }) => expect(typesIn(field, text)).toEqual([]));

  it.each`
    field       | text                              | type
    ${'件名'}   | ${'母の認知症が進み困っています'} | ${'HEALTH_CONDITION'}
    ${'件名'}   | ${'山田 太郎'}                    | ${'PERSON_NAME'}
    ${'既往歴'} | ${'糖尿病'}                       | ${'HEALTH_CONDITION'}
  `('$field: $text tells $type', ({ field, text, type }) => expect(typesIn(field, text)).toContain(type));

  it('a place in its field is nobody', () => {
    expect(typesIn('市町村', '河南町')).toEqual([]);
    expect(typesIn('市町村', '大石田')).toEqual([]);
  });

  it.each`
    field               | text
    ${'乗車駅'}         | ${'小泉'}
    ${'樹種'}           | ${'桂、榊'}
    ${'ペットの呼び名'} | ${'さくら'}
    ${'station'}        | ${'Kobayashi'}
  `('$field: $text is a thing', ({ field, text }) => expect(typesIn(field, text)).toEqual([]));

  it('somebody in such a field is somebody', () => {
    expect(typesIn('会場', '小泉様宅')).toContain('PERSON_NAME');
    expect(typesIn('相談者の名前', 'さくら')).toContain('PERSON_NAME');
  });

  const typesOf = (record: Record<string, string>) =>
    detector
      .detectRecord(Object.entries(record).map(([name, text]) => ({ name, path: [], text })))
      .flatMap((found) => found.map(({ type }) => type));

  it('a question of a published list and a row that counts tell of nobody', () => {
    const question = '家族がうつ病かもしれません。';
    expect(typesOf({ FAQ番号: '12', 質問: question, 回答: '保健所で相談できます。' })).toEqual([]);
    expect(typesOf({ 相談の内容: 'うつ病', 件数: '1,204', 割合: '18.3%' })).toEqual([]);
  });

  it.each([
    { 質問: '母がうつ病で困っています。', 回答: '保健所を案内した。' },
    { FAQ番号: '12', 質問: '母がうつ病で困っています。', 回答: '案内した。', 氏名: '' },
    { 病名: 'うつ病', 受付番号: '1204' },
    { 病名: 'うつ病', 年齢: '45', 通院件数: '3' },
    { 病名: 'うつ病', 世帯人数: '3', 子の人数: '2' },
  ])('what somebody asked or has is told: %o', (record) => expect(typesOf(record)).toContain('HEALTH_CONDITION'));
});
