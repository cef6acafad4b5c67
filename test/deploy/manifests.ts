import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/base/package-root.js';

const execute = promisify(execFile);
const PROGRAM = join(packageRoot(), 'test', 'deploy', 'manifests');

/** What is done to a manifest, and what has to be said of it then: a check that lets everything pass shows nothing. */
const DAMAGES: readonly (readonly [from: string, to: string, told: string])[] = [
  ['replicas:', 'replica:', 'unknown field "spec.replica"'],
  ['maxSurge: 0', 'maxSurge: true', 'rollingUpdate.maxSurge'],
  ['runAsNonRoot: true', 'runAsNonRoot: false', 'runAsNonRoot'],
  ['drop: [ALL]', 'drop: []', 'unrestricted capabilities'],
  ['{ name: tmp, mountPath: /tmp }', '{ name: temp, mountPath: /tmp }', 'which is no volume'],
  ['component: worker }\n  # One after', 'component: worker2 }\n  # One after', 'matches no pod'],
];

/**
 * Decodes manifests with the types of Kubernetes itself, strictly, and holds their pods against the Pod Security Standard
 * `restricted` (a program in Go, as these exist in Go alone).
 *
 * @returns what is wrong; undefined where the program cannot be built
 */
export async function wrongWithManifests(folder: string): Promise<string[] | undefined> {
  const place = await mkdtemp(join(tmpdir(), 'kimitsu-manifests-'));
  try {
    return await wrongIn(folder, place);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function wrongIn(folder: string, place: string): Promise<string[] | undefined> {
  const program = join(place, 'manifests');
  try {
    await execute('go', ['build', '-o', program, '.'], { cwd: PROGRAM });
  } catch {
    return undefined;
  }
  const wrongOf = async (files: string[]): Promise<string> => {
    try {
      return (await execute(program, files)).stdout;
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return code === 1 ? stdout : `the check itself failed: ${stderr}\n`;
    }
  };
  const files = (await readdir(folder)).sort().map((name) => join(folder, name));
  const wrong = (await wrongOf(files)).split('\n').filter(Boolean);
  const whole = await readFile(join(folder, 'worker.yaml'), 'utf8');
  for (const [from, to, told] of DAMAGES) {
    if (!whole.includes(from)) throw new Error(`there is no ${JSON.stringify(from)} in worker.yaml`);
    const damaged = join(place, 'damaged.yaml');
    await writeFile(damaged, whole.replace(from, to));
    const said = await wrongOf([damaged]);
    if (!said.includes(told)) wrong.push(`${JSON.stringify(to)} passes as valid: ${said}`);
  }
  return wrong;
}
