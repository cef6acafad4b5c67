import { describe, expect, it } from 'vitest';
import { fieldNamesOf } from '../../src/classify/field-names.js';
import { KnownEmpty } from '../../src/classify/known-empty.js';

describe('KnownEmpty', () => {
  it('knows a short text again, in its own field only', () => {
    const known = new KnownEmpty();
    known.add('受付済', fieldNamesOf({ fieldName: '区分' }));
    expect(known.has('受付済', fieldNamesOf({ fieldName: '区分' }))).toBe(true);
    expect(known.has('受付済', fieldNamesOf({ fieldName: '氏名' }))).toBe(false);
    expect(known.has('受付済', fieldNamesOf(undefined))).toBe(false);
    expect(known.has('未受付', fieldNamesOf({ fieldName: '区分' }))).toBe(false);
  });

  it('keeps no long text', () => {
    const known = new KnownEmpty();
    known.add('あ'.repeat(25), fieldNamesOf(undefined));
    expect(known.has('あ'.repeat(25), fieldNamesOf(undefined))).toBe(false);
  });

  it('stays bounded', () => {
    const known = new KnownEmpty();
    for (let at = 0; at < 600; at++) known.add(`第${at}号`, fieldNamesOf(undefined));
    expect(known.has('第0号', fieldNamesOf(undefined))).toBe(false);
    expect(known.has('第599号', fieldNamesOf(undefined))).toBe(true);
  });
});
