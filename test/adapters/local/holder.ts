import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const SCRIPT = `
  import Database from 'libsql';
  const lock = new Database(process.argv[1], { timeout: 0 });
  lock.exec('PRAGMA journal_mode = MEMORY');
  lock.exec('BEGIN EXCLUSIVE');
  process.stdout.write('held');
  setInterval(() => undefined, 1000);
`;

/** A process of its own that holds a lock file until it is killed. Resolves once it has it. */
export async function holderOf(file: string): Promise<{ kill(): Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const said = child.stdout && (await Promise.race([once(child.stdout, 'data'), exited]));
  if (String(said?.[0]) !== 'held') throw new Error('the lock could not be taken');
  return {
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
