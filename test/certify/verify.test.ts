import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleInput } from '../../fixtures/certificate/sample.js';
import { canonicalJson } from '../../src/base/canonical-json.js';
import { packageRoot } from '../../src/base/package-root.js';
import { buildCertificate, type CertificateDocument } from '../../src/certify/certificate.js';
import { signCertificate } from '../../src/certify/jws.js';
import { signPdf } from '../../src/certify/pades-sign.js';
import { verifyFile } from '../../src/certify/page/verify-file.js';
import { readPublicKey } from '../../src/certify/public-key.js';
import { MAX_CERTIFICATE_BYTES, verifyCertificate } from '../../src/certify/verify.js';
import { renderDisposalCertificate } from '../../src/documents/disposal-certificate.js';
import { stride } from '../support/thorough.js';
import { newSigner } from './keys.js';

const signer = newSigner();
const certificate = buildCertificate(sampleInput(signer.publicJwk));
let jws: string;
let pdf: Buffer;

async function pdfOf(document: CertificateDocument, attachedJws: string, key = signer): Promise<Buffer> {
  const json = Buffer.from(canonicalJson(document), 'utf8');
  const rendered = await renderDisposalCertificate(document, { json, jws: attachedJws });
  return Buffer.from(await signPdf(rendered, key, { signedAt: new Date(document.issuedAt) }));
}

beforeAll(async () => {
  jws = await signCertificate(certificate, signer);
  pdf = await pdfOf(certificate, jws);
});

const failed = (checks: { id: string; state: string }[]) =>
  checks.filter(({ state }) => state === 'fail').map(({ id }) => id);

describe('verifyCertificate on a JWS', () => {
  it('names the key it was signed by, and says when it was compared with none', async () => {
    const { fingerprint } = readPublicKey({ ...signer.publicJwk });
    const result = await verifyCertificate(Buffer.from(jws));
    expect(result).toMatchObject({ verdict: 'valid', format: 'jws', signedBy: fingerprint, certificate });
    expect(result.checks.find(({ id }) => id === 'pin')).toEqual({
      id: 'pin',
      state: 'unknown',
      detail: `signed by key with fingerprint ${fingerprint}; not compared with a pinned key`,
    });
  });

  it('rejects any flipped bit anywhere in it, as the page does', async () => {
    const bytes = Buffer.from(jws, 'latin1');
    // Another bit each time; a small JWS is tried bit by bit in the tests of both readers.
    for (let at = 0; at < bytes.length; at += stride(13)) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1 << (at % 8);
      if ((await verifyCertificate(flipped)).verdict === 'valid') expect.fail(`command line accepts byte ${at}`);
      if (at % 4 === 0 && (await verifyFile(flipped)).verdict === 'valid') expect.fail(`page accepts byte ${at}`);
    }
  });
});

describe('verifyCertificate on a PDF', () => {
  it('accepts what was issued, against the pinned key', async () => {
    const result = await verifyCertificate(pdf, { pin: readPublicKey({ ...signer.publicJwk }) });
    expect(result).toMatchObject({ verdict: 'valid', format: 'pdf', certificate });
    expect(result.checks.filter(({ state }) => state !== 'pass').map(({ id }) => id)).toEqual(['audit-head']);
  });

  it('is checked by the page as well, with its own signature', async () => {
    const result = await verifyFile(pdf);
    expect(result).toMatchObject({ verdict: 'valid', format: 'pdf', certificate });
    expect(result.checks.filter(({ state }) => state === 'unknown').map(({ id }) => id)).toEqual(['pin', 'audit-head']);
  });

  it('rejects a JWS of another certificate attached to it, in both verifiers', async () => {
    const other = buildCertificate(sampleInput(signer.publicJwk, { number: '見本-2027-0002' }));
    const swapped = await pdfOf(certificate, await signCertificate(other, signer));
    const result = await verifyCertificate(swapped);
    expect(result.verdict).toBe('invalid');
    expect(failed(result.checks)).toEqual(['pdf-attachments']);
    const page = await verifyFile(swapped);
    expect(page.verdict).toBe('invalid');
    expect(failed(page.checks)).toEqual(['pdf-attachments']);
  });

  it("rejects a PDF that a stranger signed around the issuer's JWS", async () => {
    const result = await verifyCertificate(await pdfOf(certificate, jws, newSigner()));
    expect(result.verdict).toBe('invalid');
    expect(failed(result.checks)).toEqual(['pdf-signature']);
  });

  it('rejects changed and added bytes', async () => {
    for (let at = 0; at < pdf.length; at += 997) {
      const flipped = Buffer.from(pdf);
      flipped[at]! ^= 1;
      if ((await verifyCertificate(flipped)).verdict === 'valid') expect.fail(`byte ${at}`);
      if (at % 4 === 0 && (await verifyFile(flipped)).verdict === 'valid') expect.fail(`page accepts byte ${at}`);
    }
    expect((await verifyCertificate(Buffer.concat([pdf, Buffer.from('\n')]))).verdict).toBe('invalid');
    expect((await verifyCertificate(pdf.subarray(0, pdf.length - 1))).verdict).toBe('invalid');
  });

  it('calls a PDF of something else invalid, with the reason', async () => {
    const foreign = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n');
    for (const result of [await verifyCertificate(foreign), await verifyFile(foreign)]) {
      expect(result.verdict).toBe('invalid');
      expect(failed(result.checks)).toHaveLength(1);
    }
  });
});

describe('verifyCertificate on bad input', () => {
  it('does not read what is too large', async () => {
    const large = Buffer.alloc(MAX_CERTIFICATE_BYTES + 1, 'A');
    expect((await verifyCertificate(large)).verdict).toBe('unreadable');
    expect((await verifyFile(large)).verdict).toBe('unreadable');
  });

  it('takes the largest file it reads in bounded time: nested, dotted, long', async () => {
    const size = 4 * 1024 * 1024;
    const bad = [
      Buffer.from(`{"a":${'['.repeat(size)}`),
      Buffer.from('a.'.repeat(size / 2)),
      Buffer.from(`{"a":"${'x'.repeat(size)}"}`),
      Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from('/Type /EmbeddedFile '.repeat(2000))]),
    ];
    for (const bytes of bad) {
      expect((await verifyCertificate(bytes)).verdict).toBe('invalid');
      expect((await verifyFile(bytes)).verdict).toBe('invalid');
    }
  });

  it('does not show foreign names in its reasons', async () => {
    const foreign = Buffer.from(canonicalJson({ schema: 'kimitsu/disposal-certificate/1', '090-1234-5678': '山田' }));
    const text = JSON.stringify(await verifyCertificate(foreign));
    expect(text).not.toContain('090');
    expect(text).not.toContain('山田');
  });
});

it('shares no code with signing', () => {
  const folder = join(packageRoot(), 'src/certify');
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = readFileSync(join(folder, file), 'utf8');
    for (const [, next] of source.matchAll(/^import (?!type )[^;]*? from '(\.[^']+)\.js';/gm)) {
      visit(join(dirname(file), `${next}.ts`));
    }
  };
  visit('verify.ts');
  const files = [...seen];
  expect(files.length).toBeGreaterThan(8);
  const signing = /(^|\/)(jws|signing-key|certificate|pades-[\w-]+|canonical-json|merkle)\.ts$/;
  expect(files.filter((file) => signing.test(file))).toEqual([]);
});
