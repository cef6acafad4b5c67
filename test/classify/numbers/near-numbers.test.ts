import { expect, it } from 'vitest';
import { NearNumbers } from '../../../src/classify/numbers/near-numbers.js';

const number = (index: number, start: number, digits: string) => ({ index, start, end: start + digits.length, digits });

it('knows the numbers around a place, and what was noted there, in whatever order they were found', () => {
  const near = new NearNumbers([number(1, 900, '0311112222'), number(0, 0, '0644445555')]);
  near.moveTo(300);
  expect([near.with('5555', 300, 304), near.with('2222', 300, 304), near.before(300)]).toEqual([0, 1, 0]);
  near.note(number(0, 300, '7777'));
  near.moveTo(800);
  expect([near.with('7777', 800, 804), near.with('5555', 800, 804), near.with('2222', 800, 804)]).toEqual([
    0,
    undefined,
    1,
  ]);
});

it('is far from a number in the end, however much was noted on the way', () => {
  const near = new NearNumbers([number(0, 0, '0644445555')]);
  for (let place = 100; place <= 5000; place += 300) {
    near.moveTo(place);
    near.note(number(0, place, '7777'));
  }
  near.moveTo(5000);
  expect(near.with('7777', 5000, 5004)).toBe(0);
  expect(near.with('5555', 5000, 5004)).toBeUndefined();
  expect(near.isEmpty).toBe(false);
  near.moveTo(6000);
  expect(near.isEmpty).toBe(true);
});
