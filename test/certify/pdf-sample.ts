import type { Signer } from '../../src/certify/jws.js';
import { signPdf } from '../../src/certify/pades-sign.js';
import { renderDisposalCertificate } from '../../src/documents/disposal-certificate.js';
import { sampleCertificate, sampleSigner, signedParts } from '../documents/sample-certificate.js';
import { samplePlan } from '../documents/samples.js';

/** A small certificate, rendered: one system, one key. */
export async function smallPdf(): Promise<Uint8Array> {
  const whole = samplePlan();
  const plan = samplePlan({
    lines: whole.lines.slice(0, 1),
    methods: whole.methods.slice(0, 1),
    keys: [{ ...whole.keys[0]!, unitIds: ['pbx/3/2026-04'] }],
    exceptions: [],
  });
  const certificate = sampleCertificate(plan);
  return renderDisposalCertificate(certificate, await signedParts(certificate));
}

export async function smallSignedPdf(signer: Signer = sampleSigner): Promise<Buffer> {
  return Buffer.from(await signPdf(await smallPdf(), signer, { signedAt: new Date('2026-11-24T03:00:00Z') }));
}

/** Where the hexadecimal string of the signature stands, both delimiters included. */
export function holeOf(pdf: Buffer): { start: number; end: number } {
  const start = pdf.lastIndexOf('/Contents <') + '/Contents '.length;
  return { start, end: pdf.indexOf('>', start) + 1 };
}

/** CMS container of a signed PDF, with its padding. */
export function containerOf(pdf: Buffer): Buffer {
  const { start, end } = holeOf(pdf);
  return Buffer.from(pdf.toString('latin1', start + 1, end - 1), 'hex');
}
