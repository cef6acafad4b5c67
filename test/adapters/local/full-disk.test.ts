import { expect, it } from 'vitest';
import { onSmallDisk } from '../../support/little-room.js';
import { ownNamespace } from '../../support/mount-namespace.js';

const mayMount = (await ownNamespace()) !== undefined;
const module = new URL('./full-disk.ts', import.meta.url);

it.skipIf(!mayMount)(
  'B2-4-1: a unit key stays when its replacement fits only in part (needs to mount a small disk)',
  async () => {
    expect(await onSmallDisk(2, { module, name: 'replaceOnFullDisk' })).toBe(
      'unavailable unit-keys/unavailable, before, replaced, after',
    );
  },
);
