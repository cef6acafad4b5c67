import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { ALERT_EVENTS } from '../../src/config/alerts.js';
import { SCHEDULED_JOBS } from '../../src/config/schedule.js';
import { ROOT } from './source-files.js';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('B1-1-3: what deploy/ says is hardened and true', () => {
  const units = readdirSync(join(ROOT, 'deploy/systemd')).filter((name) => name.endsWith('.service'));

  it.each(units)('%s', (name) => {
    const unit = read(`deploy/systemd/${name}`);
    for (const line of [
      'NoNewPrivileges=yes',
      'ProtectSystem=strict',
      'LimitCORE=0',
      'MemorySwapMax=0',
      'UMask=0077',
      'CapabilityBoundingSet=',
      'PrivateTmp=yes',
      'User=kimitsu',
    ])
      expect(unit.split('\n')).toContain(line);
    const [, command, options = ''] = /main\.js (schedule|worker) (.*)$/m.exec(unit) ?? [];
    const known = read(`src/cli/commands/${command}.ts`);
    for (const option of options.match(/--[a-z-]+/g) ?? [])
      if (option !== '--dir') expect(known).toContain(`'${option}`);
    const writable = /^ReadWritePaths=(.*)$/m.exec(unit)?.[1];
    expect(options).toContain(`--dir ${writable}`);
  });

  it('the CronJob runs without rights, and never twice at once', () => {
    const { spec } = parse(read('deploy/kubernetes/cronjob.yaml'));
    const pod = spec.jobTemplate.spec.template.spec;
    expect(spec.concurrencyPolicy).toBe('Forbid');
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(pod.containers[0]).toMatchObject({
      args: ['schedule', '--once', '--dir', '/workspace'],
      resources: { limits: { memory: '3Gi' } },
      securityContext: {
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      },
    });
  });

  it('workers run without rights, and what ends them leaves them the time they need', () => {
    const [{ spec }] = parseAllDocuments(read('deploy/kubernetes/worker.yaml')).map((one) => one.toJS());
    const pod = spec.template.spec;
    const job = parse(read('deploy/kubernetes/cronjob.yaml')).spec.jobTemplate.spec.template.spec;
    // One user, one set of volumes and one image for both, or what one writes the other cannot read.
    for (const member of ['securityContext', 'volumes', 'automountServiceAccountToken', 'enableServiceLinks'])
      expect(pod[member]).toEqual(job[member]);
    for (const member of ['image', 'securityContext', 'volumeMounts'])
      expect(pod.containers[0][member]).toEqual(job.containers[0][member]);
    expect(pod.containers[0].args).toEqual(['worker', '--dir', '/workspace']);
    const [, minutes] = /^TimeoutStopSec=(\d+)min$/m.exec(read('deploy/systemd/kimitsu-worker.service')) ?? [];
    expect(pod.terminationGracePeriodSeconds).toBe(Number(minutes) * 60);
  });

  it('the image holds everything that package.json delivers, and is not root', () => {
    const file = read('deploy/container/Dockerfile');
    const { files } = JSON.parse(read('package.json')) as { files: string[] };
    for (const path of files.filter((path) => !path.startsWith('!'))) {
      expect(file).toContain(`COPY --from=build /build/${path} ${path}`);
      if (path !== 'dist') expect(existsSync(join(ROOT, path))).toBe(true);
    }
    expect(file).toMatch(/^USER 10001/m);
    // Nor leaves a dump of its memory.
    expect(file).toMatch(/^ENTRYPOINT .*ulimit -c 0 && exec node/m);
  });

  it('docs/operation.md names every job and every event', () => {
    const page = read('docs/operation.md');
    for (const job of SCHEDULED_JOBS) expect(page).toContain(job);
    for (const event of ALERT_EVENTS) expect(page).toContain(event.replace(/^destructive-(?!started)/, '-'));
  });
});
