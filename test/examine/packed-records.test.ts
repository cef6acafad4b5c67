import { describe, expect, it } from 'vitest';
import { packRecords, unpackRecords } from '../../src/examine/packed-records.js';
import type { RecordTexts } from '../../src/examine/record-detector.js';

const CUSTOMER = ['customer'];
const records: RecordTexts[] = [
  [
    { name: '氏名', path: [], text: '山田' },
    { name: 'name', path: CUSTOMER, text: '田中' },
  ],
  [
    { name: '氏名', path: [], text: '鈴木' },
    { name: 'name', path: ['customer'], text: '佐藤' },
  ],
  [],
  [{ name: undefined, path: CUSTOMER, text: '' }],
  [
    { name: '', path: CUSTOMER, text: '井上' },
    { name: 'b', path: ['a', 'c'], text: '' },
    { name: 'b', path: ['a\0c'], text: '' },
  ],
];

describe('packRecords', () => {
  it('gives each text with the names that lead to it', () => {
    const { texts, contextOf, contexts } = packRecords(records);
    const unpacked = texts.map((text, at) => ({ text, ...contexts[contextOf[at]!] }));
    expect(unpacked).toEqual(
      records
        .flat()
        .map(({ name, path, text }) => (name === undefined ? { text, path } : { text, path, fieldName: name })),
    );
  });

  it('gives the records back', () => {
    expect([...unpackRecords(structuredClone(packRecords(records)))]).toEqual(records);
  });

  it('sends the same names once', () => {
    expect(packRecords([records[0]!, records[1]!]).contexts).toEqual([
      { fieldName: '氏名', path: [] },
      { fieldName: 'name', path: ['customer'] },
    ]);
  });
});
