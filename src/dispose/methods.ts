import type { Level } from '../base/level.js';
import type { LevelMethod } from './plan.js';

/** B3-2-2: how each level is disposed of. Level 3 is read back version by version. */
export const METHODS: Readonly<Record<Level, LevelMethod>> = {
  3: { level: 3, technique: 'cryptographic-erase', readBack: 'full', certificate: true },
  2: { level: 2, technique: 'cryptographic-erase', readBack: 'full', certificate: true },
  1: { level: 1, technique: 'delete', readBack: 'full', certificate: true },
};
