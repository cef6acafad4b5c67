import { expect, it } from 'vitest';
import { fieldNamesOf } from '../../src/classify/field-names.js';
import { TextGroup } from '../../src/classify/text-group.js';

const [name, note] = [fieldNamesOf({ fieldName: '担当' }), fieldNamesOf({ fieldName: '備考' })];
const text = (original: string, fields = name, beside: string[] = []) => ({ original, fields, beside });

it('holds a text once, unless another field or what stands beside it may say something else of it', () => {
  const group = new TextGroup();
  const given = [text('森'), text('森'), text('森', note), text('森', name, ['旅券']), text('林'), text('森')];
  for (const [at, one] of given.entries()) expect(group.add(one, at)).toBe(false);
  expect(group.texts.map(({ at }) => at)).toEqual([[0, 1, 5], [2], [3], [4]]);
  group.clear();
  group.add(text('森'), 7);
  expect(group.texts.map(({ at }) => at)).toEqual([[7]]);
});

it('is full by its units, and by its texts however short', () => {
  expect(new TextGroup().add(text('あ'.repeat(40_000)), 0)).toBe(true);
  const group = new TextGroup();
  let count = 1;
  while (!group.add(text(String(count)), count)) count++;
  expect(count).toBeLessThan(5_000);
});
