import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { enforce } from '../../src/app/enforce.js';
import { runsOf } from '../../src/app/runs/run-record.js';
import { run } from '../../src/cli/program.js';
import { type InventoryMode, takeInventory } from '../../src/inventory/take-inventory.js';
import { asOrdinaryUser } from '../support/ordinary-user.js';
import { type SmallService, smallService } from '../support/small-service.js';
import { knownTo } from './inventory-ports.js';

const FILES = { 'pbx/山田太郎/1.txt': '一', 'pbx/山田太郎/下/2.txt': '二', 'pbx/open/3.txt': '三' };
const PERSONAL = /山田|太郎/;

const folder = ({ dir }: SmallService, path = 'pbx/山田太郎') => join(dir, 'data', path);

const take = (service: SmallService, mode: InventoryMode) =>
  service.open(async ({ ports }) => {
    const pbx = ports.service.systems.find(({ id }) => id === 'pbx')!;
    return { taken: await takeInventory(pbx, ports, undefined, mode), known: await knownTo(ports.catalog, ports.seal) };
  });

describe('B3-2-1: a folder that may not be looked into', () => {
  it.each`
    mode     | what
    ${0o000} | ${'nothing is shown'}
    ${0o444} | ${'names are shown and nobody may enter'}
  `('is passed over and named when $what, and nothing in it becomes gone', ({ mode }) =>
    asOrdinaryUser(async () => {
      const service = await smallService(FILES);
      await take(service, 'whole');
      await chmod(folder(service), mode);
      await rm(folder(service, 'pbx/open/3.txt'));
      await service.put('pbx/open/4.txt', '四');
      const { taken, known } = await take(service, 'routine');
      expect(taken).toMatchObject({ newOrChanged: 1, gone: 1, unlisted: ['●●●●/'] });
      expect(known.objects).toEqual([
        'found open/4.txt',
        'found 山田太郎/1.txt',
        'found 山田太郎/下/2.txt',
        'gone open/3.txt',
      ]);
      expect(known.notPresent).toEqual(['exception version open/3.txt']);
      await chmod(folder(service), 0o700);
      await rm(folder(service, 'pbx/山田太郎/1.txt'));
      expect((await take(service, 'routine')).taken).toMatchObject({ newOrChanged: 0, gone: 1, unlisted: [] });
    }),
  );

  it('of which nothing is known yet stays unknown, and the whole system may be such a folder', () =>
    asOrdinaryUser(async () => {
      const service = await smallService({ 'pbx/open/3.txt': '三' });
      await take(service, 'routine');
      await service.put('pbx/山田太郎/1.txt', '一');
      await chmod(folder(service), 0o000);
      expect((await take(service, 'routine')).taken).toMatchObject({ objects: 1, newOrChanged: 0, gone: 0 });
      await chmod(folder(service, 'pbx'), 0o444);
      const { taken, known } = await take(service, 'routine');
      expect(taken).toMatchObject({ objects: 0, gone: 0, unlisted: [''] });
      expect(known.objects).toEqual(['found open/3.txt']);
      await chmod(folder(service, 'pbx'), 0o700);
    }));

  it('fails the listing of a plan, which has to know everything, and is named there too', () =>
    asOrdinaryUser(async () => {
      const service = await smallService(FILES);
      await chmod(folder(service, 'pbx/山田太郎/下'), 0o000);
      const error = await take(service, 'whole').catch((fault) => fault);
      expect(error).toMatchObject({ kind: 'denied', code: 'store/folder-denied', detail: { folder: '●●●●/●/' } });
    }));

  it('makes a run fail that has done the rest: exit 1, and the record names the folder', () =>
    asOrdinaryUser(async () => {
      const service = await smallService(FILES);
      await chmod(folder(service), 0o000);
      const { summary } = await service.open((workspace) => enforce(workspace));
      expect(summary).toMatchObject({ failed: 0, unlisted: { count: 1, folders: ['pbx/●●●●/'] } });
      const [recorded] = await service.open(({ ports }) => runsOf(ports.catalog));
      expect(recorded).toMatchObject({ result: 'failed', unlisted: { count: 1, folders: ['pbx/●●●●/'] } });
      expect(JSON.stringify(recorded)).not.toMatch(PERSONAL);
    }));

  describe('on the command line', () => {
    let said = '';
    beforeEach(() => {
      const note = (chunk: unknown) => {
        said += String(chunk);
        return true;
      };
      vi.spyOn(process.stdout, 'write').mockImplementation(note);
      vi.spyOn(process.stderr, 'write').mockImplementation(note);
    });
    afterEach(() => {
      vi.restoreAllMocks();
    });
    const kimitsu = (...args: string[]) => {
      said = '';
      return run(['node', 'kimitsu', ...args]);
    };

    it('is named by the run, by the status and by a schedule', () =>
      asOrdinaryUser(async () => {
        const service = await smallService(FILES, (yaml) =>
          yaml.replace(/^schedule:\n( {2}- .*\n)*/m, "schedule:\n  - { job: enforce, cron: '* * * * *' }\n"),
        );
        await chmod(folder(service), 0o000);
        expect(await kimitsu('enforce', '--dir', service.dir)).toBe(1);
        expect(said).toMatch(/1件 \[inventory\/folder-not-listed\].*\n {4}pbx\/●●●●\//);
        expect(await kimitsu('schedule', '--once', '--json', '--dir', service.dir)).toBe(1);
        expect(said).toContain('"code":"inventory/folder-not-listed"');
        expect(await kimitsu('status', '--dir', service.dir)).toBe(0);
        expect(said).toMatch(/暗号化 │ 手動 │ 失敗.*inventory\/folder-not-listed/);
        expect(said).toContain('読み取れなかったフォルダー（暗号化）: pbx/●●●●/（伏せ字）');
        expect(said).not.toMatch(PERSONAL);
      }));
  });
});
