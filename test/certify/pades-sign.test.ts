import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, verify, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Certificate, ContentInfo, SignedData } from 'pkijs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Signer } from '../../src/certify/jws.js';
import { selfSignedCertificate } from '../../src/certify/pades-identity.js';
import { signPdf } from '../../src/certify/pades-sign.js';
import { verifyPdf } from '../../src/certify/pdf-verify.js';
import { signerOf } from '../../src/certify/signing-key.js';
import { sampleSigner } from '../documents/sample-certificate.js';
import { containerOf, holeOf, smallPdf } from './pdf-sample.js';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const subject = { commonName: '廃棄証明書 署名鍵', organization: '株式会社髙﨑コンタクト𠮷野' };

let unsigned: Uint8Array;
let signed: Buffer;

beforeAll(async () => {
  unsigned = await smallPdf();
  signed = Buffer.from(await signPdf(unsigned, sampleSigner, { signedAt: new Date('2026-11-24T03:00:00Z'), subject }));
});

const signedDataOf = (pdf: Buffer): SignedData => {
  const content = ContentInfo.fromBER(new Uint8Array(containerOf(pdf)).buffer);
  return new SignedData({ schema: content.content });
};

describe('signPdf', () => {
  it('leaves what was rendered as it is, and appends one update', () => {
    expect(signed.subarray(0, unsigned.length).equals(Buffer.from(unsigned))).toBe(true);
    expect(signed.toString('latin1').match(/%%EOF\n/g)).toHaveLength(2);
  });

  it('covers every byte but the signature', () => {
    const { start, end } = holeOf(signed);
    expect(signed.toString('latin1')).toContain(`/ByteRange [0 ${start} ${end} ${signed.length - end} `);
  });

  it('is PAdES B-B: sub-filter, attributes in DER order, no signing-time, nothing unsigned, time in the PDF', () => {
    const [info] = signedDataOf(signed).signerInfos;
    expect(info!.signedAttrs!.attributes.map(({ type }) => type)).toEqual([
      '1.2.840.113549.1.9.3',
      '1.2.840.113549.1.9.4',
      '1.2.840.113549.1.9.16.2.47',
    ]);
    expect(info!.unsignedAttrs).toBeUndefined();
    const text = signed.toString('latin1');
    expect(text).toContain('/SubFilter /ETSI.CAdES.detached');
    expect(text).toContain('/M (D:20261124030000Z)');
  });

  it('makes a signature that another implementation of CMS accepts', async () => {
    const { start, end } = holeOf(signed);
    const data = new Uint8Array(Buffer.concat([signed.subarray(0, start), signed.subarray(end)])).buffer;
    await expect(signedDataOf(signed).verify({ signer: 0, data })).resolves.toBe(true);
    const changed = new Uint8Array(data.slice(0));
    changed[1000]! ^= 1;
    await expect(
      signedDataOf(signed)
        .verify({ signer: 0, data: changed.buffer })
        .catch(() => false),
    ).resolves.toBe(false);
  });

  it('carries the key in a certificate that its own key signed, with names of people’s script', () => {
    const der = Buffer.from((signedDataOf(signed).certificates![0] as Certificate).toSchema().toBER());
    const certificate = new X509Certificate(der);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.publicKey.export({ format: 'jwk' })).toMatchObject(sampleSigner.publicJwk);
    expect(certificate.subject).toBe(`O=${subject.organization}\nCN=${subject.commonName}`);
    expect(certificate.ca).toBe(false);
  });

  it('writes the smaller of the two values of s, whichever the signer gives', async () => {
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
    const plain = signerOf(key);
    const highS: Signer = {
      publicJwk: plain.publicJwk,
      async sign(data) {
        const raw = Buffer.from(await plain.sign(data));
        const s = BigInt(`0x${raw.toString('hex', 32)}`);
        const high = s > ORDER / 2n ? s : ORDER - s;
        return Buffer.from(raw.toString('hex', 0, 32) + high.toString(16).padStart(64, '0'), 'hex');
      },
    };
    const pdf = Buffer.from(
      await signPdf(unsigned, highS, { certificate: await selfSignedCertificate(plain, subject) }),
    );
    const checks = (await verifyPdf(pdf)).checks.filter((check) => check.state === 'pass').map((check) => check.id);
    expect(checks).toContain('signature');
  });

  it('keeps contents and number of a certificate as long as key and name are the same', async () => {
    const [first, second] = [
      await selfSignedCertificate(sampleSigner, subject),
      await selfSignedCertificate(sampleSigner, subject),
    ];
    const tbs = (der: Uint8Array): string =>
      createHash('sha256')
        .update(new Uint8Array(Certificate.fromBER(new Uint8Array(der).buffer).tbsView))
        .digest('hex');
    expect(tbs(first)).toBe(tbs(second));
    expect(tbs(first)).not.toBe(tbs(await selfSignedCertificate(sampleSigner, { commonName: 'another' })));
  });

  it('signs the attributes with the key that was given', () => {
    const [info] = signedDataOf(signed).signerInfos;
    const attributes = Buffer.from(info!.signedAttrs!.toSchema().toBER());
    attributes[0] = 0x31;
    const signature = Buffer.from(info!.signature.valueBlock.valueHexView);
    const key = new X509Certificate(
      Buffer.from((signedDataOf(signed).certificates![0] as Certificate).toSchema().toBER()),
    ).publicKey;
    expect(verify('sha256', attributes, key, signature)).toBe(true);
  });

  it.each([
    ['a signed one', (): Uint8Array => signed],
    ['what is no PDF', (): Uint8Array => Buffer.from('%PDF-1.7\n%%EOF\n')],
    ['an empty file', (): Uint8Array => Buffer.alloc(0)],
    ['one cut short', (): Uint8Array => unsigned.subarray(0, unsigned.length - 20)],
  ])('refuses %s', async (_, pdf) => {
    await expect(signPdf(pdf(), sampleSigner)).rejects.toMatchObject({ kind: 'usage', code: 'certificate/pdf-form' });
  });

  const hasPdfsig = spawnSync('pdfsig', ['-v']).error === undefined;

  it.runIf(hasPdfsig)('is valid to pdfsig, which calls the whole document signed, and notices a change', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kimitsu-pades-'));
    try {
      const report = (pdf: Uint8Array): string => {
        const path = join(folder, 'certificate.pdf');
        writeFileSync(path, pdf);
        // Its exit code is 0 whatever it finds: the text counts.
        return spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }).stdout;
      };
      expect(report(signed)).toMatch(/Total document signed[\s\S]*Signature is Valid\./);
      const changed = Buffer.from(signed);
      changed[signed.indexOf('/Lang') + 8]! ^= 1;
      expect(report(changed)).toContain('Digest Mismatch');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
