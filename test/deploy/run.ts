/**
 * Starts what `deploy/` describes, as near as a host without a container engine comes to it. The Dockerfile's COPY and
 * RUN are carried out into a folder; the entry point then runs in it as process 1 of a namespace of its own, not root,
 * without a capability, on a read-only root with only workspace and `/tmp` writable. This host's `/usr` stands for the
 * base image. Units are checked by systemd itself, manifests by the types and the admission checks of Kubernetes.
 *
 *   npm run build && npm run test:deploy
 *
 * What cannot be done here is skipped by its name. Not shown: that the base image has what ours needs, seccomp filters,
 * limits of memory, and a unit that runs under systemd.
 */
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../src/base/package-root.js';
import { buildImage } from './image.js';
import { wrongInContainer } from './life.js';
import { wrongWithManifests } from './manifests.js';
import { wrongWithUnits } from './units.js';
import { wrongWithWorkers } from './workers.js';

const deploy = join(packageRoot(), 'deploy');
const say = (line: string) => process.stdout.write(`${line}\n`);
const wrong: string[] = [];

const units = await wrongWithUnits(join(deploy, 'systemd'));
if (units === undefined) say('systemd units: SKIPPED: there is no systemd-analyze here');
else say(`systemd units: ${units.length === 0 ? 'as it must be' : 'WRONG'}`);
wrong.push(...(units ?? []));

const manifests = await wrongWithManifests(join(deploy, 'kubernetes'));
if (manifests === undefined) say('Kubernetes manifests: SKIPPED: their check cannot be built here (Go, its modules)');
else say(`Kubernetes manifests: ${manifests.length === 0 ? 'as they must be' : 'WRONG'}`);
wrong.push(...(manifests ?? []));

const missing = await missingForContainers();
if (missing !== undefined) say(`container: SKIPPED: ${missing}`);
else {
  const place = await mkdtemp(join(tmpdir(), 'kimitsu-deploy-'));
  try {
    // The user of the image has to get to its folders.
    await chmod(place, 0o711);
    say('container: the image, by its Dockerfile …');
    const image = await buildImage(packageRoot(), join(deploy, 'container', 'Dockerfile'), place);
    const found = await wrongInContainer(image, join(deploy, 'kubernetes', 'cronjob.yaml'), place);
    found.push(...(await wrongWithWorkers(image, join(deploy, 'kubernetes', 'worker.yaml'), join(place, 'workers'))));
    say(`container: ${found.length === 0 ? 'as it must be' : 'WRONG'}`);
    wrong.push(...found);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
for (const one of wrong) say(`  ${one}`);
process.exitCode = wrong.length === 0 ? 0 : 1;

/** Why there can be none here; undefined when there can. */
async function missingForContainers(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'only root can mount and become another user';
  for (const [program, ...args] of [
    ['unshare', '-m', '-p', '-f', 'true'],
    ['setpriv', '--version'],
    ['chroot', '--version'],
  ] as const)
    if (
      await promisify(execFile)(program, args).then(
        () => false,
        () => true,
      )
    )
      return `${program} does not work here`;
  return undefined;
}
