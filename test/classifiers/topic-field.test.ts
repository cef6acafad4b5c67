import { describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { createDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';

describe('a field that says what a record is about', async () => {
  const detector = await createDetector(recognizers, loadPolicy());
  const typesIn = (name: string, text: string) =>
    detector.detectRecord([{ name, path: [], text }])[0]!.map(({ type }) => type);

  it.each`
    field         | text
    ${'category'} | ${'感染症'}
    ${'大分類'}   | ${'児童手当'}
    ${'分類'}     | ${'こころ'}
    ${'件名'}     | ${'生活保護の車の保有'}
    ${'件名'}     | ${'税の差押え'}
    ${'title'}    | ${'更生'}
  `('$field: $text tells of nobody', ({ field, text }) => expect(typesIn(field, text)).toEqual([]));

  it.each`
    field       | text                              | type
    ${'件名'}   | ${'母の認知症が進み困っています'} | ${'HEALTH_CONDITION'}
    ${'件名'}   | ${'山田 太郎'}                    | ${'PERSON_NAME'}
    ${'既往歴'} | ${'糖尿病'}                       | ${'HEALTH_CONDITION'}
  `('$field: $text tells $type', ({ field, text, type }) => expect(typesIn(field, text)).toContain(type));
});
