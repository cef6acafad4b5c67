import { chmod, chown, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Container } from './container.js';
import type { Image } from './image.js';

interface PodSpec {
  securityContext: { runAsUser: number; runAsGroup: number; fsGroup: number };
  terminationGracePeriodSeconds: number;
  containers: [{ args: string[]; env?: { name: string }[]; volumeMounts: { name: string; mountPath: string }[] }];
}

export interface Pod {
  spec: PodSpec;
  /** The image as the manifest runs it; with its own volumes, which outlive a container. */
  container: Container;
  /** Names of the environment that the cluster has to give. */
  env: string[];
}

async function specOf(manifest: string): Promise<PodSpec> {
  const [{ spec }] = parseAllDocuments(await readFile(manifest, 'utf8')).map((document) => document.toJS()) as [
    { spec: { jobTemplate?: { spec: object } } },
  ];
  const { template } = (spec.jobTemplate?.spec ?? spec) as { template: { spec: PodSpec } };
  return template.spec;
}

/** With volumes as Kubernetes makes them: of root, for the group of the pod (`fsGroup`), on a disk that is not empty. */
export async function podOf(manifest: string, image: Image, folder: string): Promise<Pod> {
  const spec = await specOf(manifest);
  const [{ volumeMounts, env = [] }] = spec.containers;
  const { runAsUser, runAsGroup, fsGroup } = spec.securityContext;
  const volumes: Record<string, string> = {};
  for (const { name, mountPath } of volumeMounts) {
    if (name === 'tmp') continue;
    const host = join(folder, name);
    await mkdir(join(host, 'lost+found'), { recursive: true, mode: 0o700 });
    await chown(host, 0, fsGroup);
    await chmod(host, 0o2775);
    volumes[host] = mountPath;
  }
  // The place of the volume within the other one is made by the kubelet.
  await mkdir(join(folder, 'workspace', 'keys-volume'), { mode: 0o755 });
  const { root, workingDirectory } = image;
  const container = {
    root,
    folder: workingDirectory,
    env: image.env,
    user: `${runAsUser}:${runAsGroup}`,
    volumes,
  };
  return { spec, container, env: env.map(({ name }) => name) };
}
