import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** A folder of a test has some hundred files: whoever copies longer waits for something that does not come. */
const LONGEST_MS = 5 * 60_000;

/**
 * Copies what is in a folder, links and times included, into a new folder or one in which disks are mounted already.
 *
 * By a process of its own, while this one stands still: Node's `cp` reads a file to the length that it had at first, and
 * turns for ever when it has become shorter meanwhile; and the logs of a database come and go until its closed connection
 * is collected, which happens at any moment.
 */
export function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  execFileSync('cp', ['-a', `${from}/.`, to], { timeout: LONGEST_MS, killSignal: 'SIGKILL' });
}
