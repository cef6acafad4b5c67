import { beforeAll, describe, expect, it } from 'vitest';
import { Fault } from '../../src/base/fault.js';
import { explainFault, faultText, isWorded } from '../../src/cli/faults-ja.js';
import { sourceFiles } from '../house/source-files.js';
import { type FaultInSource, faultsIn } from './faults-in-source.js';

/** Where a code is put together or comes from somewhere else: what it can be. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  '`${act}/wrong-confirmation`': [
    'erase/wrong-confirmation',
    'migrate/wrong-confirmation',
    'accounts/wrong-confirmation',
  ],
  '`${act}/not-confirmed`': ['erase/not-confirmed', 'migrate/not-confirmed', 'accounts/not-confirmed'],
  '`${room}/access-denied`': ['store/access-denied', 'keys/access-denied', 'accounts/access-denied'],
  '`${room}/unavailable`': ['store/unavailable', 'keys/unavailable', 'accounts/unavailable'],
  '`inventory/report-${problem}`': [
    ...['missing', 'old', 'incomplete', 'altered', 'unreadable', 'format', 'columns', 'other-bucket'].map(
      (problem) => `inventory/report-${problem}`,
    ),
  ],
  'state.reason': [
    ...['no-envelope', 'other-unit', 'not-encrypted-by-store', 'other-store-key', 'bucket-key'].map(
      (reason) => `protect/${reason}`,
    ),
  ],
  // Tables beside the call, whose rows are collected as they stand.
  'disk[0]': ['workspace/disk-full', 'workspace/read-only'],
  code: ['keys/unavailable', 'unit-keys/unavailable'],
  name: [],
  // Another fault, told again.
  'fault.code': [],
};

describe('Japanese wording of faults', () => {
  let faults: FaultInSource[];
  beforeAll(() => {
    const files = sourceFiles('src', 'jobs', 'classifiers').filter(({ path }) => !path.includes('faults-ja'));
    faults = files.flatMap(faultsIn);
  });

  it('finds the codes: hundreds, and each that is put together is listed above', () => {
    expect(faults.flatMap(({ codes }) => codes).length).toBeGreaterThan(500);
    const composed = new Set(faults.filter(({ kind }) => kind !== 'bug').flatMap(({ others }) => others));
    expect([...composed].sort()).toEqual(Object.keys(COMPOSED).sort());
  });

  it('is there for every code but those of bugs', () => {
    const codes = new Set([
      ...faults.filter(({ kind }) => kind !== 'bug').flatMap(({ codes: literal }) => literal),
      ...Object.values(COMPOSED).flat(),
    ]);
    expect([...codes].filter((code) => !isWorded(code)).sort()).toEqual([]);
  });

  it('says what to do wherever the fault itself says it', () => {
    const hinted = faults.filter(({ kind, hinted: has }) => kind !== 'bug' && has).flatMap(({ codes }) => codes);
    expect(hinted.filter((code) => faultText({ code, kind: 'bug' }).remedy === '')).toEqual([]);
  });

  it('names the line of an input that could not be read', () => {
    const fault = new Fault('usage', 'detect/bad-line', 'line 1234 is not …', { line: 1234 });
    expect(explainFault(fault)).toMatch(/\n {2}1,234行目\n/);
  });

  it('is all that people see of a fault that has it', () => {
    const fault = new Fault('usage', 'retention/expired', 'english', {}, { hint: 'english as well' });
    expect(explainFault(fault)).not.toContain('english');
  });
});
