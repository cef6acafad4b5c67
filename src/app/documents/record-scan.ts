import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { canonicalHash } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { packageRoot } from '../../base/package-root.js';
import { type ScanRecord, SEVERITIES } from '../../documents/agreed/records.js';
import type { Catalog } from '../../ports/catalog.js';
import { unreadable } from '../unreadable.js';
import type { OpenDocuments } from './open-documents.js';

const count = z.int().min(0).default(0);
const line = z.string().trim().min(1).max(300);

/** What is taken from a file of results; other members are left where they are. */
const ScanFile = z.object({
  recordedAt: z.iso.datetime({ offset: true }),
  tool: line,
  toolVersion: line,
  result: z.enum(['ok', 'findings', 'unavailable']),
  reason: line.optional(),
  counts: z.object({ critical: count, high: count, moderate: count, low: count, info: count }).prefault({}),
  advisories: z
    .array(
      z.object({
        id: line,
        package: line,
        severity: z.enum(SEVERITIES),
        title: line,
        url: z.url({ protocol: /^https?$/ }),
      }),
    )
    .max(10_000)
    .default([]),
});

/** The scan that comes with this version of kimitsu. */
export const bundledScan = (): string => join(packageRoot(), 'supply-chain', 'audit.json');

/** Results on record, oldest first. */
export async function scans(catalog: Catalog): Promise<ScanRecord[]> {
  const stored = await catalog.documents('scan');
  return stored
    .map(({ body }) => body as unknown as ScanRecord)
    .sort((a, b) => Date.parse(a.recordedAt) - Date.parse(b.recordedAt));
}

/**
 * B2-5-1: takes the result of a vulnerability scan on record; the same result again changes nothing.
 * @throws {Fault} usage `file/unreadable`, `documents/not-a-scan`
 */
export async function recordScan(
  { catalog, actor, clock }: OpenDocuments,
  file: string,
): Promise<ScanRecord & { known: boolean }> {
  const source = await readFile(file, 'utf8').catch((cause) => {
    throw unreadable(cause);
  });
  const scan = scanOf(source);
  if (Date.parse(scan.recordedAt) > clock.now().getTime() + 86_400_000) throw notAScan({ at: ['recordedAt'] });
  const id = canonicalHash(scan);
  const known = (await catalog.document('scan', id)) !== undefined;
  if (!known) {
    const { tool, result, counts } = scan;
    await catalog.saveDocument({ kind: 'scan', id, parentId: undefined, body: scan as never }, [
      { actor, action: 'scan.recorded', subject: id, detail: { tool, result, counts } },
    ]);
  }
  return { ...scan, known };
}

function scanOf(source: string): ScanRecord {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    throw notAScan({});
  }
  const checked = ScanFile.safeParse(value);
  if (!checked.success) throw notAScan({ at: checked.error.issues.slice(0, 10).map(({ path }) => path.join('.')) });
  return checked.data;
}

const notAScan = (detail: Record<string, unknown>): Fault =>
  new Fault('usage', 'documents/not-a-scan', 'the file is not the result of a vulnerability scan', detail, {
    hint: 'JSON with recordedAt, tool, toolVersion, result (ok, findings or unavailable), counts and advisories',
  });
