import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deterministicSigner, signWith } from '../../fixtures/certificate/deterministic-signer.js';
import { generate } from '../../fixtures/certificate/generate.js';
import type { Vector } from '../../fixtures/certificate/vector.js';
import { packageRoot } from '../../src/base/package-root.js';
import { verifyPdf as verifyPdfInPage } from '../../src/certify/page/pdf-verify.js';
import { readPin } from '../../src/certify/page/public-key-text.js';
import { verifyFile } from '../../src/certify/page/verify-file.js';
import { readCertificateFile } from '../../src/certify/page/x509.js';
import { verifyPdf } from '../../src/certify/pdf-verify.js';
import { readPublicKey } from '../../src/certify/public-key.js';
import { verifyCertificate } from '../../src/certify/verify.js';

const folder = join(packageRoot(), 'fixtures/certificate');
const read = (file: string) => readFileSync(join(folder, 'vectors', file));
const index: Omit<Vector, 'bytes'>[] = JSON.parse(read('index.json').toString('utf8'));
const keyText = (name: string) => readFileSync(join(folder, `test-keys/${name}.public.pem`), 'utf8');

describe('certificate vectors', () => {
  it('are all in the index, and all there', () => {
    const files = readdirSync(join(folder, 'vectors')).filter((file) => !['index.json', 'companions'].includes(file));
    expect(files.length).toBeGreaterThan(60);
    expect(files.sort()).toEqual(index.map(({ file }) => file).sort());
    const companions = readdirSync(join(folder, 'vectors/companions')).map((file) => `companions/${file}`);
    const named = index.flatMap((vector) => [
      vector.proof,
      vector.revocation,
      vector.successor,
      vector.timestamp,
      vector.authority,
    ]);
    expect(companions.length).toBeGreaterThan(15);
    expect(companions.sort()).toEqual([...new Set(named.filter((file) => file !== undefined))].sort());
  });

  it('are what the program makes', async () => {
    for (const [file, bytes] of await generate()) expect(read(file).equals(bytes), file).toBe(true);
  });

  it('are signed as RFC 6979 A.2.5 does', () => {
    const d = 0xc9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721n;
    expect(signWith(d, Buffer.from('sample')).toString('hex')).toBe(
      'efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716' +
        'f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8',
    );
    expect(
      deterministicSigner(JSON.parse(readFileSync(join(folder, 'test-keys/issuer.private.jwk.json'), 'utf8')))
        .publicJwk,
    ).not.toHaveProperty('d');
  });

  it.each(index)('$file on the command line: $verdict ($why)', async ({ file, verdict, check, pin, ...vector }) => {
    const result = await verifyCertificate(read(file), {
      ...(pin ? { pin: readPublicKey(keyText(pin)) } : {}),
      ...brought(vector),
      ...(vector.authority ? { timestampAuthority: read(vector.authority).toString('utf8') } : {}),
    });
    const stamped = vector.authority && verdict === 'valid';
    expect(result.timestampedAt).toBe(stamped ? '2027-04-08T01:00:07.000Z' : undefined);
    expect(result.verdict).toBe(verdict);
    expect(firstNotPassed(result)).toBe(check);
    expect(result.proven !== undefined).toBe(verdict === 'valid' && vector.proof !== undefined);
  });

  it.each(index)('$file in the page: $verdict ($why)', async ({ file, verdict, check, pin, ...vector }) => {
    const fingerprint = pin ? await readPin(keyText(pin)) : undefined;
    const result = await verifyFile(read(file), {
      ...(fingerprint ? { pin: fingerprint } : {}),
      ...brought(vector),
      ...(vector.authority ? { authority: readCertificateFile(read(vector.authority))! } : {}),
    });
    const stamped = vector.authority && verdict === 'valid';
    expect(result.timestampedAt).toBe(stamped ? '2027-04-08T01:00:07.000Z' : undefined);
    expect(result.verdict).toBe(verdict);
    expect(firstNotPassed(result)).toBe(check);
    expect(result.proven !== undefined).toBe(verdict === 'valid' && vector.proof !== undefined);
  });
});

describe('PDF vectors', () => {
  const pdfs = index.filter(({ file }) => file.endsWith('.pdf'));

  it('are there', () => expect(pdfs.length).toBeGreaterThan(20));

  it.each(pdfs)('$file: both verifiers find the same in the file itself ($why)', async ({ file, pdf }) => {
    const command = await verifyPdf(read(file));
    const page = await verifyPdfInPage(read(file));
    expect([command.checks.find(({ state }) => state === 'fail')?.id, page.problem]).toEqual([pdf, pdf]);
    expect(page.signer).toBe(command.signerFingerprint);
    expect(page.json && Buffer.from(page.json)).toEqual(command.json);
    expect(page.jws && Buffer.from(page.jws).toString('latin1')).toBe(command.jws);
  });
});

/** What the verifying side brings, files read. */
function brought({ expectedHead, proof, revocation, successor, timestamp }: Partial<Vector>) {
  return {
    ...(expectedHead ? { expectedHead } : {}),
    ...(proof ? { proof: read(proof) } : {}),
    ...(revocation ? { revocation: read(revocation) } : {}),
    ...(successor ? { successor: read(successor) } : {}),
    ...(timestamp ? { timestamp: read(timestamp) } : {}),
  };
}

/** The check that decided: the failed one, or the unknown one at which reading stopped. */
function firstNotPassed({ verdict, checks }: { verdict: string; checks: { id: string; state: string }[] }) {
  const failed = checks.filter(({ state }) => state === 'fail');
  if (verdict === 'valid') return failed[0]?.id;
  expect(failed.length).toBeLessThanOrEqual(1);
  return (failed[0] ?? checks.find(({ state }) => state !== 'pass'))?.id;
}
