import fc from 'fast-check';
import { linkAudit } from '../../src/audit/chain.js';
import type { Json } from '../../src/base/canonical-json.js';
import type { AuditDraft, AuditEntry } from '../../src/ports/catalog.js';

/** What a catalogue can give back: JSON that has been written and read. */
const detail = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

const drafts: fc.Arbitrary<AuditDraft> = fc.record({
  actor: fc.constantFrom('system', 'operator-1'),
  action: fc.constantFrom('object.classified', 'unit-key.destroyed', 'record.read'),
  subject: fc.constantFrom('pbx', 'voice', 'unit/pbx/3'),
  detail,
});

export function chainOf(list: readonly AuditDraft[]): AuditEntry[] {
  const entries: AuditEntry[] = [];
  list.forEach((draft, i) => {
    entries.push(linkAudit(entries.at(-1), draft, new Date(Date.UTC(2026, 3, 1) + i * 1500)));
  });
  return entries;
}

export const chains = (minLength = 1): fc.Arbitrary<AuditEntry[]> =>
  fc.array(drafts, { minLength, maxLength: 12 }).map(chainOf);

/** A chain and the place of one of its entries. */
export const chainAndIndex = (minLength = 1): fc.Arbitrary<[AuditEntry[], number]> =>
  chains(minLength).chain((chain) => fc.tuple(fc.constant(chain), fc.nat(chain.length - 1)));

export async function* streamOf<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}
