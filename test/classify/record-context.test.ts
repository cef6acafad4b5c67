import { beforeAll, describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';
import { isDirectoryEntry } from '../../src/classify/record/directory-row.js';
import { joinedFieldsOf } from '../../src/classify/record/joined-fields.js';

const record = (...cells: [name: string, text: string][]) => cells.map(([name, text]) => ({ name, path: [], text }));

let detector: ExplainingDetector;
beforeAll(async () => {
  detector = await createDetector(recognizers, loadPolicy());
});

const typesOf = (...cells: [name: string, text: string][]) =>
  detector.detectRecord(record(...cells)).map((found) => found.map(({ type }) => type).join(' '));

describe('a row of 記号 and 番号', () => {
  it.each([
    ['記号', '番号', '14030', '12345671', 'BANK_ACCOUNT'],
    ['保険証 記号', '保険証 番号', '大い', '20417', 'HEALTH_INSURANCE_NUMBER'],
    ['保険証記号', '保険証番号', '71200031', '284', 'HEALTH_INSURANCE_NUMBER'],
  ])('reads %s and %s together', (symbol, number, one, other, type) => {
    expect(typesOf([symbol, one], [number, other])).toEqual([type, type]);
  });

  it.each([
    ['記号', '番号', '枝番', '3301', '204', '02'],
    ['kigo', 'bango', 'edaban', '4410', '2098', '01'],
    ['insurance_symbol', 'insurance_number', 'branch', '7712', '503', '00'],
  ])('reads a branch in the third field: %s, %s, %s', (symbol, number, branch, one, other, third) => {
    const type = 'HEALTH_INSURANCE_NUMBER';
    expect(typesOf([symbol, one], [number, other], [branch, third])).toEqual([type, type, type]);
  });

  it('leaves symbols and branches of other things alone', () => {
    expect(joinedFieldsOf(record(['stock_symbol', '7203'], ['number', '100']))).toEqual([]);
    expect(joinedFieldsOf(record(['kigo', '1403'], ['tel_no', '1']))).toEqual([]);
    expect(
      joinedFieldsOf(record(['記号', '12'], ['番号', '345'], ['枝番', '備考'])).map(({ starts }) => starts.length),
    ).toEqual([2]);
  });

  it('gives offsets inside each field', () => {
    const [symbol, number] = detector.detectRecord(record(['記号', ' 14030'], ['番号', '12345671']));
    expect(symbol![0]).toMatchObject({ start: 1, end: 6 });
    expect(number![0]).toMatchObject({ start: 0, end: 8 });
  });

  it('leaves other pairs, prose and missing names alone', () => {
    expect(joinedFieldsOf(record(['記号', '12'], ['電話番号', '1']))).toEqual([]);
    expect(
      joinedFieldsOf(record(['記号', '12'], ['番号', '長い文章が入る欄なので番号だけのものとは見なさない'])),
    ).toEqual([]);
    expect(joinedFieldsOf([{ path: [], text: '12' }, ...record(['番号', '1'])])).toEqual([]);
  });
});

describe('a number cut into numbered fields', () => {
  it.each`
    cells                                                                   | types
    ${[['電話番号1', '090'], ['電話番号2', '9133'], ['電話番号3', '5608']]} | ${['PHONE_NUMBER', 'PHONE_NUMBER', 'PHONE_NUMBER']}
    ${[['tel_1', '０６'], ['tel_2', '6345'], ['tel_3', '1213']]}            | ${['PHONE_NUMBER', 'PHONE_NUMBER', 'PHONE_NUMBER']}
    ${[['電話番号1', '090-9133-5608'], ['電話番号2', '06-6345-1213']]}      | ${['PHONE_NUMBER', 'PHONE_NUMBER']}
    ${[['受付番号1', '090'], ['受付番号2', '9133'], ['受付番号3', '5608']]} | ${['', '', '']}
  `('$cells', ({ cells, types }) => expect(typesOf(...cells)).toEqual(types));
});

describe('a date of birth cut into fields', () => {
  const birth = 'DATE_OF_BIRTH';
  it.each`
    cells                                                                                                  | types
    ${[['生年（元号）', '昭和'], ['年', '41'], ['月', '6'], ['日', '30']]}                                 | ${[birth, birth, birth, birth]}
    ${[['生年（西暦）', '1968'], ['月日', '0213']]}                                                        | ${[birth, birth]}
    ${[['生年（和暦）', '昭和16年'], ['月日', '5月31日']]}                                                 | ${[birth, birth]}
    ${[['生年（西暦）', '1968'], ['月日', '1340']]}                                                        | ${['', '']}
    ${[['年', '1968'], ['月日', '2月13日']]}                                                               | ${['', '']}
    ${[['birth_year', '1994'], ['birth_month', '08'], ['birth_day', '25']]}                                | ${[birth, birth, birth]}
    ${[['元号', 'R'], ['年', '7'], ['月', '6'], ['日', '30']]}                                             | ${['', '', '', '']}
    ${[['generation', '090-1234-5678'], ['birth_year', '1980'], ['birth_month', '1'], ['birth_day', '2']]} | ${['PHONE_NUMBER', birth, birth, birth]}
    ${[['birth_rate_year', '2024'], ['month', '3'], ['day', '9']]}                                         | ${['', '', '']}
    ${[['生年', '1980'], ['生月', '13'], ['生日', '2']]}                                                   | ${['', '', '']}
    ${[['生年', '昭和41年ごろ'], ['月', '6'], ['日', '30']]}                                               | ${['', '', '']}
  `('$cells', ({ cells, types }) => expect(typesOf(...cells)).toEqual(types));
});

describe('a directory of public places', () => {
  const place: [string, string][] = [
    ['施設名', '北浜府民センター'],
    ['所在地', '大阪市中央区北浜東9-14'],
    ['電話番号', '06-6942-0001'],
  ];

  it('holds nobody', () => {
    expect(typesOf(...place)).toEqual(['', '', '']);
  });

  it.each([
    ['the name of someone', ['利用者', '山田 太一']],
    ['what was asked', ['相談内容', '予約の変更']],
  ] as [string, [string, string]][])('is none with a field for %s', (_what, field) => {
    expect(isDirectoryEntry(record(...place, field))).toBe(false);
    expect(typesOf(...place, field)[2]).toBe('PHONE_NUMBER');
  });

  it.each(['北部浄水場', '運転免許試験場', '計量検定所', '道の駅 ひのくち', 'ワクチン接種会場'])('has %s', (name) => {
    expect(typesOf(['施設名', name], ...place.slice(1))).toEqual(['', '', '']);
  });

  it('may say where it is and what for', () =>
    expect(typesOf(['名称', '北浜府民センター'], ['位置', place[1]![1]], ['摘要', '届出先として案内'])).toEqual([
      '',
      '',
      '',
    ]));

  it('is none where the name is that of a firm', () => {
    expect(isDirectoryEntry(record(['名称', '山田製作所'], ...place.slice(1)))).toBe(false);
  });

  it('is none where the place is a person, or a mobile number is given', () => {
    expect(isDirectoryEntry(record(['名称', '山田 太一'], ['住所', 'x'], ['電話', 'y']))).toBe(false);
    expect(typesOf(place[0]!, place[1]!, ['電話番号', '090-6942-0001'])[2]).toBe('PHONE_NUMBER');
  });
});

describe('the number that was called', () => {
  it.each`
    why                           | cells                                                   | types
    ${'the caller is withheld'}   | ${[['発信元', '非通知'], ['着信先', '06-6910-8001']]}   | ${['', '']}
    ${'the call came in'}         | ${[['種別', '着信'], ['着信先', '06-6910-8001']]}       | ${['', '']}
    ${'it is a dialled-in line'}  | ${[['ANI', '090-1111-2222'], ['DNIS', '06-6910-8001']]} | ${['PHONE_NUMBER', '']}
    ${'nothing says it came in'}  | ${[['発信元', '2217'], ['着信先', '06-6910-8001']]}     | ${['', 'PHONE_NUMBER']}
    ${"the caller is somebody's"} | ${[['種別', '着信'], ['発信者番号', '06-6910-8001']]}   | ${['', 'PHONE_NUMBER']}
  `("is the centre's where it should be: $why", ({ cells, types }) => {
    expect(typesOf(...(cells as [string, string][]))).toEqual(types);
  });
});

describe('a field of another number', () => {
  it('is no telephone number, whatever its shape', () => {
    expect(typesOf(['発注番号', '06-6210-0043'], ['数量', '12'])).toEqual(['', '']);
    expect(typesOf(['order_no', '090-2214-8867'], ['qty', '3'])).toEqual(['', '']);
  });

  it('is what the field beside says', () => {
    expect(typesOf(['確認書類', '旅券'], ['書類番号', 'TK4210976'])).toEqual(['', 'PASSPORT_NUMBER']);
  });

  it.each(['電話番号', '連絡先番号', '携帯番号'])('is not %s', (name) => {
    expect(typesOf([name, '06-6210-0043'], ['備考', 'なし'])[0]).toBe('PHONE_NUMBER');
  });
});
