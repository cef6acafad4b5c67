import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptConfiguration } from '../../../src/app/access/accept.js';
import { acceptedOnly } from '../../../src/app/access/accepted.js';
import type { Admit } from '../../../src/app/access/entrance.js';
import { BoundFiles } from '../../../src/app/bound-files.js';
import { packageRoot } from '../../../src/base/package-root.js';
import { enrol } from '../../support/enrolled.js';
import { type SmallService, smallService } from '../../support/small-service.js';

const otherKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }).toString();

describe('B2-3-1: what was compared with the acceptance is what is used', () => {
  let service: SmallService;
  let approver: string;
  let policy: string;
  let kept: Record<string, string>;
  const changed = { code: 'access/configuration-changed' };
  /** The file is exchanged between the start of a command and its gate, or right after the gate. */
  const exchanging =
    (when: 'before' | 'after', exchange: () => Promise<void>): Admit =>
    async (entrance) => {
      if (when === 'before') await exchange();
      const admitted = await acceptedOnly(entrance);
      if (when === 'after') await exchange();
      return admitted;
    };

  beforeAll(async () => {
    service = await smallService({}, (yaml) => `${yaml}\npolicy: policy.yaml\n`);
    approver = join(service.dir, 'approver.pub.pem');
    policy = join(service.dir, 'policy.yaml');
    await copyFile(join(packageRoot(), 'classifiers/policy/bessi4.yaml'), policy);
    await enrol(service.dir, { codes: 1, clock: service.clock });
    kept = { [approver]: await readFile(approver, 'utf8'), [policy]: await readFile(policy, 'utf8') };
  });
  beforeEach(async () => {
    for (const [file, content] of Object.entries(kept)) await writeFile(file, content);
  });

  it('an approver key that is put back just before the gate does not pass it', async () => {
    await writeFile(approver, otherKey());
    const admit = exchanging('before', () => writeFile(approver, kept[approver] ?? ''));
    await expect(service.open(async ({ approvers }) => approvers, { admit })).rejects.toMatchObject(changed);
    await service.open(async () => undefined);
  });

  it('a policy that is exchanged behind the gate classifies nothing', async () => {
    const lax = kept[policy]!.replaceAll('level: 3', 'level: 1');
    const admit = exchanging('after', () => writeFile(policy, lax));
    const level = await service.open(
      async ({ ports }) => ports.detector.detect('担当は山田太郎、電話は090-1234-5678です。').contentLevel,
      { admit, detector: true },
    );
    expect(level).toBe(3);
    await expect(service.open(async () => undefined)).rejects.toMatchObject(changed);
  });

  it('what is accepted is what was shown, whatever the file has become meanwhile', async () => {
    const shown = otherKey();
    await writeFile(approver, shown);
    const looking: Admit = async ({ actor }) => ({ actor });
    await service.open(
      async (workspace) => {
        await writeFile(approver, otherKey());
        await acceptConfiguration(workspace);
      },
      { lock: 'exclusive', admit: looking },
    );
    await expect(service.open(async () => undefined)).rejects.toMatchObject(changed);
    await writeFile(approver, shown);
    await service.open(acceptConfiguration, { lock: 'exclusive', admit: looking });
    await service.open(async () => undefined);
    await writeFile(approver, kept[approver]!);
    await service.open(acceptConfiguration, { lock: 'exclusive', admit: looking });
  });
});

describe('files that settings name', () => {
  it('are read once, and a pipe is refused without waiting for it', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kimitsu-bound-'));
    try {
      await writeFile(join(dir, 'a'), '1');
      const files = new BoundFiles(dir);
      expect(await files.text('a')).toBe('1');
      await writeFile(join(dir, 'a'), '2');
      expect(await files.text(join(dir, '.', 'a'))).toBe('1');
      expect(await files.text('-----BEGIN X')).toBe('-----BEGIN X');
      execFileSync('mkfifo', [join(dir, 'pipe')]);
      await expect(files.bytes('pipe')).rejects.toMatchObject({ kind: 'usage', code: 'config/not-a-file' });
      await expect(files.bytes('none')).rejects.toMatchObject({ code: 'ENOENT' });
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});
