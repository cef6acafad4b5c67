import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timestampCertificate } from '../../../src/app/certificates/deliver.js';
import { issueCertificate } from '../../../src/app/end-of-service/issue-certificate.js';
import { verifyCertificateFile } from '../../../src/app/verify-certificate-file.js';
import { OPENSSL, TimestampAuthority } from '../../support/timestamp-authority.js';
import { type ErasedService, erasedService } from './erased-service.js';

const stateOf = ({ checks }: { checks: { id: string; state: string }[] }) =>
  checks.find(({ id }) => id === 'timestamp')?.state;

describe.skipIf(!OPENSSL)(
  'timestamp of a certificate, with openssl as the authority (skipped where there is none)',
  () => {
    let authority: TimestampAuthority;
    let service: ErasedService;
    let planId: string;
    const pemFile = () => join(service.dir, 'tsa.pem');

    beforeAll(async () => {
      authority = await TimestampAuthority.start();
      const settings = `certificates:
  timestampAuthority:
    url: ${authority.url}
    certificate: tsa.pem
`;
      service = await erasedService((yaml) => `${yaml}\n${settings}`);
      ({ planId } = service.made.plan);
      await writeFile(pemFile(), await authority.pem('ca'));
    });
    afterAll(() => authority.close());

    const issue = () => service.open((workspace) => issueCertificate(workspace, planId));
    const approve = async () => {
      const file = join(service.dir, 'kimitsu.yaml');
      const yaml = await readFile(file, 'utf8');
      await writeFile(
        file,
        `${yaml.replace(/^approvedServices:.*\n/m, '')}\napprovedServices:\n  - service: tsa\n    endpoint: ${new URL(authority.url).origin}\n`,
      );
    };

    it('B2-1-2: is not asked of an authority that does not stand in the register; the certificate is issued all the same', async () => {
      const issued = await issue();
      expect(issued.timestampMissing).toBe('services/not-approved');
      expect(authority.requests).toBe(0);
      expect((await verifyCertificateFile(issued.jws, {})).verdict).toBe('valid');
      await approve();
    });

    it.each([
      ['error', 'timestamp/unavailable'],
      ['redirect', 'timestamp/unavailable'],
      ['too-long', 'timestamp/unavailable'],
      ['not-a-reply', 'timestamp/not-accepted'],
      ['other-data', 'timestamp/not-accepted'],
    ] as const)('an authority with %s never blocks a certificate: %s', async (behaves, code) => {
      authority.behaves = behaves;
      const issued = await issue();
      expect(issued.timestampMissing).toBe(code);
      expect(issued.timestamp).toBeUndefined();
      await expect(service.open((workspace) => timestampCertificate(workspace, issued.name))).rejects.toMatchObject({
        code,
      });
    });

    it('of another authority than the configured one is not kept', async () => {
      authority.behaves = 'none';
      await writeFile(pemFile(), await authority.pem('other'));
      expect((await issue()).timestampMissing).toBe('timestamp/not-accepted');
      await writeFile(pemFile(), await authority.pem('ca'));
    });

    it('that answers an earlier request is not kept', async () => {
      // The last answer was of this certificate and honest, but to another request.
      authority.behaves = 'replay';
      expect((await issue()).timestampMissing).toBe('timestamp/not-accepted');
      authority.behaves = 'none';
    });

    it('is made up later, kept, and checked with the certificate in either form', async () => {
      const { name } = await issue();
      const stamped = await service.open((workspace) => timestampCertificate(workspace, name));
      expect(stamped.timestamp).toBe(join(service.dir, 'certificates', `${name}.tsr`));
      const asked = authority.requests;
      expect((await issue()).timestamp).toBe(stamped.timestamp);
      expect(authority.requests).toBe(asked);
      for (const file of [stamped.jws, stamped.pdf]) {
        const unpinned = await verifyCertificateFile(file, {});
        expect([unpinned.verdict, stateOf(unpinned)]).toEqual(['valid', 'unknown']);
        expect(unpinned.timestampedAt).toBeUndefined();
        // The service's clock stands in its past, the authority's does not.
        const pinned = await verifyCertificateFile(file, { timestampAuthority: pemFile() });
        expect([pinned.verdict, stateOf(pinned)]).toEqual(['valid', 'pass']);
        expect(pinned.timestampedAt).toMatch(/Z$/);
      }
      const other = join(service.outside, 'other.pem');
      await writeFile(other, await authority.pem('other'));
      expect((await verifyCertificateFile(stamped.jws, { timestampAuthority: other })).verdict).toBe('invalid');
      await expect(verifyCertificateFile(stamped.jws, { timestampAuthority: stamped.jws })).rejects.toMatchObject({
        code: 'timestamp/bad-certificate',
      });
      const { stdout } = await authority.openssl(
        ...['ts', '-verify', '-data', stamped.jws, '-in', stamped.timestamp!, '-CAfile', 'ca.pem'],
      );
      expect(stdout).toContain('Verification: OK');
    });

    it('of another certificate makes it not valid', async () => {
      const { jws, timestamp } = await issue();
      await writeFile(timestamp!, await authority.replyTo(Buffer.from('another certificate')));
      expect(stateOf(await verifyCertificateFile(jws, {}))).toBe('fail');
      expect((await verifyCertificateFile(jws, {})).verdict).toBe('invalid');
      await rm(timestamp!);
      expect(stateOf(await verifyCertificateFile(jws, {}))).toBeUndefined();
    });
  },
);
