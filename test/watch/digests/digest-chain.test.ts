import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/base/bytes.js';
import { checkSignature, parseDigest, publicKeyPem } from '../../../src/watch/digests/digest.js';
import { type ChainHead, checkDigest } from '../../../src/watch/digests/digest-chain.js';
import type { LogMark } from '../../../src/watch/seen-logs.js';
import { DigestMaker, rsaPair, trailName } from '../log-samples.js';

const LOG = trailName('20260401T0305Z');
const CONTENT = Buffer.from('{"Records":[]}');
const MARK: LogMark = { etag: 'e', sha256: sha256Hex(CONTENT), whole: true };

function parsedOf(bytes: Buffer) {
  const parsed = parseDigest(gunzipSync(bytes));
  if (!parsed) throw new Error('not a digest');
  return parsed;
}

describe('B2-3-2: the digest chain of CloudTrail', () => {
  const maker = new DigestMaker();
  const first = maker.make(1, { [LOG]: CONTENT });
  const second = maker.make(2, {});
  const third = maker.make(3, {});
  const later = maker.make(6, {});
  const publicKeys = new Map([[maker.fingerprint, maker.publicPem]]);

  const check = (
    one: { name: string; bytes: Buffer; signature: string },
    before?: ChainHead,
    change: { mark?: LogMark | null; signed?: boolean; bucket?: string; path?: string; allRead?: boolean } = {},
  ) => {
    const {
      mark = MARK,
      signed = true,
      bucket = 'centre-trail',
      path = `digests/${one.name}`,
      allRead = true,
    } = change;
    return checkDigest(
      { path, signature: async () => (signed ? one.signature : undefined) },
      parsedOf(one.bytes),
      before,
      { bucket, publicKeys, allRead, markOf: async () => mark ?? undefined },
    );
  };

  it('holds from digest to digest, and names the logs that are what it says', async () => {
    const one = await check(first);
    expect(one).toMatchObject({ problems: [], signature: 'valid', verified: [{ name: LOG }] });
    const two = await check(second, one.head);
    expect(two).toMatchObject({ problems: [], signature: 'valid' });
    expect(await check(third, two.head)).toMatchObject({ problems: [] });
  });

  it('a log that is another, or is not there, is a finding', async () => {
    const other = { ...MARK, sha256: 'b'.repeat(64) };
    expect((await check(first, undefined, { mark: other })).problems).toEqual([{ rule: 'digest-mismatch', name: LOG }]);
    expect((await check(first, undefined, { mark: null })).problems).toEqual([{ rule: 'log-gone', name: LOG }]);
  });

  it('a log that was left unread is unknown, not gone', async () => {
    const one = await check(first, undefined, { mark: null, allRead: false });
    expect(one).toMatchObject({ problems: [], unknown: 1, verified: [] });
  });

  it('a digest left out, altered, or moved breaks the chain', async () => {
    const one = await check(first);
    expect((await check(third, one.head)).problems).toContainEqual({ rule: 'digest-chain-broken', name: third.name });
    const altered = { ...one.head, sha256: 'c'.repeat(64) };
    expect((await check(second, altered)).problems).toContainEqual({ rule: 'digest-chain-broken', name: second.name });
    const moved = await check(first, undefined, { path: `elsewhere/${first.name}` });
    expect(moved.problems).toEqual([{ rule: 'digest-chain-broken', name: first.name }]);
  });

  it('hours without a log are a gap although the digests link', async () => {
    const head = (await check(third, (await check(second, (await check(first)).head)).head)).head;
    expect((await check(later, head)).problems).toEqual([{ rule: 'log-gap', name: later.name }]);
  });

  it('without metadata the next digest gives the signature; the last stays unknown', async () => {
    const one = await check(first, undefined, { signed: false });
    expect(one.signature).toBe('unknown');
    const two = await check(second, one.head, { signed: false });
    expect(two).toMatchObject({ signature: 'unknown', earlierSignature: 'valid', problems: [] });
  });

  it('a signature of another key is invalid, one without its key unknown', () => {
    const { signed } = parsedOf(first.bytes);
    const other = new Map([[maker.fingerprint, new DigestMaker(rsaPair()).publicPem]]);
    expect(checkSignature(signed, first.signature, publicKeys)).toBe('valid');
    expect(checkSignature(signed, first.signature, other)).toBe('invalid');
    expect(checkSignature(signed, 'not hex', publicKeys)).toBe('invalid');
    expect(checkSignature(signed, first.signature, new Map())).toBe('unknown');
    expect(checkSignature(signed, undefined, publicKeys)).toBe('unknown');
    expect(checkSignature({ ...signed, text: `${signed.text} ` }, first.signature, publicKeys)).toBe('invalid');
  });

  it('takes public keys as CloudTrail lists them and as PEM', () => {
    expect(publicKeyPem(Buffer.from(maker.publicPkcs1Base64))).toBe(maker.publicPem);
    expect(publicKeyPem(Buffer.from(maker.publicPkcs1Base64, 'base64'))).toBe(maker.publicPem);
    expect(publicKeyPem(Buffer.from(maker.publicPem))).toBe(maker.publicPem);
    expect(publicKeyPem(Buffer.from('nonsense'))).toBeUndefined();
  });

  it('what is not a digest is none', () => {
    expect(parseDigest(Buffer.from('{}'))).toBeUndefined();
    expect(parseDigest(Buffer.from('{'))).toBeUndefined();
  });
});
