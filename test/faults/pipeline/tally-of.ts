import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { say, type Tally } from '../tally.js';

/** Runs a program of this harness where it may mount, prints what it prints, and takes over its tally, which is its last line. */
export async function tallyOf(namespace: readonly string[], args: readonly string[], tally: Tally): Promise<void> {
  const [program = '', ...options] = namespace;
  const child = spawn(program, [...options, process.execPath, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  let last: string | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    if (last !== undefined) say(last);
    last = line;
  }
  const [code] = await ended;
  if (code !== 0) throw new Error(`${args[0]} exited with ${code}\n${last}`);
  tally.add(JSON.parse(last ?? '') as Pick<Tally, 'kinds' | 'skipped'>);
}
