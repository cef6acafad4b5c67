import { expect, it } from 'vitest';
import { lettersBefore, lettersBehind } from '../../../classifiers/digits/letters-beside.js';

it.each`
  text                        | at   | units | why
  ${'番号TR8812345'}          | ${4} | ${2}  | ${'two capitals'}
  ${'ティー、アールの、8812'} | ${9} | ${9}  | ${'two names of letters and the pauses behind them'}
  ${'ビーの7731'}             | ${3} | ${3}  | ${'one name and の'}
  ${'HOTEL77'}                | ${5} | ${0}  | ${'the end of a word'}
  ${'番号8812'}               | ${2} | ${0}  | ${'none'}
`('$units units of letters before, $why: $text', ({ text, at, units }) => expect(lettersBefore(text, at)).toBe(units));

it.each`
  text                      | at   | units | why
  ${'12345678KV'}           | ${8} | ${2}  | ${'two capitals'}
  ${'5678、ケー、ブイです'} | ${4} | ${6}  | ${'two names of letters'}
  ${'5678kg'}               | ${4} | ${0}  | ${'a unit'}
  ${'5678です'}             | ${4} | ${0}  | ${'none'}
`('$units units of letters behind, $why: $text', ({ text, at, units }) => expect(lettersBehind(text, at)).toBe(units));
