import { describe, expect, it } from 'vitest';
import { kmsKeyDeviations, recordedState, unitKeyDeviations } from '../../../src/app/keys/reconcile-keys.js';
import type { KeyEvent } from '../../../src/documents/key-lifecycle-data.js';
import type { KeyMaterial } from '../../../src/ports/key-service.js';

const NOW = new Date('2026-06-01T00:00:00.000Z');
const DUE = '2026-05-31T00:00:00.000Z';
const LATER = '2026-06-30T00:00:00.000Z';

const events = (...names: (string | Partial<KeyEvent>)[]): KeyEvent[] =>
  names.map((name, index) => ({
    event: '',
    at: `2026-04-0${index + 1}T00:00:00.000Z`,
    actor: 'operator:test',
    evidence: { source: 'audit', seq: index + 1, hash: '0'.repeat(64) },
    ...(typeof name === 'string' ? { event: name } : name),
  }));
const shown = (state: string, materials: KeyMaterial[] = []) => ({ state, materials }) as never;
const rotated = (materialId: string, rotation: KeyMaterial['rotation']): KeyMaterial => ({
  materialId,
  state: 'CURRENT',
  present: true,
  rotatedAt: NOW,
  rotation,
});

describe('recordedState', () => {
  it.each`
    names                                                         | state
    ${['created']}                                                | ${'Enabled'}
    ${[{ event: 'created', state: 'PendingImport' }]}             | ${'PendingImport'}
    ${[{ event: 'created', state: 'PendingImport' }, 'imported']} | ${'Enabled'}
    ${['created', 'rotated', 'rewrapped', 'unheard-of']}          | ${'Enabled'}
    ${['created', 'disabled', 'enabled']}                         | ${'Enabled'}
    ${['created', 'disabled', 'deletion-scheduled']}              | ${'PendingDeletion'}
    ${['created', 'deletion-scheduled', 'material-deleted']}      | ${'PendingDeletion'}
    ${['created', 'material-deleted']}                            | ${'PendingImport'}
    ${['created', 'deletion-scheduled', 'deletion-cancelled']}    | ${'Disabled'}
    ${['created', 'deletion-scheduled', 'destroyed']}             | ${'Destroyed'}
  `('after $names is $state', ({ names, state }) => expect(recordedState(events(...names))).toBe(state));
});

describe('kmsKeyDeviations (B2-4-2)', () => {
  const scheduled = (deletionDate: string) => ['created', 'disabled', { event: 'deletion-scheduled', deletionDate }];

  it.each`
    names                                                 | there                                            | codes
    ${['created']}                                        | ${shown('Enabled')}                              | ${[]}
    ${['created']}                                        | ${shown('Updating')}                             | ${[]}
    ${['created']}                                        | ${shown('Disabled')}                             | ${['state-differs']}
    ${scheduled(LATER)}                                   | ${shown('PendingDeletion')}                      | ${[]}
    ${scheduled(LATER)}                                   | ${shown('Disabled')}                             | ${['state-differs']}
    ${[]}                                                 | ${shown('Enabled')}                              | ${['creation-not-recorded']}
    ${['created']}                                        | ${undefined}                                     | ${['missing']}
    ${scheduled(LATER)}                                   | ${undefined}                                     | ${['missing']}
    ${scheduled(DUE)}                                     | ${undefined}                                     | ${['destruction-not-confirmed']}
    ${[...scheduled(DUE), 'destroyed']}                   | ${undefined}                                     | ${[]}
    ${[...scheduled(DUE), 'destroyed']}                   | ${shown('Enabled')}                              | ${['back']}
    ${['created']}                                        | ${shown('Enabled', [rotated('m', 'ON_DEMAND')])} | ${['rotation-not-recorded']}
    ${['created', { event: 'rotated', materialId: 'm' }]} | ${shown('Enabled', [rotated('m', 'ON_DEMAND')])} | ${[]}
    ${['created']}                                        | ${shown('Enabled', [rotated('m', 'AUTOMATIC')])} | ${[]}
  `('$names, shown as $there: $codes', ({ names, there, codes }) => {
    expect(kmsKeyDeviations(events(...names), there, NOW).map(({ code }) => code)).toEqual(codes);
  });
});

describe('unitKeyDeviations (B2-4-2)', () => {
  it.each`
    names                                             | there    | codes
    ${['created', 'rewrapped']}                       | ${true}  | ${[]}
    ${[]}                                             | ${true}  | ${['creation-not-recorded']}
    ${['created']}                                    | ${false} | ${['missing']}
    ${['created', 'destruction-opened']}              | ${false} | ${['destruction-not-confirmed']}
    ${['created', 'destruction-opened', 'destroyed']} | ${false} | ${[]}
    ${['created', 'destruction-opened', 'destroyed']} | ${true}  | ${['back']}
    ${['created', 'destroyed', 'created']}            | ${true}  | ${[]}
    ${['created', 'destroyed', 'created']}            | ${false} | ${['missing']}
  `('$names, there: $there: $codes', ({ names, there, codes }) => {
    expect(unitKeyDeviations(events(...names), there).map(({ code }) => code)).toEqual(codes);
  });
});
