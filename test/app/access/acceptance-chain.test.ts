import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AcceptanceChain, fingerprintOf, signAcceptance } from '../../../src/app/access/acceptance.js';
import { type Signer, signDocument } from '../../../src/certify/jws.js';
import { signerOf } from '../../../src/certify/signing-key.js';

const newSigner = () =>
  signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }));
const [first, second, third] = [newSigner(), newSigner(), newSigner()];

const content = (more = {}) => ({
  schema: 'kimitsu/access-acceptance/1' as const,
  service: 'test-centre',
  configuration: '1'.repeat(64),
  register: '2'.repeat(64),
  at: '2026-04-01T00:00:00.000Z',
  ...more,
});
const by = async (signer: Signer, more = {}) => ({ signature: await signAcceptance(content(more), signer) });
/** As versions signed that named no key. */
const unnamed = async (signer: Signer) => ({
  signature: await signDocument(content(), 'kimitsu-access-acceptance+jws', signer),
});
const handing = (to: Signer) => ({ nextKey: fingerprintOf(to) });
const replacing = (lost: Signer) => ({ replacedKey: fingerprintOf(lost) });

/** @param entries - the oldest first */
async function held(present: Signer, ...entries: unknown[]) {
  const chain = new AcceptanceChain(async () => present.publicJwk);
  for (const entry of entries.reverse()) await chain.add(entry);
  return chain.newest;
}

describe('B2-3-1: acceptances, each by the key that the one before it left in force', () => {
  it.each([
    ['one key', first, async () => [await by(first), await by(first)]],
    ['handed over', second, async () => [await by(first), await by(first, handing(second)), await by(second)]],
    ['handed over just now', second, async () => [await by(first), await by(first, handing(second))]],
    ['no key named', first, async () => [await unnamed(first), await unnamed(first)]],
    ['named from then on', first, async () => [await unnamed(first), await by(first)]],
    ['lost', second, async () => [await by(first), await by(second, replacing(first)), await by(second)]],
    ['lost before it was named', second, async () => [await unnamed(first), await by(second, replacing(first))]],
  ] as const)('holds: %s', async (_, inForce, entries) => {
    expect((await held(inForce, ...(await entries())))?.keyInForce).toBe(fingerprintOf(inForce));
  });

  it('tells that a key was replaced without its word', async () => {
    expect((await held(first, await by(first), await by(first)))?.keyReplacedAt).toBeUndefined();
    const entries = [await by(first), await by(second, replacing(first)), await by(second)];
    expect((await held(second, ...entries))?.keyReplacedAt).toBe('2026-04-01T00:00:00.000Z');
  });

  it.each([
    ['another key at once', async () => [await by(first), await by(second)]],
    ['another key more than once', async () => [await by(first), await by(second), await by(second)]],
    ['handed over to somebody else', async () => [await by(first, handing(third)), await by(second)]],
    ['in place of a key that was not in force', async () => [await by(first), await by(second, replacing(third))]],
    ['another key before any was named', async () => [await unnamed(first), await by(second)]],
    ['no key named, by another than the present one', async () => [await unnamed(first)]],
    ['of another service before', async () => [await by(second, { service: 'other' }), await by(second)]],
    ['nothing signed', async () => [await by(second), { signature: 'a.b.c' }]],
  ] as const)('does not hold: %s', async (_, entries) => {
    await expect(held(second, ...(await entries()))).rejects.toMatchObject({
      kind: 'integrity',
      code: 'access/acceptance-invalid',
    });
  });
});
