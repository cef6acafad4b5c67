import { describe, expect, it } from 'vitest';
import { Fault, type FaultKind } from '../../src/base/fault.js';
import { assertDestroyed, readOutcome } from '../../src/inventory/read-outcome.js';
import type { ObjectHead, ObjectStore } from '../../src/ports/object-store.js';

const REF = { bucket: 'pbx', key: 'memo.txt', versionId: 'v1' };
const refuse = (kind: FaultKind, code: string) => () => Promise.reject(new Fault(kind, code, code));
const absent = async () => undefined;
const bytes = async () =>
  (async function* () {
    yield Buffer.from('a');
  })();
const nothing = async () => (async function* (): AsyncGenerator<Uint8Array> {})();
const store = (head: ObjectStore['head'], get: ObjectStore['get']) => ({ head, get }) as ObjectStore;

describe('B3-2-1: what reading a destroyed version shows', () => {
  it.each`
    what                              | head                                          | get                                            | outcome
    ${'absent by both'}               | ${absent}                                     | ${refuse('conflict', 'store/no-such-version')} | ${'destroyed'}
    ${'present by HEAD'}              | ${async () => ({}) as ObjectHead}             | ${refuse('conflict', 'store/no-such-version')} | ${'altered'}
    ${'absent by HEAD, given by GET'} | ${absent}                                     | ${bytes}                                       | ${'altered'}
    ${'absent by HEAD, empty by GET'} | ${absent}                                     | ${nothing}                                     | ${'altered'}
    ${'no answer to HEAD'}            | ${refuse('unavailable', 'store/unavailable')} | ${bytes}                                       | ${'store-unavailable'}
    ${'no answer to GET'}             | ${absent}                                     | ${refuse('unavailable', 'store/unavailable')}  | ${'store-unavailable'}
    ${'damaged'}                      | ${absent}                                     | ${refuse('integrity', 'store/corrupt')}        | ${'unreadable'}
    ${'there, its key disabled'}      | ${absent}                                     | ${refuse('denied', 'keys/disabled')}           | ${'unreadable'}
  `('$what: $outcome', async ({ head, get, outcome }) => {
    expect(await readOutcome(REF, store(head, get))).toBe(outcome);
  });

  it('says nothing where it may not look', async () => {
    const denied = store(refuse('denied', 'store/access-denied'), bytes);
    await expect(readOutcome(REF, denied)).rejects.toMatchObject({ code: 'store/access-denied' });
  });

  it.each`
    outcome                | kind             | code
    ${'altered'}           | ${'integrity'}   | ${'erase/still-readable'}
    ${'unreadable'}        | ${'integrity'}   | ${'erase/still-there'}
    ${'store-unavailable'} | ${'unavailable'} | ${'store/unavailable'}
  `('$outcome stops with $code', ({ outcome, kind, code }) => {
    expect(() => assertDestroyed(outcome, 'obj-1')).toThrow(expect.objectContaining({ kind, code }));
    expect(() => assertDestroyed('destroyed', 'obj-1')).not.toThrow();
  });
});
