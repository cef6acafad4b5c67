import { readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { anyone } from '../../src/app/access/accepted.js';
import { verifyAudit } from '../../src/app/audit.js';
import { classify } from '../../src/app/classify.js';
import { enrol } from '../support/enrolled.js';
import { smallService } from '../support/small-service.js';

async function changeYaml(dir: string, from: string, to: string): Promise<void> {
  const file = `${dir}/kimitsu.yaml`;
  const yaml = await readFile(file, 'utf8');
  expect(yaml).toContain(from);
  await writeFile(file, yaml.replace(from, to));
}

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

  it.each`
    way                      | found | change
    ${'named in its place'}  | ${1}  | ${(dir: string) => changeYaml(dir, 'catalogue/catalogue.sqlite', 'fresh/c.sqlite')}
    ${'left after deletion'} | ${1}  | ${(dir: string) => rm(`${dir}/catalogue`, { recursive: true })}
  `('B2-3-1: an empty catalogue $way does not get the keys of the one before', async ({ change, found }) => {
    const { open, dir, clock } = await smallService();
    await enrol(dir, { clock });
    await change(dir);
    await rm(`${dir}/access`, { recursive: true });
    await expect(open(async () => undefined)).rejects.toMatchObject({ kind: 'integrity', code: 'catalogue/other' });
    await expect(enrol(dir, { clock, name: 'mallory' })).rejects.toMatchObject({ code: 'catalogue/other' });
    // What only looks has to say what is wrong.
    expect(await open((workspace) => verifyAudit(workspace), { admit: anyone })).toMatchObject({ problemCount: found });
  });

  it('B2-3-1: a second workspace over the same keys is refused', async () => {
    const first = await smallService({ 'pbx/memo/1.txt': 'メモ' });
    await first.open((workspace) => classify(workspace), { detector: true });
    const second = await smallService();
    await changeYaml(second.dir, 'folder: keys ', `folder: ${first.dir}/keys `);
    await expect(second.open(async () => undefined)).rejects.toMatchObject({ code: 'catalogue/other' });
  });

  it('goes on where a crash came between announcing the key of the catalogue and making it', async () => {
    const { open, dir } = await smallService();
    await open(async () => undefined);
    await rm(`${dir}/keys/units`, { recursive: true });
    await open(async () => undefined);
    await open(async () => undefined);
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
