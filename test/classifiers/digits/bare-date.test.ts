import { expect, it } from 'vitest';
import { bareDate, WHOLE_DATE } from '../../../classifiers/digits/bare-date.js';

it.each`
  digits        | whole    | part     | why
  ${'19610428'} | ${true}  | ${true}  | ${'year, month and day'}
  ${'3610428'}  | ${true}  | ${true}  | ${'the era as one digit'}
  ${'610428'}   | ${true}  | ${true}  | ${'a year of two digits'}
  ${'0428'}     | ${false} | ${true}  | ${'month and day'}
  ${'1961'}     | ${false} | ${true}  | ${'a year'}
  ${'61428'}    | ${false} | ${true}  | ${'year, month and day without their zeros'}
  ${'28'}       | ${false} | ${true}  | ${'a day'}
  ${'19611328'} | ${false} | ${false} | ${'a thirteenth month'}
  ${'610435'}   | ${false} | ${false} | ${'a thirty-fifth day'}
  ${'8100'}     | ${false} | ${false} | ${'neither a year nor month and day'}
`('$digits is a whole date: $whole, a part of one: $part, $why', ({ digits, whole, part }) => {
  expect(bareDate(digits) >= WHOLE_DATE).toBe(whole);
  expect(bareDate(digits) > 0).toBe(part);
});
