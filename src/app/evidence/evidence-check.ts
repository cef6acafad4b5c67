/**
 * In the order in which they are shown. `expected-head`, `held-checkpoint`: only when brought.
 * `chain`: whether the log was whole when the pack was made of it.
 */
export const EVIDENCE_CHECK_IDS = [
  'form',
  'entries',
  'manifest',
  'signature',
  'pin',
  'checkpoints',
  'chain',
  'expected-head',
  'held-checkpoint',
] as const;
export type EvidenceCheckId = (typeof EVIDENCE_CHECK_IDS)[number];

export interface EvidenceCheck {
  id: EvidenceCheckId;
  state: 'pass' | 'fail' | 'unknown';
  /** English, without content of the pack beyond hashes and numbers. */
  detail: string;
}

export const note = (id: EvidenceCheckId, state: EvidenceCheck['state'], detail: string): EvidenceCheck => ({
  id,
  state,
  detail,
});
