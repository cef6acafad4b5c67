import { expect, it } from 'vitest';
import { onSmallDisk } from '../support/little-room.js';
import { ownNamespace } from '../support/mount-namespace.js';

const mayMount = (await ownNamespace()) !== undefined;
const module = new URL('./audit-export.ts', import.meta.url);

it.skipIf(!mayMount)(
  'B1-2-2: an evidence pack is whole or not there at all (needs to mount a small disk)',
  async () => {
    for (const pages of [1, 4])
      expect(await onSmallDisk(pages, { module, name: 'exportToFullDisk' })).toBe(
        'unavailable workspace/disk-full, nothing',
      );
  },
);
