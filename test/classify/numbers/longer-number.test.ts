import { expect, it } from 'vitest';
import { valuesOf } from '../../classifiers/values-of.js';

const phonesIn = await valuesOf('PHONE_NUMBER');

it.each`
  text                                 | phones               | why
  ${'Q4 電話番号\nA4 080 6612 0937'}   | ${['080 6612 0937']} | ${'A4 is an answer'}
  ${'問2 電話番号\n答2 080 6612 0937'} | ${['080 6612 0937']} | ${'答2 is an answer'}
  ${'型式 44 080 6612 0937 88'}        | ${[]}                | ${'the digits before are of the number'}
`('$phones in $text, as $why', ({ text, phones }) => expect(phonesIn(text)).toEqual(phones));
