import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleInput } from '../../fixtures/certificate/sample.js';
import { canonicalHash } from '../../src/base/canonical-json.js';
import { type ApprovalDocument, approvalHash, signApproval, verifyApproval } from '../../src/certify/approval.js';
import { buildCertificate } from '../../src/certify/certificate.js';
import { signCertificate, signDocument, TYP } from '../../src/certify/jws.js';
import { readPublicKey } from '../../src/certify/public-key.js';
import { CHECK_IDS, CheckList } from '../../src/certify/verification.js';
import { verifyJws } from '../../src/certify/verify-jws.js';
import { newSigner } from './keys.js';

const prefecture = newSigner();
const planHash = canonicalHash({ plan: 1 });
const approval: ApprovalDocument = {
  schema: 'kimitsu/approval/1',
  planHash,
  decision: 'approved',
  approver: '見本府',
  role: '府民文化部長',
  at: '2027-03-20T02:00:00.000Z',
  expires: '2027-04-20T02:00:00.000Z',
};
const expected = {
  keys: [readPublicKey({ ...prefecture.publicJwk })],
  planHash,
  now: new Date('2027-03-31T00:00:00.000Z'),
};
let jws: string;

beforeAll(async () => {
  jws = await signApproval(approval, prefecture);
});

const code = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('verifyApproval (B3-2-3)', () => {
  it('gives back what was approved', () => expect(verifyApproval(jws, expected)).toEqual(approval));

  it('takes any of several pinned keys, as JWK or PEM', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
    const keys = [readPublicKey(pem), readPublicKey(JSON.stringify(prefecture.publicJwk))];
    expect(verifyApproval(jws, { ...expected, keys })).toEqual(approval);
  });

  it('refuses a key that is not pinned, even if the header brings it', async () => {
    const stranger = await signApproval(approval, newSigner());
    expect(code(() => verifyApproval(stranger, expected))).toBe('approval/unknown-key');
    expect(code(() => verifyApproval(jws, { ...expected, keys: [] }))).toBe('approval/unknown-key');
  });

  it('refuses another plan', () =>
    expect(code(() => verifyApproval(jws, { ...expected, planHash: canonicalHash({ plan: 2 }) }))).toBe(
      'approval/other-plan',
    ));

  it('is good until it expires, to the millisecond', () => {
    const at = (now: string) => code(() => verifyApproval(jws, { ...expected, now: new Date(now) }));
    expect(at('2027-04-20T02:00:00.000Z')).toBeUndefined();
    expect(at('2027-04-20T02:00:00.001Z')).toBe('approval/expired');
  });

  it('refuses every single-bit flip', () => {
    const bytes = Buffer.from(jws, 'latin1');
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= 1 << bit;
        if (code(() => verifyApproval(flipped, expected)) === undefined) expect.fail(`bit ${bit} of byte ${at}`);
      }
    }
  });

  it('refuses a certificate as an approval, and the other way round', async () => {
    const certificate = await signCertificate(buildCertificate(sampleInput(prefecture.publicJwk)), prefecture);
    expect(code(() => verifyApproval(certificate, expected))).toBe('approval/not-valid');
    const list = new CheckList(CHECK_IDS);
    expect(verifyJws(Buffer.from(jws), {}, list).verdict).toBe('invalid');
    expect(list.checks.find(({ id }) => id === 'header')).toMatchObject({ state: 'fail' });
  });

  it.each([
    ['a refusal', { ...approval, decision: 'refused' }],
    ['another schema', { ...approval, schema: 'kimitsu/approval/2' }],
    ['a member that nobody knows', { ...approval, scope: 'all' }],
    ['no plan', { ...approval, planHash: undefined }],
  ])('refuses %s, honestly signed', async (_name, document) => {
    const signed = await signDocument(document, TYP.approval, prefecture);
    expect(code(() => verifyApproval(signed, expected))).toBe('approval/not-valid');
  });

  it('refuses something huge before it reads it', () =>
    expect(code(() => verifyApproval(jws + 'A'.repeat(70_000), expected))).toBe('approval/not-valid'));

  it('has one hash', () => expect(approvalHash(jws)).toBe(approvalHash(Buffer.from(jws))));
});

describe('readPublicKey', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = prefecture.publicJwk;
  it.each<[string, string | object]>([
    ['a private key in PEM', privateKey.export({ type: 'pkcs8', format: 'pem' }) as string],
    ['a private JWK', privateKey.export({ format: 'jwk' })],
    ['P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey.export({ format: 'jwk' })],
    [
      'RSA',
      generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }) as string,
    ],
    ['a point off the curve', { ...jwk, y: jwk.x }],
    ['a short coordinate', { ...jwk, x: jwk.x.slice(1) }],
    ['no JSON', '{'],
    ['nothing', ''],
  ])('refuses %s', (_name, source) => expect(code(() => readPublicKey(source as string))).toBe('key/not-public-p256'));
});
