import { existsSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asFault, Fault } from '../../src/base/fault.js';

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('an error that nobody has translated', () => {
  it('is a bug', () => {
    expect(asFault(new TypeError('x is not a function'))).toMatchObject({ kind: 'bug', exitCode: 70 });
  });

  it.skipIf(!existsSync('/dev/full'))('is none when the disk is full, and does not say in which file', () => {
    const fault = asFault(thrownBy(() => writeFileSync('/dev/full', '架空山')));
    expect(fault).toMatchObject({ kind: 'unavailable', code: 'workspace/disk-full', exitCode: 4 });
    expect(`${fault.message} ${fault.hint} ${JSON.stringify(fault.detail)}`).not.toContain('/dev/full');
  });

  it('is none when the disk is read-only', () => {
    const error = Object.assign(new Error("EROFS: read-only file system, open '/x/架空山'"), { code: 'EROFS' });
    const fault = asFault(error);
    expect(fault).toMatchObject({ kind: 'unavailable', code: 'workspace/read-only', exitCode: 4 });
    expect(fault.message).not.toContain('架空山');
  });

  it('stays the Fault that it is', () => {
    const fault = new Fault('denied', 'store/access-denied', 'no');
    expect(asFault(fault)).toBe(fault);
  });
});
