import { describe, expect, it } from 'vitest';
import { unmarked, valuesOf } from '../values-of.js';

const phonesIn = await valuesOf('PHONE_NUMBER');

describe('the last four digits of a telephone number', () => {
  it.each([
    '母の電話の下4桁は【1234】、詐欺に注意と言われた',
    '携帯の末尾【5678】からの不審な着信',
    '携帯の下4桁は【5678】、役所を装う電話がほかから来た',
  ])('are found in %s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(phonesIn(text)).toEqual(values);
  });

  it.each([
    '下4桁0110の電話は警察を装うもの',
    '末尾0110の番号は警察署をかたる',
    '末尾0110からの着信は市役所になりすました電話',
  ])('are of any caller in %s', (text) => expect(phonesIn(text)).toEqual([]));
});
