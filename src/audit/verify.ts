import type { AuditEntry } from '../ports/catalog.js';
import { ChainCheck, type ChainHead, type ChainProblem, type ExpectedHead } from './chain-check.js';
import type { CheckpointCheck, CheckpointProblem, CheckpointReport } from './checkpoint-check.js';

/** Problems kept by name; a chain with more is broken beyond listing, and `problemCount` still counts them all. */
const PROBLEMS_KEPT = 1000;

export interface ChainReport {
  entries: number;
  /** Last entry read; undefined for an empty chain. */
  head: ChainHead | undefined;
  /** In order of reading, at most 1000. */
  problems: (ChainProblem | CheckpointProblem)[];
  problemCount: number;
  /** When checkpoints were checked too. */
  checkpoints?: CheckpointReport;
}

export interface VerifyOptions {
  /** A head known from elsewhere. Without it a tail cut off, or a whole chain written anew, cannot be found. */
  expectedHead?: ExpectedHead;
  /** The entry before the first of `entries`, when these do not begin at 1. */
  after?: ChainHead;
  /** The signed checkpoints of the chain. */
  checkpoints?: CheckpointCheck;
}

/** Recomputes every hash and link of a chain from its first entry; any entry altered, removed or moved is a problem. */
export async function verifyChain(
  entries: AsyncIterable<AuditEntry>,
  options: VerifyOptions = {},
): Promise<ChainReport> {
  const check = new ChainCheck(options);
  const report: ChainReport = { entries: 0, head: undefined, problems: [], problemCount: 0 };
  const note = (problems: ChainReport['problems']) => {
    report.problemCount += problems.length;
    report.problems.push(...problems.slice(0, PROBLEMS_KEPT - report.problems.length));
  };
  for await (const entry of entries) {
    note(check.check(entry));
    if (options.checkpoints) note(await options.checkpoints.check(entry));
    report.entries += 1;
    report.head = { seq: entry.seq, hash: entry.hash };
  }
  note(check.finish());
  if (!options.checkpoints) return report;
  const checked = await options.checkpoints.finish();
  note(checked.problems);
  return { ...report, checkpoints: checked.report };
}
