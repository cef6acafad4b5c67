/** Register entry of 教育・周知 (B2-2-1): who has read which version. */
export interface Acknowledged {
  /** Person or post. */
  by: string;
  documentId: string;
  version: number;
  /** Canonical hash of the version. */
  hash: string;
  at: string;
  recordedBy: string;
}

export const SEVERITIES = ['critical', 'high', 'moderate', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Result of a scan for known vulnerabilities (B2-5-1). */
export interface ScanRecord {
  recordedAt: string;
  tool: string;
  toolVersion: string;
  /** `unavailable`: the source gave no answer, so nothing is known. */
  result: 'ok' | 'findings' | 'unavailable';
  /** Why there was no answer. */
  reason?: string | undefined;
  counts: Record<Severity, number>;
  advisories: { id: string; package: string; severity: Severity; title: string; url: string }[];
}
