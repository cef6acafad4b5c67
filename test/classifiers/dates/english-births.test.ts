import { describe, expect, it } from 'vitest';
import { unmarked, valuesOf } from '../values-of.js';

const birthsIn = await valuesOf('DATE_OF_BIRTH');

describe('births in English', () => {
  it.each([
    'She was born on 【the 5th of May, 1990】 in Cebu.',
    'Date of birth: 【12 March 1986】',
    'DOB 【14-Mar-1990】',
    'DOB: 【12MAY1957】',
    'Birthday: 【June third, nineteen seventy-two】.',
    'Date of Birth: 【March 9, 1996】',
    'DOB on file is 【Oct 8, 1979】',
    'My son was born in Sakai on 【2 April 2018】',
  ])('%s', (marked) => {
    const { text, values } = unmarked(marked);
    expect(birthsIn(text)).toEqual(values);
  });

  it.each([
    'Opened on the 5th of May, 1990',
    'released 14-Mar-1990',
    'June third is a holiday',
    'Birth certificate issued on 3 March 2024',
    'The DOB field changed on March 9, 2024',
  ])('%s', (text) => expect(birthsIn(text)).toEqual([]));
});
