import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ownNamespace } from './mount-namespace.js';

/** What `ulimit -f` counts in. */
const BLOCK = 512;

const SCRIPT = `
  import { runnerImport } from 'vite';
  const [path, name, ...args] = process.argv.slice(1);
  const { module } = await runnerImport(path, { configFile: false, logLevel: 'error' });
  const said = await module[name](...args).catch(({ kind, code, message }) => (kind ? kind + ' ' : '') + (code ?? message));
  process.stdout.write(String(said));
`;

/** A function of a module, called in a process of its own: it may return text, or throw a Fault. */
interface Call {
  module: URL;
  name: string;
  args?: readonly string[];
}

/**
 * Calls a function in a process whose files cannot grow beyond so many bytes, in blocks of 512: the system writes up to
 * there and refuses the rest. Whoever runs the tests can have it.
 *
 * @returns what the function returned, or kind and code of its Fault
 */
export function inLittleRoom(bytes: number, call: Call): Promise<string> {
  return spoken(['sh', '-c', 'ulimit -f "$1"; shift; exec "$@"', 'sh', String(bytes / BLOCK)], call);
}

/** As `inLittleRoom`, with a disk of so many pages of 4 KiB whose folder is the function's first argument. */
export async function onSmallDisk(pages: number, { args = [], ...call }: Call): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
  const mount = 'mount -t tmpfs -o size="$1" tmpfs "$2"; shift 2; exec "$@"';
  const namespace = (await ownNamespace()) ?? [];
  const told = await spoken([...namespace, 'sh', '-c', mount, 'sh', `${pages * 4}k`, folder], {
    ...call,
    args: [folder, ...args],
  });
  rmSync(folder, { recursive: true });
  return told;
}

function spoken([program = '', ...options]: readonly string[], { module, name, args = [] }: Call): Promise<string> {
  const node = [process.execPath, '--input-type=module', '-e', SCRIPT, fileURLToPath(module), name, ...args];
  const child = spawn(program, [...options, ...node], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return text(child.stdout);
}
