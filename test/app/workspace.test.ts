import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { classify } from '../../src/app/classify.js';
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

  it('says so when service.id was changed, instead of calling the keys damaged', async () => {
    const { open, dir } = await smallService();
    await open(async () => undefined);
    const file = `${dir}/kimitsu.yaml`;
    await writeFile(file, (await readFile(file, 'utf8')).replace('id: test-centre', 'id: other-centre'));
    await expect(open(async () => undefined)).rejects.toMatchObject({ kind: 'usage', code: 'config/other-service' });
  });

  it('makes no new catalogue key where the old one is missing', async () => {
    const { open, dir, put } = await smallService();
    await put('pbx/memo/1.txt', 'メモ');
    await open((workspace) => classify(workspace), { detector: true });
    await rm(`${dir}/keys/units`, { recursive: true });
    await expect(open(async () => undefined)).rejects.toMatchObject({
      kind: 'integrity',
      code: 'catalogue/key-missing',
    });
  });
});
