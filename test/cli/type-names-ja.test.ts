import { expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { typeName } from '../../src/cli/type-names-ja.js';

it('every type that a detector reports has a Japanese name of its own', () => {
  const types = recognizers.map(({ type }) => type);
  const names = types.map(typeName);
  expect(types.length).toBeGreaterThan(20);
  expect(names.filter((name) => /_|^[A-Z]+$/.test(name))).toEqual([]);
  expect(new Set(names).size).toBe(new Set(types).size);
});

it('a type of a detector that was added is called as the detector calls it', () => {
  expect(typeName('EMPLOYEE_NUMBER')).toBe('EMPLOYEE_NUMBER');
});
