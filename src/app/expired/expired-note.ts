/** Counted in a run's notes: objects past their retention period that no hold keeps. */
export const EXPIRED = 'retention/expired';
