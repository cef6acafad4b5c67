import { expect, it } from 'vitest';
import { noFirm } from '../../../classifiers/organizations/no-firm.js';

it.each`
  text                      | name                    | why
  ${'勤務先：西倉庫、日勤'} | ${'西倉庫'}             | ${undefined}
  ${'備品は西倉庫にある'}   | ${'西倉庫'}             | ${'what it is'}
  ${'下村整形外科・外科で'} | ${'下村整形外科・外科'} | ${undefined}
  ${'消化器内科・外科で'}   | ${'消化器内科・外科'}   | ${'department'}
`('$name in $text: $why', ({ text, name, why }) => {
  const normalized = text.replace('：', ':');
  const start = normalized.indexOf(name);
  expect(noFirm(normalized, { start, end: start + name.length })).toBe(why);
});
