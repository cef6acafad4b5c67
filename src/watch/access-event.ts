/** What an act does, whatever the log calls it; rules choose by this. */
export type ActKind =
  | 'read'
  | 'write'
  | 'decrypt'
  | 'key-change'
  | 'settings-change'
  | 'logging-change'
  | 'sign-in'
  | 'other';

export type Outcome = 'success' | 'denied' | 'failed';

/** Where an event stands, so that anybody can look it up: a name without personal values, and a line or record from 1. */
export interface EvidencePosition {
  file: string;
  position: number;
}

/** One act of somebody, as a log tells of it. */
export interface AccessEvent {
  /** Milliseconds since 1970. */
  at: number;
  /** Id of the source in the configuration; `audit` for the own audit log. */
  source: string;
  /** ARN, canonical user id, `service:…`, `operator:…`, `job:…`; `anonymous` where nobody signed in. */
  principal: string;
  /** Address of the caller; undefined when it was not told, or the caller is a service of the provider. */
  ip: string | undefined;
  /** `s3:GetObject`, `kms:Decrypt`, `signin:ConsoleLogin`; of the audit log `record.read`. */
  action: string;
  kind: ActKind;
  /** Bucket and masked key, key id or the audit log's subject; never an object key. */
  resource: string | undefined;
  outcome: Outcome;
  /** The provider's request or event id. */
  requestId: string;
  evidence: EvidencePosition;
  /** Only of sign-ins, when the log says so. */
  mfa?: boolean;
  /** The stored object that was read. Its key may be personal: it stays in memory and in no finding. */
  object?: { bucket: string; key: string } | { objectId: string };
}

/** What stood in a log and could not be taken for an event. Reported, never passed over. */
export interface LogProblem {
  code: 'log-cut' | 'log-unknown-format' | 'log-unreadable-record';
  /** Line or record from 1. */
  position: number;
}

/** What a reader gives for a file, in the order of the file. */
export type LogItem = AccessEvent | LogProblem;

export const isProblem = (item: LogItem): item is LogProblem => 'code' in item;
