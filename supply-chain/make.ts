import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/base/package-root.js';
import { audit, keepAnswer, lockFileHash, readAudit } from './audit.js';
import { licenceReport, refusedLicences } from './licences.js';
import { licencesMarkdown } from './licences-markdown.js';
import { lockedPackages } from './locked-packages.js';
import { thirdPartyNotices } from './notices.js';
import { makeSbom } from './sbom.js';

/**
 * Writes what is delivered beside the program about where it comes from: `sbom.cdx.json`, `licences.md` and `.json`,
 * `notices.txt`, and asks for known vulnerabilities (`audit.json`). `--check` writes and asks nothing: it fails
 * when a file is not what would be written, a licence is not allowed, or the last audit found something high.
 */
const root = packageRoot();
const folder = join(root, 'supply-chain');
const checking = process.argv.includes('--check');
const print = (line: string) => process.stdout.write(`${line}\n`);
const problems: string[] = [];

const packages = lockedPackages(root);
const licences = licenceReport(root, packages);
problems.push(...refusedLicences(licences));

const files: Record<string, string> = {
  'sbom.cdx.json': json(makeSbom(root, licences.packages)),
  'licences.json': json(licences),
  'licences.md': licencesMarkdown(licences),
  'notices.txt': thirdPartyNotices(root, packages),
};
for (const [name, content] of Object.entries(files)) {
  const file = join(folder, name);
  if (!checking) writeFileSync(file, content);
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== content)
    problems.push(`supply-chain/${name} is not current: run npm run supply-chain`);
}

const auditFile = join(folder, 'audit.json');
const before = readAudit(auditFile);
const record = checking ? before : keepAnswer(audit(root, new Date()), before);
if (!checking) writeFileSync(auditFile, json(record));
const answered = record?.result === 'unavailable' ? record.lastAnswer : record;
for (const { severity, id, package: name, title } of answered?.advisories ?? [])
  if (severity === 'critical' || severity === 'high') problems.push(`${id} (${severity}) in ${name}: ${title}`);

print(`${packages.length} packages, ${licences.data.length} data sources`);
print(`audit: ${record ? `${record.result} at ${record.recordedAt}` : 'none recorded'}`);
if (record?.reason) print(`audit: ${record.reason}`);
if (answered && answered.lockFile !== lockFileHash(root)) print('audit: the last answer was for other packages');
for (const problem of problems) print(problem);
if (problems.length > 0) process.exitCode = 1;

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
