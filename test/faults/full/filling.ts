/**
 * Erases what a plan names, or rotates the keys, and fills a disk at the n-th change of anything outside the process:
 * once, or again at every later change. Prints how many changes there were; what stopped it, as a command does.
 *
 *   node filling.js DIR DISK AT before|after once|lasting erase PLAN | rotate
 */
import { erasePlan, loadPlan } from '../../../src/app/end-of-service/erase-plan.js';
import { rotateKeys } from '../../../src/app/keys/rotate.js';
import { type Workspace, withWorkspace } from '../../../src/app/workspace.js';
import { asFault } from '../../../src/base/fault.js';
import { crashingPorts } from '../../support/crashing-ports.js';
import { SmallDisk } from '../pipeline/small-disk.js';

const [dir = '', folder = '', at = '', when = '', often = '', what = '', planId = ''] = process.argv.slice(2);

const disk = new SmallDisk(folder);
let filled = false;
let count = (): number => 0;
const fill = async (): Promise<void> => {
  if (filled && often === 'once') return;
  filled = true;
  await disk.fillUpTo(0);
};

try {
  await withWorkspace(dir, { lock: 'exclusive', actor: 'operator:faults' }, async (workspace) => {
    const { ports, changes } = crashingPorts(workspace.ports, {
      at: at === 'never' ? Number.POSITIVE_INFINITY : Number(at),
      when: when === 'after' ? 'after' : 'before',
      instead: fill,
    });
    count = changes;
    await worked({ ...workspace, ports });
  });
} catch (error) {
  const { kind, code, exitCode, stack } = asFault(error);
  process.stdout.write(`${JSON.stringify({ error: { kind, code } })}\n`);
  process.stderr.write(`${stack}\n`);
  process.exitCode = exitCode;
}
process.stdout.write(`${JSON.stringify({ changes: count() })}\n`);

async function worked(workspace: Workspace): Promise<void> {
  if (what === 'erase') {
    await erasePlan(workspace, (await loadPlan(workspace, planId)).plan);
    return;
  }
  const { faults } = (await rotateKeys(workspace)).summary;
  process.stdout.write(`${JSON.stringify({ faults })}\n`);
  if (faults.length > 0) process.exitCode = 4;
}
