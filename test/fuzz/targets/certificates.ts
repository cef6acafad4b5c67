import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../../src/base/package-root.js';
import { verifyApproval } from '../../../src/certify/approval.js';
import { TYP } from '../../../src/certify/jws.js';
import type { verifyFile as VerifyFile } from '../../../src/certify/page/verify-file.js';
import { readPublicKey } from '../../../src/certify/public-key.js';
import { signerOf } from '../../../src/certify/signing-key.js';
import { TimestampRejected, verifyTimestamp } from '../../../src/certify/timestamp-verify.js';
import { verifyCertificate } from '../../../src/certify/verify.js';
import { verifyAcceptance } from '../../../src/migrate/acceptance.js';
import { smallSignedPdf } from '../../certify/pdf-sample.js';
import { bundled, unbundled } from '../bundle.js';
import { holds, isSame, isSilent, MARKER, refusing } from '../promises.js';
import { type FuzzTarget, type Seed, whole } from '../target.js';

/** The page is not built: it is what a browser gets. */
const page = pathToFileURL(join(packageRoot(), 'src', 'certify', 'page', 'verify-file.js')).href;
const { verifyFile }: { verifyFile: typeof VerifyFile } = await import(page);

const folder = join(packageRoot(), 'fixtures', 'certificate');
const vector = (file: string): Buffer => readFileSync(join(folder, 'vectors', file));
const issuerPem = readFileSync(join(folder, 'test-keys', 'issuer.public.pem'), 'utf8');
const issuer = readPublicKey(issuerPem);
const signer = signerOf(JSON.parse(readFileSync(join(folder, 'test-keys', 'issuer.private.jwk.json'), 'utf8')));
const authority = readFileSync(join(folder, 'timestamps', 'authority.pem'), 'utf8');
const final = vector('final.jws');

/** Header and payload of a JWS, signed again by the issuer after they were changed: the signature always holds. */
async function signedAgain(input: Buffer): Promise<Buffer> {
  const [header, payload, signed] = unbundled(input);
  if (signed === undefined || header === undefined || payload === undefined) return input;
  const text = `${header.toString('base64url')}.${payload.toString('base64url')}`;
  const signature = Buffer.from(await signer.sign(Buffer.from(text)));
  return Buffer.from(`${text}.${signature.toString('base64url')}`);
}

function resigned(jws: string): Seed {
  const [header = '', payload = ''] = jws.split('.');
  return {
    parts: [Buffer.from(header, 'base64url'), Buffer.from(payload, 'base64url')],
    build: ([one, two]) => bundled([one!, two!, Buffer.from('sign')]),
  };
}

const jwsVectors = (): string[] => readdirSync(join(folder, 'vectors')).filter((file) => file.endsWith('.jws'));

/** Both verifiers on the same file; neither throws, and they agree. */
async function verifiersAgree(bytes: Buffer): Promise<void> {
  const one = await verifyCertificate(bytes, { pin: issuer });
  const other = await verifyFile(bytes, { pin: issuer.fingerprint });
  isSilent(one.checks, 'check');
  holds(one.verdict !== 'valid' || one.certificate !== undefined, 'a valid certificate says something');
  isSame(other.verdict, one.verdict, 'command line and page give the same verdict');
}

const signedPdf = (pdf: Buffer): FuzzTarget => ({
  name: 'certificates/pdf',
  form: 'bytes',
  seeds: () => [whole(pdf)],
  async check(input) {
    await verifiersAgree(input);
    const { verdict } = await verifyCertificate(input);
    holds(verdict !== 'valid' || input.equals(pdf), 'a PDF with any change is not valid');
  },
});

let pdfTarget: Promise<FuzzTarget> | undefined;
const pdf = (): Promise<FuzzTarget> => {
  pdfTarget ??= smallSignedPdf(signer).then(signedPdf);
  return pdfTarget;
};

/** What a party is handed and must not believe. */
export const certificates: readonly FuzzTarget[] = [
  {
    name: 'certificates/jws',
    form: 'bytes',
    weight: 2,
    seeds: () => [...jwsVectors().map((file) => whole(vector(file))), whole(vector('bare.json'))],
    async check(input) {
      await verifiersAgree(input);
      const { verdict } = await verifyCertificate(input, { pin: issuer });
      const isVector = jwsVectors().some((file) => vector(file).equals(input));
      holds(verdict !== 'valid' || isVector, 'what nobody signed is not valid');
    },
  },
  {
    name: 'certificates/signed-content',
    form: 'bytes',
    weight: 2,
    seeds: () => ['final.jws', 'interim.jws'].map((file) => resigned(vector(file).toString('latin1'))),
    check: async (input) => verifiersAgree(await signedAgain(input)),
  },
  {
    name: 'certificates/pdf',
    form: 'bytes',
    seeds: async () => (await pdf()).seeds(),
    check: async (input) => (await pdf()).check(input),
  },
  {
    name: 'certificates/companions',
    form: 'bytes',
    weight: 2,
    seeds: () => [
      ...readdirSync(join(folder, 'vectors', 'companions')).map((file) =>
        whole(readFileSync(join(folder, 'vectors', 'companions', file))),
      ),
      ...['final.tsr', 'interim.tsr'].map((file) => whole(readFileSync(join(folder, 'timestamps', file)))),
    ],
    async check(input) {
      for (const name of ['proof', 'revocation', 'successor', 'timestamp'] as const) {
        const brought = { [name]: input };
        const one = await verifyCertificate(final, { pin: issuer, ...brought });
        const other = await verifyFile(final, { pin: issuer.fingerprint, ...brought });
        // The page cannot check who signed a timestamp, and says so.
        if (name === 'timestamp')
          holds(one.verdict !== 'valid' || other.verdict === 'valid', 'a timestamp that holds is accepted by the page');
        else isSame(other.verdict, one.verdict, `command line and page give the same verdict with a ${name}`);
      }
      try {
        verifyTimestamp(input, final, authority);
      } catch (error) {
        if (!(error instanceof TimestampRejected)) throw error;
      }
    },
  },
  {
    name: 'certificates/approvals',
    form: 'bytes',
    seeds: () => {
      const header = { alg: 'ES256', cty: 'application/json', kid: issuer.fingerprint, typ: TYP.approval };
      const payload = {
        approver: MARKER,
        at: '2026-04-01T00:00:00.000Z',
        decision: 'approved',
        planHash: 'a'.repeat(64),
        role: MARKER,
        schema: 'kimitsu/approval/1',
      };
      const seed = (typ: string): Seed => ({
        parts: [Buffer.from(JSON.stringify({ ...header, typ })), Buffer.from(JSON.stringify(payload))],
        build: ([one, two]) => bundled([one!, two!, Buffer.from('sign')]),
      });
      return [seed(TYP.approval), seed(TYP.acceptance), whole(vector('approval.jws'))];
    },
    async check(input) {
      const jws = await signedAgain(input);
      const expected = { keys: [issuer], planHash: 'a'.repeat(64), now: new Date('2026-04-02T00:00:00.000Z') };
      await refusing(() => verifyApproval(jws, expected), 'integrity', 'denied');
      await refusing(() => verifyAcceptance(jws.toString('latin1'), issuer), 'integrity', 'denied');
    },
  },
  {
    name: 'certificates/keys',
    form: 'bytes',
    seeds: () => [whole(issuerPem), whole(JSON.stringify(signer.publicJwk)), whole(authority)],
    async check(input) {
      const read = await refusing(() => readPublicKey(input.toString('utf8')), 'usage');
      if ('value' in read) holds(/^[A-Za-z0-9_-]{43}$/.test(read.value.fingerprint), 'a key has a fingerprint');
    },
  },
];
