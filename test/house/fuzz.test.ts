import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recognizers } from '../../classifiers/index.js';
import { readingTargets, targets } from '../fuzz/targets/index.js';
import { recognizerTargets } from '../fuzz/targets/recognizers.js';
import { readAll } from '../records/read-all.js';
import { ROOT, sourceFiles } from './source-files.js';

/** Formats as `src/records/read.ts` hands them to their readers. */
function formatsRead(): string[] {
  const source = readFileSync(join(ROOT, 'src/records/read.ts'), 'utf8');
  const binary = /BINARY_READERS: .*=> Batches> = \{([^}]*)\n\};/.exec(source)?.[1] ?? '';
  const formats = [
    ...[...binary.matchAll(/^ {2}([a-z0-9]+):/gm)].map(([, format]) => format!),
    ...[...source.matchAll(/case '([a-z-]+)':/g)].map(([, format]) => format!),
  ];
  if (/readMail\(/.test(source)) formats.push('eml');
  return formats;
}

/** Source files that read what others wrote, and the targets that feed them. */
const OTHER_READERS: Record<string, string> = {
  'src/watch/logs/read-s3-access-log.ts': 'logs/s3-access',
  'src/watch/logs/read-cloudtrail-log.ts': 'logs/cloudtrail',
  'src/watch/digests/digest.ts': 'logs/digest',
  'src/audit/verify-evidence.ts': 'logs/evidence',
  'src/inventory/s3-inventory/manifest.ts': 'inventories/s3-report',
  'src/inventory/s3-inventory/report-rows.ts': 'inventories/s3-report',
  'src/migrate/package/verify.ts': 'packages/bagit',
  'src/migrate/package/payload-path.ts': 'packages/names',
  'src/migrate/package/profile.ts': 'settings/bagit-profile',
  'src/migrate/acceptance.ts': 'certificates/approvals',
  'src/certify/approval.ts': 'certificates/approvals',
  'src/certify/verify-jws.ts': 'certificates/jws',
  'src/certify/pdf-verify.ts': 'certificates/pdf',
  'src/certify/inclusion-verify.ts': 'certificates/companions',
  'src/certify/later-document.ts': 'certificates/companions',
  'src/certify/timestamp-verify.ts': 'certificates/companions',
  'src/app/certificates/delivery-reader.ts': 'certificates/delivery',
  'src/text/normalized.ts': 'text/normalisation',
  'src/text/digit-groups.ts': 'text/normalisation',
  'src/certify/public-key.ts': 'certificates/keys',
  'src/config/load.ts': 'settings/kimitsu-yaml',
  'src/classify/policy.ts': 'settings/policy',
  'src/app/detect-lines.ts': 'detect/jsonl',
  'src/app/private-key.ts': 'keys/private',
  'src/protect/receiver-envelope.ts': 'keys/receiver',
  'src/migrate/receipts.ts': 'packages/receipts',
  'src/alerts/webhook.ts': 'alerts/webhook-answer',
  'src/alerts/outbox.ts': 'alerts/outbox',
  'src/app/distribute/shard.ts': 'work/shard',
  'src/protect/message-header.ts': 'envelopes/message',
  'src/protect/envelope.ts': 'envelopes/message',
  'src/examine/metadata-fields.ts': 'examine/metadata',
  'src/examine/examine.ts': 'examine/object',
};

describe('nothing reads what others wrote without being fuzzed', () => {
  const names = targets.map(({ name }) => name);

  it('formats are found in the source', () => expect(formatsRead().length).toBeGreaterThan(18));

  it.each(formatsRead())('the reader of %s has a target whose seeds it reads', async (format) => {
    const read = new Set<string>();
    for (const target of readingTargets.filter(({ formats }) => formats.includes(format)))
      for (const { parts, build } of await target.seeds()) read.add((await readAll(build(parts))).summary.format);
    expect(read).toContain(format);
  });

  it.each(recognizers.map(({ type }) => type))('the recognizer of %s has a target', (type) => {
    expect(recognizerTargets.map((target) => 'recognizes' in target && target.recognizes)).toContain(type);
  });

  it.each(Object.entries(OTHER_READERS))('%s has the target %s', (path, target) => {
    expect(sourceFiles(path.slice(0, path.lastIndexOf('/'))).map((file) => file.path)).toContain(path);
    expect(names).toContain(target);
  });

  it('a reader of logs, reports or packages that is new is named here', () => {
    const readers = sourceFiles('src/watch/logs', 'src/inventory/s3-inventory', 'src/migrate/package', 'src/certify')
      .filter(({ path }) => /\/(?:read|verify)-[a-z0-9-]+\.ts$|\/verify\.ts$/.test(path))
      .map(({ path }) => path)
      .filter((path) => !['src/certify/verify.ts', 'src/certify/verify-page.ts'].includes(path));
    expect(readers.filter((path) => !(path in OTHER_READERS))).toEqual([]);
  });

  it('every target has a name of its own', () => expect(new Set(names).size).toBe(names.length));
});
