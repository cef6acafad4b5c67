import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { eraseRecords } from '../jobs/erase-records.js';
import { createWorkspace } from '../src/app/create-workspace.js';
import { destroyUnitKeys } from '../src/app/end-of-service/destroy-unit-keys.js';
import { ErasureLog } from '../src/app/end-of-service/erasure-log.js';
import { readBack } from '../src/app/end-of-service/read-back.js';
import { type Workspace, withWorkspace } from '../src/app/workspace.js';
import { canonicalJson } from '../src/base/canonical-json.js';
import { writeLines } from '../src/base/write-lines.js';
import { buildCertificate } from '../src/certify/certificate.js';
import { inventoryLines, newInventorySecret } from '../src/certify/inventory.js';
import { signCertificate } from '../src/certify/jws.js';
import { StreamingRoot } from '../src/certify/merkle.js';
import { signPdf } from '../src/certify/pades-sign.js';
import { signerOf } from '../src/certify/signing-key.js';
import { BLANK, configTemplate } from '../src/config/template.js';
import { renderDisposalCertificate } from '../src/documents/disposal-certificate.js';
import { markSelected } from '../src/inventory/selected-listing.js';
import { takeInventory } from '../src/inventory/take-inventory.js';
import { unitIdOf } from '../src/protect/unit-keys.js';
import { runJob } from '../src/run/runner.js';
import { itemsOf, lineOf, planOf, recordOf, SERVICE } from './erasure-samples.js';

/**
 * What an erasure costs on the embedded default: destroying the key of a unit, whatever it protects; destroying and
 * reading back versions one by one; a certificate with an inventory of as many leaves as there are objects.
 */

const { values } = parseArgs({
  options: { objects: { type: 'string', default: '1000000' }, files: { type: 'string', default: '3000' } },
});
const MANY = Number(values.objects);
const FILES = Number(values.files);
const FEW = 100;
/** The key of a unit is destroyed so often, each time anew: one destruction takes a few milliseconds. */
const TURNS = 5;
const UNIT = { system: 'pbx', level: 3, period: '2026-04' } as const;

await main();

async function main(): Promise<void> {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const folder = await mkdtemp(join(tmpdir(), 'kimitsu-bench-'));
  try {
    const keySeconds100 = await keySeconds(join(folder, 'few'), FEW);
    const keySeconds1000000 = await keySeconds(join(folder, 'many'), MANY);
    const { deletesPerSecond, readBacksPerSecond } = await deletes(join(folder, 'files'), FILES);
    const certificateSeconds1000000 = await certificateSeconds(folder, MANY);
    const figures = {
      keySeconds100: round(keySeconds100),
      keySeconds1000000: round(keySeconds1000000),
      ratio: round(keySeconds1000000 / keySeconds100),
      deletesPerSecond: Math.round(deletesPerSecond),
      readBacksPerSecond: Math.round(readBacksPerSecond),
      certificateSeconds1000000: round(certificateSeconds1000000),
      objects: MANY,
      peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    };
    print(`key of a unit of ${FEW} objects destroyed in      ${figures.keySeconds100} s`);
    print(`key of a unit of ${MANY} objects destroyed in  ${figures.keySeconds1000000} s (${figures.ratio} times)`);
    print(`versions destroyed, of ${FILES} files   ${figures.deletesPerSecond} /s`);
    print(`versions read back                    ${figures.readBacksPerSecond} /s`);
    print(`certificate over ${MANY} versions     ${figures.certificateSeconds1000000} s`);
    print(`peak memory ${figures.peakMb} MB`);
    print(JSON.stringify(figures));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function inWorkspace<T>(dir: string, work: (workspace: Workspace) => Promise<T>): Promise<T> {
  return withWorkspace(dir, { lock: 'exclusive', actor: 'operator:bench' }, work);
}

async function makeWorkspace(dir: string): Promise<void> {
  await createWorkspace(dir, SERVICE, configTemplate(SERVICE).replaceAll(BLANK, '（計測用）'));
}

/** Seconds to destroy the key of a unit that protects `count` objects, canaries before and after included. */
async function keySeconds(dir: string, count: number): Promise<number> {
  await makeWorkspace(dir);
  return inWorkspace(dir, async ({ ports }) => {
    await fill(ports, count);
    const kmsKeyId = await ports.levelKeys.idOf(3);
    const unitId = unitIdOf(UNIT);
    const seconds: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      await ports.unitKeys.forWriting(UNIT, kmsKeyId);
      const plan = planOf([], [{ kmsKeyId, unitIds: [unitId] }]);
      const log = await ErasureLog.open(ports.catalog, ports.actor, recordOf(plan, turn));
      const started = performance.now();
      await destroyUnitKeys(log, plan, ports, () => true);
      seconds.push((performance.now() - started) / 1000);
      const [destroyed] = log.record.unitKeys;
      if (destroyed?.canary.outcomeAfter !== 'destroyed') throw new Error('the key was not destroyed');
    }
    return Math.min(...seconds);
  });
}

async function fill({ catalog }: Workspace['ports'], count: number): Promise<void> {
  const unitId = unitIdOf(UNIT);
  for (let from = 0; from < count; from += 1000) {
    const objects = Array.from({ length: Math.min(1000, count - from) }, (_, at) => {
      const id = String(from + at).padStart(8, '0');
      return {
        objectId: `obj-${id.padStart(32, '0')}`,
        system: UNIT.system,
        sealedKey: randomBytes(48).toString('base64'),
        maskedKey: '****/****.wav',
        versionId: `v${id}`,
        etag: `e${id}`,
        size: 200_000,
        lastModified: '2026-04-10T00:00:00.000Z',
      };
    });
    await catalog.saveSeen(objects, []);
    await catalog.saveProtected(
      objects.map(({ objectId, versionId, etag, size }) => ({
        objectId,
        protection: {
          mode: 'envelope' as const,
          unitId,
          kmsKeyId: undefined,
          versionId,
          etag,
          storedBytes: size,
          plaintextHistory: 'plaintext-before' as const,
          protectedAt: '2026-04-11T00:00:00.000Z',
        },
      })),
      [],
    );
  }
}

/** Versions destroyed and read back per second, each with its record in the catalogue. */
async function deletes(dir: string, files: number): Promise<{ deletesPerSecond: number; readBacksPerSecond: number }> {
  await makeWorkspace(dir);
  for (let at = 0; at < files; at++) {
    const folder = join(dir, 'data', 'pbx', String(at % 50));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${at}.txt`), 'x'.repeat(2000));
  }
  return inWorkspace(dir, async ({ ports }) => {
    const [pbx] = ports.service.systems;
    if (!pbx) throw new Error('no system');
    await takeInventory(pbx, ports);
    const line = lineOf(files);
    const plan = planOf([line], []);
    const record = recordOf(plan, 0);
    const erasing = { erasureId: record.erasureId, systems: ['pbx'], plan };
    const startedErasing = performance.now();
    await markSelected(erasing, ports);
    const summary = await runJob(eraseRecords, erasing, ports, { concurrency: 4 });
    const deletesPerSecond = (summary.done * 1000) / (performance.now() - startedErasing);
    if (summary.done !== files) throw new Error('not every version was destroyed');
    const startedReading = performance.now();
    const found = await readBack(record, plan, erasing, ports, join(dir, 'inventory.jsonl'), newInventorySecret());
    const readBacksPerSecond = (found.readBack.probed * 1000) / (performance.now() - startedReading);
    if (found.readBack.outcomes.destroyed !== files) throw new Error('not every version was read back');
    return { deletesPerSecond, readBacksPerSecond };
  });
}

/** Seconds for inventory, certificate, signature and PDF. */
async function certificateSeconds(folder: string, versions: number): Promise<number> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signer = signerOf(privateKey.export({ format: 'jwk' }));
  const line = lineOf(versions);
  const plan = planOf([line], []);
  const started = performance.now();
  const tree = new StreamingRoot();
  const file = await open(join(folder, 'inventory.jsonl'), 'w');
  await writeLines(file, inventoryLines(itemsOf(versions), newInventorySecret(), tree));
  await file.close();
  const record = recordOf(plan, 0, {
    phase: 'complete',
    completedAt: new Date().toISOString(),
    systems: [{ ...line, verdicts: { PASS: versions, FAIL: 0, UNKNOWN: 0 } }],
    readBack: {
      method: '計測用',
      versionsListedAfter: 0,
      probed: versions,
      outcomes: { destroyed: versions, altered: 0, unreadable: 0, 'store-unavailable': 0 },
      at: new Date().toISOString(),
    },
    inventory: { root: Buffer.from(tree.root()).toString('hex'), count: tree.count },
  });
  const product = { vendor: 'kimitsu', name: 'bench', version: '1' };
  const certificate = buildCertificate({
    record,
    plan,
    number: 'bench-1',
    stage: 'final',
    issuedAt: new Date(),
    store: product,
    keyService: product,
    software: { name: 'kimitsu', version: '0' },
    auditHead: { seq: 0, hash: '0'.repeat(64) },
    evidence: [],
    issuerKey: signer.publicJwk,
  });
  const jws = await signCertificate(certificate, signer);
  const json = Buffer.from(canonicalJson(certificate), 'utf8');
  const rendered = await renderDisposalCertificate(certificate, { json, jws });
  await signPdf(rendered, signer, { signedAt: new Date(), subject: { commonName: certificate.issuer.name } });
  return (performance.now() - started) / 1000;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
