import { join } from 'node:path';
import { keyLedger } from '../../../src/app/keys/key-ledger.js';
import { listKeys } from '../../../src/app/keys/list-keys.js';
import { withWorkspace } from '../../../src/app/workspace.js';
import { enrol } from '../../support/enrolled.js';
import { PipelineService } from '../pipeline/pipeline-service.js';
import { SmallDisk } from '../pipeline/small-disk.js';
import { command, filling } from '../processes.js';
import type { Tally } from '../tally.js';
import { FULL, MEGABYTES, PLACES } from './full.js';

interface Request {
  parent: string;
  next: () => number;
  tally: Tally;
}

/**
 * Rotations whose disk fills up at one of their changes: the keys of the key service get new material, and every unit
 * key is wrapped with it. With room again the same command ends as on any other day, and every record opens.
 */
export async function fullRotations(times: number, { parent, next, tally }: Request): Promise<void> {
  if (times === 0) return;
  const prepared = await PipelineService.make(join(parent, 'rotation'));
  for (const name of ['classify', 'enforce']) {
    const ran = await prepared.run([name]);
    if (ran.code !== 0) throw new Error(`${name} exited with ${ran.code}\n${ran.stderr}`);
  }
  const boss = await enrol(prepared.dir, { codes: 10 });
  const changes = await changesOf(prepared, join(parent, 'rotation-counted'));

  for (let time = 0; time < times; time++) {
    const place = PLACES[time % 3] ?? '.';
    const at = 1 + Math.floor(next() * changes);
    const when = next() < 0.5 ? 'before' : 'after';
    const lasting = next() < 0.5;
    const name = `${place} full ${when} change ${at} of ${changes}${lasting ? ' and ever after' : ''}`;
    await tally.scenario('full-rotation', name, async () => {
      const dir = join(parent, `rotation-${time}`);
      const disk = await SmallDisk.mount(join(dir, place), MEGABYTES);
      const service = await prepared.copiedTo(dir);
      const before = await wrappings(dir);
      const rotated = await filling(dir, ['rotate'], { disk: disk.folder, at, when, lasting });
      const wrong = PipelineService.misspoken('rotate', rotated, FULL);
      const stepUp = [...boss.identity, '--code'];
      const again = await command(dir, ['keys', 'rotate', ...stepUp, boss.recoveryCodes[0] ?? '']);
      wrong.push(...PipelineService.misspoken('rotate again', again, FULL));
      await disk.makeRoom();
      wrong.push(...(await service.wrongNow()));
      const ended = await command(dir, ['keys', 'rotate', ...stepUp, boss.recoveryCodes[1] ?? '']);
      if (ended.code !== 0) wrong.push(`rotate at last exited with ${ended.code}: ${ended.stdout.slice(-300)}`);
      const after = await wrappings(dir);
      for (const [unitId, wrapped] of before)
        if (!after.has(unitId)) wrong.push(`lost: unit key ${unitId}`);
        else if (after.get(unitId) === wrapped) wrong.push(`not wrapped anew: ${unitId}`);
      if (after.size !== before.size) wrong.push(`${after.size} unit keys, not ${before.size}`);
      wrong.push(...(await differences(dir)), ...(await service.wrongNow()));
      return { wrong, struck: rotated.code !== 0 || again.code !== 0 };
    });
  }
}

async function changesOf(prepared: PipelineService, dir: string): Promise<number> {
  await prepared.copiedTo(dir);
  const moment = { disk: dir, at: 'never', when: 'before', lasting: false } as const;
  const { code, stdout, stderr } = await filling(dir, ['rotate'], moment);
  if (code !== 0) throw new Error(`the undisturbed rotation exited with ${code}\n${stderr}`);
  const wrong = await differences(dir);
  if (wrong.length > 0) throw new Error(`the undisturbed rotation is wrong: ${wrong.join('; ')}`);
  return (JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { changes: number }).changes;
}

function wrappings(dir: string): Promise<Map<string, string>> {
  return withWorkspace(dir, { actor: 'operator:faults' }, async ({ ports }) => {
    const found = new Map<string, string>();
    for await (const { unitId, wrappedKey } of ports.unitKeyStore.list()) found.set(unitId, wrappedKey);
    return found;
  });
}

/** Where keys and what is written down about them differ: each rotation and each wrapping has its entry. */
function differences(dir: string): Promise<string[]> {
  return withWorkspace(dir, { actor: 'operator:faults' }, async (workspace) => {
    const { deviations } = await listKeys(workspace);
    const { unitKeys } = await keyLedger(workspace.ports);
    const without = unitKeys.filter(({ events }) => !events.some(({ event }) => event === 'rewrapped'));
    return [
      ...deviations.map(({ key, code }) => `${key}: ${code}`),
      ...without.map(({ unitId }) => `wrapped anew without an entry: ${unitId}`),
    ];
  });
}
