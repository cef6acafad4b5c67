import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TimestampRejected, verifyTimestamp } from '../../src/certify/timestamp-verify.js';
import { stride } from '../support/thorough.js';
import { OPENSSL, TimestampAuthority } from '../support/timestamp-authority.js';

const DATA = Buffer.from('the signed certificate');

describe.skipIf(!OPENSSL)('RFC 3161 timestamp of an authority made with openssl (skipped where there is none)', () => {
  let authority: TimestampAuthority;
  let reply: Buffer;
  beforeAll(async () => {
    authority = await TimestampAuthority.start();
    reply = await authority.replyTo(DATA);
  });
  afterAll(() => authority.close());

  it('is accepted against the certificate of the authority, and against that of its issuer', async () => {
    for (const name of ['tsa', 'ca'] as const) {
      const { pinned, at, nonce } = verifyTimestamp(reply, DATA, await authority.pem(name));
      expect(pinned).toBe(true);
      expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000);
      expect(nonce).toMatch(/^[0-9a-f]+$/);
    }
    expect(verifyTimestamp(reply, DATA).pinned).toBeUndefined();
  });

  it('of another authority is told apart', async () => {
    expect(verifyTimestamp(reply, DATA, await authority.pem('other')).pinned).toBe(false);
    const others = await authority.replyTo(DATA, 'other');
    expect(verifyTimestamp(others, DATA, await authority.pem('ca')).pinned).toBe(false);
  });

  it('of other data, cut short, with bytes behind it, or refused by the authority is rejected', async () => {
    expect(() => verifyTimestamp(reply, Buffer.from('another certificate'))).toThrow('other data');
    expect(() => verifyTimestamp(reply.subarray(0, -1), DATA)).toThrow('one DER value');
    expect(() => verifyTimestamp(Buffer.concat([reply, Buffer.of(0)]), DATA)).toThrow('one DER value');
    // PKIStatusInfo { status rejection }
    expect(() => verifyTimestamp(Buffer.from('30053003020102', 'hex'), DATA)).toThrow('did not grant');
    expect(() => verifyTimestamp(Buffer.alloc(0), DATA)).toThrow();
    expect(() => verifyTimestamp(Buffer.alloc(100_000, 0x30), DATA)).toThrow('larger');
  });

  it('never holds for other data or another time, whichever byte has a bit flipped', () => {
    const { at } = verifyTimestamp(reply, DATA);
    for (let index = 0; index < reply.length; index += stride(7)) {
      const flipped = Buffer.from(reply);
      flipped[index]! ^= 1 << (index % 8);
      try {
        // What is not signed (a status text, a spare certificate) may change; what is claimed may not.
        expect(verifyTimestamp(flipped, DATA).at).toEqual(at);
      } catch (error) {
        if (!(error instanceof TimestampRejected)) throw error;
      }
    }
  });

  it('by a key that is not for timestamps is rejected', async () => {
    const file = (name: string) => join(authority.folder, name);
    await writeFile(file('reply.tsr'), reply);
    await authority.openssl('ts', '-reply', '-in', 'reply.tsr', '-token_out', '-out', 'token');
    await authority.openssl('cms', '-verify', '-noverify', '-inform', 'DER', '-in', 'token', '-out', 'info');
    const signedBy = async (name: string): Promise<Buffer> => {
      const form = ['-binary', '-nodetach', '-cades', '-outform', 'DER', '-econtent_type', '1.2.840.113549.1.9.16.1.4'];
      const signer = ['-signer', `${name}.pem`, '-inkey', `${name}.key`];
      await authority.openssl('cms', '-sign', '-in', 'info', ...form, ...signer, '-out', 'signed');
      const token = await readFile(file('signed'));
      const body = Buffer.concat([Buffer.from('3003020100', 'hex'), token]);
      return Buffer.concat([Buffer.of(0x30, 0x82, body.length >> 8, body.length & 0xff), body]);
    };
    expect(verifyTimestamp(await signedBy('tsa'), DATA, await authority.pem('ca')).pinned).toBe(true);
    const mail = await signedBy('mail');
    expect(() => verifyTimestamp(mail, DATA)).toThrow('not one for timestamps alone');
  });

  it('is one that openssl verifies too', async () => {
    await writeFile(join(authority.folder, 'data'), DATA);
    await writeFile(join(authority.folder, 'tsr'), reply);
    const { stdout } = await authority.openssl('ts', '-verify', '-data', 'data', '-in', 'tsr', '-CAfile', 'ca.pem');
    expect(stdout).toContain('Verification: OK');
  });
});
