import { describe, expect, it } from 'vitest';
import { smallService } from '../support/small-service.js';

describe('withWorkspace', () => {
  it('lets one process change a workspace at a time, and none while records are read', async () => {
    const { open } = await smallService();
    const busy = { kind: 'conflict', code: 'workspace/busy' };
    const nothing = async (): Promise<void> => undefined;
    await open(
      async () => {
        await expect(open(nothing, { lock: 'exclusive' })).rejects.toMatchObject(busy);
        await expect(open(nothing, { lock: 'shared' })).rejects.toMatchObject(busy);
        await open(nothing);
      },
      { lock: 'exclusive' },
    );
    await open(
      async () => {
        await expect(open(nothing, { lock: 'exclusive' })).rejects.toMatchObject(busy);
        await open(nothing, { lock: 'shared' });
      },
      { lock: 'shared' },
    );
    await open(nothing, { lock: 'exclusive' });
  });

  it('makes no new catalogue key where the old one is missing', async () => {
    const { open, dir, put } = await smallService();
    await put('pbx/memo/1.txt', 'メモ');
    const { classify } = await import('../../src/app/classify.js');
    await open((workspace) => classify(workspace), { detector: true });
    const { rm } = await import('node:fs/promises');
    await rm(`${dir}/keys/units`, { recursive: true });
    await expect(open(async () => undefined)).rejects.toMatchObject({
      kind: 'integrity',
      code: 'catalogue/key-missing',
    });
  });
});
