/**
 * Erases what a plan names and kills itself (SIGKILL) at the n-th change of anything outside the process. Started by
 * `kill-runs`. Prints how many changes there were when it was not killed.
 *
 *   node dying-erasure.js DIR PLAN AT before|after
 */
import { erasePlan, loadPlan } from '../../../src/app/end-of-service/erase-plan.js';
import { withWorkspace } from '../../../src/app/workspace.js';
import { crashingPorts } from '../../support/crashing-ports.js';

const [dir = '', planId = '', at = '', when = ''] = process.argv.slice(2);

await withWorkspace(dir, { lock: 'exclusive', actor: 'operator:faults' }, async (workspace) => {
  const { plan } = await loadPlan(workspace, planId);
  const { ports, changes } = crashingPorts(workspace.ports, {
    at: at === 'never' ? Number.POSITIVE_INFINITY : Number(at),
    when: when === 'after' ? 'after' : 'before',
    die: () => process.kill(process.pid, 'SIGKILL'),
  });
  await erasePlan({ ...workspace, ports }, plan);
  process.stdout.write(`${changes()}\n`);
});
