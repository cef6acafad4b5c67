import { Fault } from '../../base/fault.js';
import type { LetterApproval } from '../../certify/letter-approval.js';
import type { JobPorts } from '../../run/ports.js';

/** By what a letter was found to be for this plan, for the audit log. */
export function boundBy({ typed, scanText }: Partial<LetterApproval> = {}) {
  return {
    ...(typed ? { typedByRecorder: typed.recorded, typedByConfirmer: typed.confirmed } : {}),
    ...(scanText ? { scanText } : {}),
  };
}

/** What does not hold is not recorded, but for the attempt. */
export async function notingRefusedApproval<T>(
  { catalog, actor }: Pick<JobPorts, 'catalog' | 'actor'>,
  subject: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Fault)
      await catalog.appendAudit([{ actor, action: 'plan.approval-refused', subject, detail: { code: error.code } }]);
    throw error;
  }
}
