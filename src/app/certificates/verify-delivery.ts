import { sha256Hex } from '../../base/bytes.js';
import { canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import type { CertificateDocument } from '../../certify/certificate.js';
import { checkSignature, NotAccepted, openJwsOver } from '../../certify/jws-open.js';
import { readPublicKey } from '../../certify/public-key.js';
import type { Check, Verification } from '../../certify/verification.js';
import { verifyCertificate } from '../../certify/verify.js';
import type { VerifyOptions } from '../../certify/verify-jws.js';
import { AUDIT_EXCERPT_TYP } from './delivery-files.js';
import { type DeliveredFile, DeliveryRejected, readDelivery } from './delivery-reader.js';
import type { AuditExcerpt } from './excerpt-reader.js';

/** What is checked of a delivery beside its certificate, in this order. */
export type DeliveryCheckId = 'archive' | 'both-forms' | 'evidence' | 'inventory' | 'audit-excerpt';

export type DeliveryVerification = Omit<Verification, 'format' | 'checks'> & {
  format: 'zip';
  checks: (Omit<Check, 'id'> & { id: DeliveryCheckId | Check['id'] })[];
  /** Names of the files that nothing in the certificate speaks for: they can be anything. */
  notProven?: string[];
};

/**
 * Verifies a delivery as a whole: the certificate in both forms, with the timestamp and the revocation that lie beside
 * it, the hash of every piece of evidence that it names, its inventory, and the excerpt of the audit log. Holds little
 * memory however large the file is.
 */
export async function verifyDelivery(file: string, options: VerifyOptions): Promise<DeliveryVerification> {
  const checks: DeliveryVerification['checks'] = [];
  const note = (id: DeliveryCheckId, holds: boolean, good: string, bad: string) =>
    checks.push({ id, state: holds ? 'pass' : 'fail', detail: holds ? good : bad });
  let files: Map<string, DeliveredFile>;
  try {
    files = await readDelivery(file);
  } catch (error) {
    if (!(error instanceof DeliveryRejected)) throw error;
    note('archive', false, '', error.message);
    return { verdict: 'invalid', format: 'zip', checks };
  }
  const name = nameOf([...files.keys()]);
  const [jws, pdf] = [files.get(`${name}.jws`)?.content, files.get(`${name}.pdf`)?.content];
  if (name === undefined || !jws || !pdf) {
    note('archive', false, '', 'there is not exactly one certificate in both forms');
    return { verdict: 'invalid', format: 'zip', checks };
  }
  note('archive', true, `${files.size} files`, '');

  const companions = companionsOf(files, name);
  const signed = await verifyCertificate(jws, { ...companions, ...options });
  const printed = await verifyCertificate(pdf, options);
  const same = signed.certificate && canonicalJson(signed.certificate) === canonicalJson(printed.certificate ?? {});
  const printedChecks = printed.checks.filter(({ id }) => id.startsWith('pdf-'));
  const bothHold = printedChecks.every(({ state }) => state === 'pass');
  note(
    'both-forms',
    Boolean(same && bothHold),
    'PDF and JWS are the same certificate',
    'PDF and JWS do not go together',
  );
  if (signed.certificate) checkEvidence(signed.certificate, files, note);
  if (signed.certificate) checkExcerpt(signed.certificate, files.get(`evidence/${name}.audit.jsonl`)?.excerpt, note);
  const holds = checks.every(({ state }) => state === 'pass') && signed.verdict === 'valid';
  const verdict = signed.verdict === 'unreadable' ? 'unreadable' : holds ? 'valid' : 'invalid';
  const { proven: _, timestampedAt, ...rest } = signed;
  return {
    ...rest,
    ...(verdict === 'valid' && signed.proven ? { proven: signed.proven } : {}),
    ...(timestampedAt === undefined ? {} : { timestampedAt }),
    verdict,
    format: 'zip',
    checks: [...checks, ...printedChecks, ...signed.checks],
    ...(signed.certificate ? { notProven: outside(signed.certificate, [...files.keys()], name) } : {}),
  };
}

/** What is in the archive and neither the certificate, nor beside it under its name, nor named by it. */
function outside({ evidence }: CertificateDocument, names: readonly string[], name: string): string[] {
  const known = new Set([
    ...['jws', 'pdf', 'tsr'].map((ending) => `${name}.${ending}`),
    `evidence/${name}.audit.jsonl`,
    ...evidence.map((item) => `evidence/${item.name}`),
  ]);
  return names.filter((one) => !known.has(one) && !one.endsWith('.revocation.jws')).sort();
}

type Note = (id: DeliveryCheckId, holds: boolean, good: string, bad: string) => void;

/** The one name that stands at the top as `<name>.jws`. */
function nameOf(names: readonly string[]): string | undefined {
  const found = names.filter((one) => /^[^/]+\.jws$/.test(one) && !one.endsWith('.revocation.jws'));
  return found.length === 1 ? found[0]!.slice(0, -'.jws'.length) : undefined;
}

/** Any revocation counts: one under a changed name must not pass by. */
function companionsOf(files: Map<string, DeliveredFile>, name: string): VerifyOptions {
  const timestamp = files.get(`${name}.tsr`)?.content;
  const revocation = [...files].find(([one]) => one.endsWith('.revocation.jws'))?.[1].content;
  return { ...(timestamp ? { timestamp } : {}), ...(revocation ? { revocation } : {}) };
}

function checkEvidence(certificate: CertificateDocument, files: Map<string, DeliveredFile>, note: Note): void {
  const wrong = certificate.evidence.filter(({ name, sha256, bytes }) => {
    const file = files.get(`evidence/${name}`);
    return file?.sha256 !== sha256 || file.bytes !== bytes;
  });
  const { plan, approval, inventory } = certificate;
  const named = new Set(certificate.evidence.map(({ sha256 }) => sha256));
  const bound = named.has(plan.sha256) && named.has(approval.sha256);
  note(
    'evidence',
    wrong.length === 0 && bound,
    `${certificate.evidence.length} files have the hashes in the certificate`,
    `${wrong.length} files that the certificate names are missing or differ, or plan and approval are not among them`,
  );
  const [listed, ...more] = [...files.values()].flatMap((file) => file.inventory ?? []);
  const leads = listed?.root === inventory.root && listed.count === inventory.count && more.length === 0;
  note('inventory', leads, `${inventory.count} leaves give the root in the certificate`, 'not the inventory it counts');
}

function checkExcerpt(certificate: CertificateDocument, excerpt: AuditExcerpt | undefined, note: Note): void {
  const problem = excerptProblem(certificate, excerpt);
  const gaps = excerpt?.report.manifest?.gaps ?? 0;
  const last = excerpt?.report.checkpoints.last;
  const covers = last ? `, checkpoint ${last.number} covers it to entry ${last.seq}` : '';
  note('audit-excerpt', problem === undefined, `signed by the issuer, ${gaps} gaps declared${covers}`, problem ?? '');
}

function excerptProblem(certificate: CertificateDocument, excerpt: AuditExcerpt | undefined): string | undefined {
  if (!excerpt) return 'there is no excerpt of the audit log';
  const { report, signed, issued } = excerpt;
  const [first] = report.problems;
  if (first) return `${first.code} at line ${first.line}`;
  if (Object.keys(report.manifest?.chainProblems ?? {}).length > 0) return 'the chain was broken when it was exported';
  if (!signed || !isByIssuer(signed, certificate)) return 'it is not signed by the issuer of the certificate';
  const { fingerprint } = readPublicKey(certificate.issuerKey);
  if (report.checkpoints.keys.some((key) => key !== fingerprint)) return 'its checkpoints are by another key';
  const sha256 = sha256Hex(canonicalJson(certificate));
  const entry = issued.find(({ detail }) => (detail as { sha256?: string } | null)?.sha256 === sha256);
  if (!entry) return 'it does not tell of this certificate being issued';
  const { seq, hash } = certificate.auditHead;
  // The certificate names the entry before the one that tells of it.
  return entry.seq === seq + 1 && entry.previousHash === hash ? undefined : 'it continues another log than it names';
}

function isByIssuer({ jws, bytes }: { jws: string; bytes: Uint8Array }, { issuerKey }: CertificateDocument): boolean {
  try {
    const key = readPublicKey(issuerKey);
    const opened = openJwsOver(bytes, Buffer.from(jws, 'latin1'), AUDIT_EXCERPT_TYP);
    checkSignature(opened, key);
    return opened.kid === key.fingerprint;
  } catch (error) {
    if (error instanceof NotAccepted || error instanceof Fault) return false;
    throw error;
  }
}
