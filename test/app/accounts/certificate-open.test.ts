import { expect, it } from 'vitest';
import { MemoryCatalog } from '../../../src/adapters/memory/memory-catalog.js';
import { isCertificateOpen } from '../../../src/app/accounts/certificate-open.js';
import { linkAudit } from '../../../src/audit/chain.js';
import { systemClock } from '../../../src/base/clock.js';

type Held = 'none' | 'interim' | 'final' | 'revoked';

/** Erasures in their order: the phase of each, and the certificate that there is. */
async function catalogOf(...erasures: [phase: string, held: Held][]): Promise<MemoryCatalog> {
  const catalog = new MemoryCatalog({ clock: systemClock, link: linkAudit });
  for (const [index, [phase, held]] of erasures.entries()) {
    const planId = `plan-${index}`;
    await catalog.saveDocument(
      { kind: 'erasure', id: `erasure-${index}`, parentId: planId, body: { planId, phase } },
      [],
    );
    if (held === 'none') continue;
    const auditHead = { seq: 9, hash: '0'.repeat(64) };
    const certificate = {
      number: `certificate-${index}`,
      version: 1,
      erasureId: `erasure-${index}`,
      auditHead,
      plan: { planId },
    };
    const body = {
      certificate,
      stage: held === 'interim' ? 'interim' : 'final',
      ...(held === 'revoked' ? { revocation: 'jws' } : {}),
    };
    await catalog.saveDocument({ kind: 'certificate', id: `certificate-${index}`, parentId: planId, body }, []);
  }
  return catalog;
}

it.each<[isOpen: boolean, ...erasures: [string, Held][]]>([
  [false],
  [true, ['complete', 'none']],
  [true, ['kms-keys-scheduled', 'interim']],
  [true, ['complete', 'interim']],
  [false, ['complete', 'final']],
  [true, ['complete', 'revoked']],
  [true, ['complete', 'none'], ['complete', 'final']],
  [true, ['complete', 'interim'], ['complete', 'final']],
  [false, ['complete', 'revoked'], ['complete', 'final']],
  [false, ['complete', 'final'], ['cancelled', 'none'], ['approved', 'none']],
])('B3-2-2: whether a certificate is still to be issued is %s after %j %j %j', async (isOpen, ...erasures) => {
  expect(await isCertificateOpen(await catalogOf(...erasures.filter(Array.isArray)))).toBe(isOpen);
});
