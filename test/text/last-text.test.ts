import { expect, it } from 'vitest';
import { forgetTexts, LastText } from '../../src/text/last-text.js';

it('knows the text that came last, also as another string, until all are forgotten', () => {
  const [one, other] = [new LastText(), new LastText()];
  expect(one.is('')).toBe(false);
  one.begin('通院');
  other.begin('');
  expect([one.is(['通', '院'].join('')), one.is('入院'), other.is(''), other.is('通院')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  forgetTexts();
  expect([one.is('通院'), other.is('')]).toEqual([false, false]);
});
