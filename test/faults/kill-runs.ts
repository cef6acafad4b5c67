/**
 * Kills kimitsu at random moments (SIGKILL) while it classifies, encrypts, plans, erases and certifies, runs the same
 * command again, and compares the end with that of an undisturbed service.
 *
 *   npm run faults -- [--kills N] [--seed N]
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { verifyAudit } from '../../src/app/audit.js';
import { createWorkspace } from '../../src/app/create-workspace.js';
import { demoConfig } from '../../src/app/demo/demo-config.js';
import { placeDemoRecords, plantedValues } from '../../src/app/demo/demo-records.js';
import { approvePlan } from '../../src/app/end-of-service/approve-plan.js';
import { remanenceOf } from '../../src/app/remanence.js';
import { type Workspace, withWorkspace } from '../../src/app/workspace.js';
import { digestOf } from '../../src/base/bytes.js';
import { canonicalJson } from '../../src/base/canonical-json.js';
import { packageRoot } from '../../src/base/package-root.js';
import { type Verification, verifyCertificate } from '../../src/certify/verify.js';
import { systemOf } from '../../src/inventory/systems.js';
import type { InventoryLine } from '../../src/ports/catalog.js';
import { envelopeContext, openClear } from '../../src/protect/clear-content.js';

const { values: options } = parseArgs({
  options: { kills: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});

const CLI = join(packageRoot(), 'dist', 'src', 'cli', 'main.js');
/** What a killed command did to the service is undone by nothing but the same command. */
const STAGES = ['classify', 'enforce', 'plan', 'erase', 'certificate'] as const;
type Stage = (typeof STAGES)[number];

interface Ran {
  code: number | null;
  stdout: string;
  milliseconds: number;
  killed: boolean;
}

/** @param killAfter - milliseconds from the start of the process */
async function kimitsu(dir: string, args: string[], killAfter?: number): Promise<Ran> {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, ...args, '--dir', dir, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const done = new Promise<number | null>((resolve) => child.once('close', resolve));
  let killed = false;
  if (killAfter !== undefined) {
    const over = new AbortController();
    const timer = delay(killAfter, true, { signal: over.signal }).catch(() => false);
    const first = await Promise.race([timer, done.then(() => false)]);
    over.abort();
    if (first) killed = child.kill('SIGKILL');
  }
  const code = await done;
  if (!killed && code !== 0) throw new Error(`${args.join(' ')} exited with ${code}\n${stderr}`);
  return { code, stdout, milliseconds: performance.now() - started, killed };
}

/** What must be the same however often a service was killed on its way. */
interface Outcome {
  protectedInventory: string;
  /** Content of every object read back in clear after protection. */
  contents: string;
  erasedInventory: string;
  certificate: string;
  auditProblems: number;
  remaining: number;
}

interface Lived {
  outcome: Outcome;
  took: Map<Stage, number>;
  killed: boolean;
}

/** Stages run as processes that can be killed; what only looks on runs here. */
async function live(dir: string, kill?: { stage: Stage; after: number }): Promise<Lived> {
  const { yaml, prefectureKey } = demoConfig();
  await createWorkspace(dir, 'demo-centre', yaml);
  const key = join(dir, 'prefecture.pem');
  await writeFile(key, prefectureKey, { mode: 0o600 });
  await placeDemoRecords(join(dir, 'data'));
  const took = new Map<Stage, number>();
  let killed = false;
  const step = async (stage: Stage, args: string[]): Promise<Record<string, string>> => {
    if (kill?.stage === stage) {
      killed = (await kimitsu(dir, args, kill.after)).killed;
      // Objects rewritten but not recorded yet look new: a night's run classifies and encrypts.
      if (stage === 'enforce') await kimitsu(dir, ['classify']);
    }
    const ran = await kimitsu(dir, args);
    took.set(stage, ran.milliseconds);
    return JSON.parse(ran.stdout);
  };
  const inventory = (): Promise<string> =>
    withWorkspace(dir, {}, async ({ ports }) => canonicalJson((await ports.catalog.inventory()).sort(byPlace)));

  await step('classify', ['classify']);
  await step('enforce', ['enforce']);
  const protectedInventory = await inventory();
  const contents = await withWorkspace(dir, {}, readAll);
  const { planId = '', hash = '' } = await step('plan', ['plan', 'disposal']);
  await withWorkspace(dir, {}, (workspace) => approvePlan(workspace, planId, key));
  await step('erase', ['erase', planId, '--confirm', hash]);
  const issued = await step('certificate', ['certificate', 'issue', planId]);
  const verified = await verifyCertificate(await readFile(issued.pdf ?? ''));
  const { problemCount } = await withWorkspace(dir, {}, (workspace) => verifyAudit(workspace));
  return {
    took,
    killed,
    outcome: {
      protectedInventory,
      contents,
      erasedInventory: await inventory(),
      certificate: `${verified.verdict} ${canonicalJson(scopeOf(verified))}`,
      auditProblems: problemCount,
      remaining: (await remanenceOf(dir, plantedValues())).found.length,
    },
  };
}

/** What was erased, which a kill must not change. */
function scopeOf({ certificate }: Verification): unknown {
  return certificate?.scope.lines;
}

function byPlace(a: InventoryLine, b: InventoryLine): number {
  return a.system < b.system ? -1 : a.system > b.system ? 1 : (b.level ?? 4) - (a.level ?? 4);
}

/** Hash over the clear content of every object, in a fixed order. */
async function readAll({ ports }: Workspace): Promise<string> {
  const { catalog, seal, service, objects } = ports;
  const digests: string[] = [];
  for await (const object of catalog.objects()) {
    const { bucket } = systemOf(service, object.system);
    const key = seal.open(object.sealedKey);
    const head = await objects.head({ bucket, key });
    if (!head) throw new Error(`an object of ${object.system} is gone`);
    const context = envelopeContext(service.parties.service.id, object.system, object.objectId);
    const { sha256 } = await digestOf(openClear(head, ports, context));
    digests.push(`${object.system}/${key} ${sha256}`);
  }
  return createHash('sha256').update(digests.sort().join('\n')).digest('hex');
}

/** xorshift32: the same seed kills at the same shares of a stage. */
function shares(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * All services stay until the end: a closed connection of this process lives until it is collected, and a new database
 * that got the inode of a removed one would be taken for the same.
 */
const parent = await mkdtemp(join(tmpdir(), 'kimitsu-kill-'));
process.on('exit', () => rmSync(parent, { recursive: true, force: true }));

const write = (line: string): boolean => process.stdout.write(`${line}\n`);
const next = shares(Number(options.seed));
write('an undisturbed service …');
const undisturbed = await live(join(parent, 'undisturbed'));
let different = 0;
let hits = 0;
for (let kill = 0; kill < Number(options.kills); kill++) {
  const stage = STAGES[kill % STAGES.length] as Stage;
  const after = Math.round((undisturbed.took.get(stage) ?? 1000) * (0.15 + 0.85 * next()));
  const { outcome, killed } = await live(join(parent, String(kill)), { stage, after });
  if (killed) hits += 1;
  const wrong = (Object.keys(outcome) as (keyof Outcome)[]).filter(
    (name) => outcome[name] !== undisturbed.outcome[name],
  );
  write(
    `${stage} killed after ${after} ms${killed ? '' : ' (had finished)'}: ${wrong.length === 0 ? 'same result' : `DIFFERENT in ${wrong.join(', ')}`}`,
  );
  for (const name of wrong) write(`  ${name}: ${outcome[name]}\n  instead of: ${undisturbed.outcome[name]}`);
  if (wrong.length > 0) different += 1;
}
const clean = undisturbed.outcome.auditProblems === 0 && undisturbed.outcome.remaining === 0;
if (!clean) write('the undisturbed service itself left something behind or broke its audit chain');
write(JSON.stringify({ kills: Number(options.kills), hits, different, clean }));
process.exitCode = different === 0 && clean && hits > 0 ? 0 : 1;
