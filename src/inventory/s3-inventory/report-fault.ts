import { Fault, type FaultKind } from '../../base/fault.js';

const LIST_INSTEAD = 'or remove `inventory` from the system in kimitsu.yaml, so that the store itself is listed';

const KINDS = {
  missing: ['unavailable', 'look at the destination of the S3 Inventory configuration; a first report takes two days'],
  old: ['unavailable', 'look whether the S3 Inventory configuration is enabled and may deliver every day'],
  incomplete: ['unavailable', 'wait for the next report; a destination prefix that ends with a slash breaks reports'],
  altered: ['integrity', 'find out who may write where the reports are delivered'],
  unreadable: ['integrity', 'wait for the next report'],
  format: ['usage', 'choose CSV as the output format of the S3 Inventory configuration'],
  columns: ['usage', 'include all versions, and the fields Size, Last modified and ETag'],
  'other-bucket': ['usage', 'let `inventory.prefix` name the reports on the bucket of the system'],
} as const satisfies Record<string, readonly [FaultKind, string]>;

/** What is wrong with a report of S3 Inventory: `inventory/report-…`. Nothing is concluded from such a report. */
export function reportFault(
  problem: keyof typeof KINDS,
  message: string,
  detail: Readonly<Record<string, unknown>> = {},
  cause?: unknown,
): Fault {
  const [kind, hint] = KINDS[problem];
  return new Fault(kind, `inventory/report-${problem}`, message, detail, { cause, hint: `${hint}, ${LIST_INSTEAD}` });
}
