/**
 * What is wrong in a copy of a prepared service whose plan has been carried out, as JSON.
 *
 *   node judging.js DIR TRUTH-FILE
 */
import { readFile } from 'node:fs/promises';
import { verifyAudit } from '../../../src/app/audit.js';
import { issueCertificate } from '../../../src/app/end-of-service/issue-certificate.js';
import { remanenceOf } from '../../../src/app/remanence.js';
import { withWorkspace } from '../../../src/app/workspace.js';
import { verifyCertificate } from '../../../src/certify/verify.js';
import { digestsOf, unitsOf } from './content-of.js';
import type { PartTruth } from './part-of-service.js';
import { scenarioOf } from './scenarios.js';

const [dir = '', truthFile = ''] = process.argv.slice(2);
const truth = JSON.parse(await readFile(truthFile, 'utf8')) as PartTruth;
const { whole, erased, words } = scenarioOf(truth.scenario);
const wrong: string[] = [];

await withWorkspace(dir, { actor: 'operator:faults' }, async (workspace) => {
  const found = await digestsOf(workspace);
  const kept = new Map(truth.kept);
  for (const [name, digest] of kept) if (found.get(name) !== digest) wrong.push(`lost: ${name}`);
  for (const name of found.keys()) if (!kept.has(name)) wrong.push(`still there: ${name}`);
  const gone = new Set(truth.goneUnits);
  const units = await unitsOf(workspace);
  for (const unitId of truth.units)
    if (units.has(unitId) === gone.has(unitId)) wrong.push(`unit key ${unitId}: ${units.has(unitId)}`);
  const { certificate, pdf } = await issueCertificate(workspace, truth.planId);
  const { verdict } = await verifyCertificate(await readFile(pdf));
  const stage = whole ? 'interim' : 'final';
  if (verdict !== 'valid' || certificate.stage !== stage) wrong.push(`certificate: ${verdict} ${certificate.stage}`);
  if (certificate.scope.total.objects !== erased.length) wrong.push('certificate: counts');
  if (certificate.exceptions.length !== truth.exceptions) wrong.push('certificate: exceptions');
  const { problemCount } = await verifyAudit(workspace);
  if (problemCount > 0) wrong.push(`audit log: ${problemCount} problem(s)`);
});
const { found } = await remanenceOf(dir, [...words]);
if (found.length > 0) wrong.push(`words left: ${found.length}`);
process.stdout.write(JSON.stringify(wrong));
