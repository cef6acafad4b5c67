import { describe, expect, it } from 'vitest';
import { recognizers } from '../../../classifiers/index.js';
import { createDetector } from '../../../src/classify/detector.js';
import { loadPolicy } from '../../../src/classify/policy.js';

describe('a number in part', async () => {
  const detector = await createDetector(recognizers, loadPolicy());
  const told = (text: string) =>
    detector.detectRecord([{ path: [], text }])[0]!.map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);

  it.each`
    text                                                       | finding
    ${'カード下4桁【3902】で二重決済の疑い'}                   | ${'CREDIT_CARD_NUMBER 3902'}
    ${'登録カードの末尾だけお願いします\nCU:ななろくきゅうに'} | ${'CREDIT_CARD_NUMBER ななろくきゅうに'}
    ${'5/28|3528…0446|45,000'}                                 | ${'CREDIT_CARD_NUMBER 3528…0446'}
    ${'paid with my Visa ending in 7358'}                      | ${'CREDIT_CARD_NUMBER 7358'}
    ${'手数料が二重決済、下4桁「7715」のみ控えあり'}           | ${'CREDIT_CARD_NUMBER 7715'}
    ${'引き落としの照会、末尾4406としか分からず'}              | ${'CREDIT_CARD_NUMBER 4406'}
    ${'返納した免許、番号の上4桁2570しか読めず'}               | ${'DRIVERS_LICENSE_NUMBER 2570'}
    ${'基礎年金番号の下三桁608が見える'}                       | ${'BASIC_PENSION_NUMBER 608'}
    ${'口座(末尾391)ですが記帳がない'}                         | ${'BANK_ACCOUNT 391'}
    ${'売上票 ****-****-****-9352 有効 11/27'}                 | ${'CREDIT_CARD_NUMBER ****-****-****-9352'}
    ${'カードが変わって、前が末尾4438、今度は8931です'}        | ${'CREDIT_CARD_NUMBER 8931'}
    ${'同じ車(ナンバー下二桁23)を目撃'}                        | ${'VEHICLE_PLATE 23'}
    ${'在留カード番号の末尾「03WK」だけ控えあり'}              | ${'RESIDENCE_CARD_NUMBER 03WK'}
    ${'雇保証、判読可は50■■-33■■18-2のみ'}                     | ${'EMPLOYMENT_INSURANCE_NUMBER 50■■-33■■18-2'}
  `('$text tells $finding', ({ text, finding }) => expect(told(text)).toContain(finding));

  it.each([
    'ポイントカードの下4桁は5678です',
    '受付番号の下4桁5678をお伝えください',
    '工事番号は看板の下5桁41877です',
    'クレジットカードの暗証番号4桁は教えないでください',
    '免許証番号の上2桁は30から始まる2026年の様式',
    '令和○年○月○日、○○課は○○円を支出した',
    '[mask] pan=************0000 ok',
    '例 090-****-****',
    'カードの下4桁 56789',
    '決済の受付番号、下4桁は7715です',
  ])('%s tells nothing', (text) => expect(told(text)).toEqual([]));
});
