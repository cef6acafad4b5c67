/**
 * One very large object, enforced and read back whole in processes of their own, and the memory that each of them took.
 *
 *   npm run bench:stream -- [--gigabytes N] [--endpoint URL]
 *
 * On the embedded store, whose folder needs twice the size free; with `--endpoint` in a new bucket of a server that
 * speaks the protocol of S3, with credentials from the environment. Exits 1 when a process took `LIMIT_MB` or more, or
 * when what was read is not what was written.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CreateBucketCommand, PutBucketVersioningCommand, S3Client } from '@aws-sdk/client-s3';
import { parseDocument } from 'yaml';
import { enforce } from '../src/app/enforce.js';
import { readRecord } from '../src/app/read-record.js';
import { withWorkspace } from '../src/app/workspace.js';
import type { ByteStream } from '../src/base/bytes.js';
import { configTemplate } from '../src/config/template.js';
import { benchService, giveLevel, madeUp } from './bench-service.js';

const SYSTEM = 'pbx';
const KEY = 'recordings/2026-04/very-long.wav';
const REGION = 'ap-northeast-1';
const LIMIT_MB = 512;

const ROLES = ['enforce', 'read'] as const;
type Role = (typeof ROLES)[number];

const { values: options } = parseArgs({
  options: {
    gigabytes: { type: 'string', default: '1' },
    endpoint: { type: 'string' },
    role: { type: 'string' },
    dir: { type: 'string', default: '' },
  },
});

const role = ROLES.find((name) => name === options.role);
if (role) await act(role, options.dir);
else process.exitCode = await main(Math.round(Number(options.gigabytes) * 1e9), options.endpoint);

async function main(bytes: number, endpoint: string | undefined): Promise<number> {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const bucket = `kimitsu-bench-${process.pid}`;
  const { dir, open: openService } = await benchService(endpoint === undefined ? undefined : onS3(endpoint, bucket));
  const hash = createHash('sha256');
  const content = hashed(madeUp(bytes), hash);
  if (endpoint === undefined) await writeFile(join(dir, 'data', SYSTEM, KEY), content);
  else {
    await makeBucket(endpoint, bucket);
    await openService(({ ports }) =>
      ports.objects.put({ bucket, key: KEY }, content, { encryption: { mode: 'default' } }),
    );
  }
  const written = hash.digest('hex');
  await openService((workspace) => giveLevel(workspace, SYSTEM, 3));

  const enforced = await inOwnProcess('enforce', dir);
  const read = await inOwnProcess('read', dir);
  const figures = {
    store: endpoint === undefined ? 'embedded' : 's3',
    gigabytes: bytes / 1e9,
    enforceSeconds: enforced.seconds,
    enforcePeakMb: enforced.peakMb,
    readSeconds: read.seconds,
    readPeakMb: read.peakMb,
    same: read.sha256 === written && read.bytes === bytes,
  };
  print(`one object of ${figures.gigabytes} GB, ${figures.store} store`);
  print(`enforced in ${figures.enforceSeconds} s, peak memory ${figures.enforcePeakMb} MB`);
  print(`read in ${figures.readSeconds} s, peak memory ${figures.readPeakMb} MB`);
  print(figures.same ? 'read as it was written' : 'NOT THE SAME as was written');
  print(JSON.stringify(figures));
  return figures.same && Math.max(enforced.peakMb, read.peakMb) < LIMIT_MB ? 0 : 1;
}

interface Acted {
  seconds: number;
  peakMb: number;
  bytes: number;
  sha256: string;
}

/** Runs this program in a role; what it gives out on stdout is counted and hashed, its figures come on stderr. */
async function inOwnProcess(role: Role, dir: string): Promise<Acted> {
  const self = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, [self, '--role', role, '--dir', dir], { stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  child.stderr.on('data', (chunk) => {
    told += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of child.stdout) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  if ((await ended) !== 0) throw new Error(`${role} failed\n${told}`);
  return { ...JSON.parse(told.trimEnd().split('\n').at(-1) ?? ''), bytes, sha256: hash.digest('hex') };
}

async function act(role: Role, dir: string): Promise<void> {
  const started = performance.now();
  const { signal } = new AbortController();
  await withWorkspace(dir, { actor: 'job:bench', lock: 'exclusive' }, async (workspace) => {
    if (role === 'read') await readRecord(workspace, { key: `${SYSTEM}/${KEY}`, purpose: 'bench' }, signal);
    else {
      const { summary } = await enforce(workspace, { system: SYSTEM });
      if (summary.done !== 1) throw new Error(`not protected: ${JSON.stringify(summary)}`);
    }
  });
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const peakMb = Math.round((process.resourceUsage().maxRSS * 1024) / 1e6);
  process.stderr.write(`${JSON.stringify({ seconds, peakMb })}\n`);
}

async function* hashed(content: ByteStream, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
}

async function writeFile(path: string, content: ByteStream): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'wx');
  for await (const chunk of content) await file.write(chunk);
  await file.close();
}

/** Keys stay with the embedded key service: what is measured is the store. */
function onS3(endpoint: string, bucket: string): (serviceId: string) => string {
  return (serviceId) => {
    const document = parseDocument(configTemplate(serviceId));
    document.setIn(['storage'], document.createNode({ type: 's3', region: REGION, endpoint, forcePathStyle: true }));
    document.setIn(['systems'], document.createNode([{ id: SYSTEM, type: 'pbx', name: SYSTEM, bucket }]));
    return document.toString();
  };
}

async function makeBucket(endpoint: string, Bucket: string): Promise<void> {
  const client = new S3Client({ endpoint, region: REGION, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: REGION } }));
  await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
}
