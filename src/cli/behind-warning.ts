import { assertNotBehind } from '../app/checkpoints/behind-checkpoint.js';
import type { Workspace } from '../app/workspace.js';
import { asFault, type Fault } from '../base/fault.js';
import { faultText } from './faults-ja.js';
import type { Output } from './print.js';

/** B1-2-2: what goes on although the audit log is behind its last checkpoint does not do so in silence. */
export async function warnIfBehind({ dir, ports }: Workspace, output: Output): Promise<void> {
  const fault: Fault | undefined = await assertNotBehind({ dir, catalog: ports.catalog }).then(
    () => undefined,
    asFault,
  );
  if (!fault) return;
  const { message, remedy } = faultText(fault);
  output.warn(`警告: ${message}${remedy}[${fault.code}]`);
}
