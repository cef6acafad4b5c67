/** What somebody may be entitled to do for the service (B2-3-1). The order is that of documents. */
export const ROLES = ['operator', 'privileged-operator', 'approver', 'prefecture', 'auditor'] as const;
export type Role = (typeof ROLES)[number];
