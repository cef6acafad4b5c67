import { expect, it } from 'vitest';
import { notesWithContacts } from '../../bench/notes-with-contacts.js';
import type { GoldRecord } from '../../fixtures/gold.js';
import { parseMarked } from '../../fixtures/marked-text.js';
import type { Finding } from '../../src/classify/finding.js';

const FILE = `## level=1 note
@text
図書館の本が遅れている。
窓口は9時から。

## level=3 somebody's
@text
草の件。
折返し [[PHONE_NUMBER|0742-31-5508]]

## level=1 an office's
@text
案内
県民ホールの代表電話 0742-27-1100

## level=3 with a name beside it
@text
[[PERSON_NAME|乙部]] [[PHONE_NUMBER|0742-31-7734]]
`;
const records = parseMarked('a.txt', 'dev', FILE).map((record) => ({ group: 'a.txt', record }));
const NUMBER = /0742-[0-9-]{7}/;
const contactsOf = ({ fields }: GoldRecord) =>
  fields.map(({ text }): Finding[] => {
    const start = text.search(NUMBER);
    return start < 0 ? [] : [{ type: 'PHONE_NUMBER', start, end: start + 12, score: 1, rule: 'a/grouped' }];
  });
const put = notesWithContacts(records, contactsOf);

it('puts the lines of the same author into notes without a contact, whole, and knows whose they are', () => {
  expect(put.length).toBeGreaterThan(1);
  for (const { group, record } of put) {
    const { text, spans } = record.fields[0]!;
    const isSomebodys = text.includes('折返し');
    expect(group).toBe('a.txt');
    expect(text.split('\n')).toContain(isSomebodys ? '折返し 0742-31-5508' : '県民ホールの代表電話 0742-27-1100');
    expect(text.replace(/\n?(?:折返し|県民ホールの代表電話) 0742-[0-9-]{7}\n?/, '').replaceAll('\n', '')).toBe(
      '図書館の本が遅れている。窓口は9時から。',
    );
    expect(record.contentLevel).toBe(isSomebodys ? 3 : 1);
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(isSomebodys ? ['0742-31-5508'] : []);
  }
});

it('takes no line that tells of somebody by more than the contact', () =>
  expect(put.some(({ record }) => record.fields[0]!.text.includes('乙部'))).toBe(false));

it('gives the same for the same records, and nothing without contacts', () => {
  expect(notesWithContacts(records, contactsOf)).toEqual(put);
  expect(notesWithContacts(records, () => [[]])).toEqual([]);
});
