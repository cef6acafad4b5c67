import { Fault } from '../../base/fault.js';
import type { Catalog } from '../../ports/catalog.js';

/** What the catalogue keeps of a refusal beside its JWS. */
export interface Refused {
  approver: string;
  at: string;
}

/** A plan that the prefecture has refused stays so: it asks for another one. @throws {Fault} denied `approval/refused` */
export async function assertNotRefused(catalog: Catalog, planId: string): Promise<void> {
  const documents = await catalog.documents('approval', planId);
  const refused = documents
    .map(({ body }) => (body as { refused?: unknown }).refused as Refused | undefined)
    .find(Boolean);
  if (!refused) return;
  throw new Fault(
    'denied',
    'approval/refused',
    'the prefecture has refused the plan',
    { planId, at: refused.at },
    { hint: 'make a new plan and have it approved' },
  );
}
