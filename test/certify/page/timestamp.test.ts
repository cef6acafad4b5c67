import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/base/package-root.js';
import { checkTimestamp } from '../../../src/certify/page/timestamp.js';
import { verifyFile } from '../../../src/certify/page/verify-file.js';
import { readCertificateFile } from '../../../src/certify/page/x509.js';
import { TimestampRejected, verifyTimestamp } from '../../../src/certify/timestamp-verify.js';
import { OPENSSL, TimestampAuthority } from '../../support/timestamp-authority.js';

const read = (file: string) => readFileSync(join(packageRoot(), 'fixtures/certificate/vectors', file));

describe('the timestamp of a vector, in the page', () => {
  it.each`
    timestamp                    | pem            | sentence
    ${'final.tsr'}               | ${'authority'} | ${'署名したのは、入力された時刻認証局です'}
    ${'final.tsr'}               | ${undefined}   | ${'時刻認証局の証明書が入力されていないため、確認していません'}
    ${'final.tsr'}               | ${'rsa'}       | ${'署名したのは、入力された時刻認証局ではありません'}
    ${'chain-gap.tsr'}           | ${'root'}      | ${'署名したのは、入力された時刻認証局ではありません'}
    ${'interim.tsr'}             | ${undefined}   | ${'別のデータのタイムスタンプです'}
    ${'final-early.tsr'}         | ${undefined}   | ${'発行日時より前です'}
    ${'final-late.tsr'}          | ${undefined}   | ${'その時刻に有効ではありません'}
    ${'mail.tsr'}                | ${undefined}   | ${'タイムスタンプ専用のものではありません'}
    ${'sha1.tsr'}                | ${undefined}   | ${'認められていない方式で署名された'}
    ${'refused.tsr'}             | ${undefined}   | ${'発行を認めなかった'}
    ${'broken.tsr'}              | ${undefined}   | ${'タイムスタンプとして読み取れません'}
    ${'trailing.tsr'}            | ${undefined}   | ${'タイムスタンプとして読み取れません'}
    ${'altered-time.tsr'}        | ${undefined}   | ${'時刻が、署名の後に書き換えられています'}
    ${'altered-attributes.tsr'}  | ${undefined}   | ${'時刻が、署名の後に書き換えられています'}
    ${'altered-signature.tsr'}   | ${undefined}   | ${'署名が、その内容と一致しません'}
    ${'altered-certificate.tsr'} | ${undefined}   | ${'署名した証明書が、同封されていません'}
  `('$timestamp against $pem: $sentence', async ({ timestamp, pem, sentence }) => {
    const authority = pem && readCertificateFile(read(`companions/${pem}.pem`));
    const companions = { timestamp: read(`companions/${timestamp}`), ...(authority ? { authority } : {}) };
    const { checks } = await verifyFile(read('final.jws'), companions);
    expect(checks.find(({ id }) => id === 'timestamp')?.text).toContain(sentence);
  });

  it('of an authority whose certificate cannot be read is not compared with it', () => {
    const pem = read('companions/authority.pem').toString('utf8');
    expect(readCertificateFile(Buffer.from(pem))).toBeDefined();
    for (const wrong of ['', 'no certificate', pem.slice(0, 200), pem.replace(/[A-Z]/, '!'), pem.replace('MII', 'MIJ')])
      expect(readCertificateFile(Buffer.from(wrong))).toBeUndefined();
  });
});

describe.skipIf(!OPENSSL)('the timestamp of an authority made with openssl (skipped where there is none)', () => {
  const DATA = Buffer.from('the signed certificate');
  let authority: TimestampAuthority;
  let reply: Buffer;
  beforeAll(async () => {
    authority = await TimestampAuthority.start();
    reply = await authority.replyTo(DATA);
  });
  afterAll(() => authority.close());

  async function page(bytes: Uint8Array, pem?: string) {
    let said: { state: string; text: string } | undefined;
    const pin = pem === undefined ? undefined : readCertificateFile(Buffer.from(pem));
    const subject = { certificate: { issuedAt: '2020-01-01T00:00:00.000Z' }, jws: DATA };
    const at = await checkTimestamp(Uint8Array.from(bytes), subject, pin, (_, state, text) => {
      said = { state, text };
    });
    return { at, state: said?.state };
  }

  it('is judged by the page, the command line and openssl alike', async () => {
    await writeFile(join(authority.folder, 'tsr'), reply);
    await writeFile(join(authority.folder, 'data'), DATA);
    for (const name of ['tsa', 'ca', 'other'] as const) {
      const pem = await authority.pem(name);
      const { at, pinned } = verifyTimestamp(reply, DATA, pem);
      const partial = name === 'tsa' ? ['-partial_chain'] : [];
      const openssl = await authority
        .openssl('ts', '-verify', '-data', 'data', '-in', 'tsr', '-CAfile', `${name}.pem`, ...partial)
        .then(({ stdout }) => stdout.includes('Verification: OK'))
        .catch(() => false);
      expect([name, openssl]).toEqual([name, pinned]);
      expect(await page(reply, pem)).toEqual(pinned ? { at: at.toISOString(), state: 'pass' } : { state: 'fail' });
    }
    expect(await page(reply)).toEqual({ state: 'unknown' });
    expect(await page(await authority.replyTo(DATA, 'other'), await authority.pem('ca'))).toEqual({ state: 'fail' });
    expect(await page(await authority.replyTo(Buffer.from('other data')))).toEqual({ state: 'fail' });
  });

  it('passes in the page only where the command line accepts it too, whichever byte has a bit flipped', async () => {
    const pem = await authority.pem('ca');
    const { at } = verifyTimestamp(reply, DATA, pem);
    let refused = 0;
    for (let index = 0; index < reply.length; index++) {
      const flipped = Buffer.from(reply);
      flipped[index]! ^= 1 << (index % 8);
      const said = await page(flipped, pem);
      if (said.state === 'pass') {
        expect(said.at).toBe(at.toISOString());
        expect(verifyTimestamp(flipped, DATA, pem).pinned).toBe(true);
      } else {
        refused += 1;
        expect(said).toEqual({ state: 'fail' });
      }
    }
    expect(refused).toBeGreaterThan(reply.length * 0.6);
    expect(() => verifyTimestamp(Buffer.alloc(10), DATA, pem)).toThrow(TimestampRejected);
  });
});
