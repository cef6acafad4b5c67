import { expect, it } from 'vitest';
import { countNoted } from '../../src/run/notes.js';

it('counts the items that have one of the notes', () => {
  const notes = [
    { code: 'enforce/drifted', count: 2 },
    { code: 'enforce/envelope-damaged', count: 3 },
    { code: 'protect/former-key', count: 5 },
  ];
  expect(countNoted(notes, 'enforce/drifted', 'enforce/envelope-damaged')).toBe(5);
  expect(countNoted(notes, 'protect/former-key')).toBe(5);
  expect(countNoted(notes, 'migrate/unreadable')).toBe(0);
});
