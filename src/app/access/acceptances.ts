import { z } from 'zod';
import type { RegisterGuard } from '../../adapters/local/accounts/account-file.js';
import type { Clock } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import { type Signer, signDocument } from '../../certify/jws.js';
import { checkSignature, NotAccepted, openJws } from '../../certify/jws-open.js';
import { readPublicKey } from '../../certify/public-key.js';
import type { Catalog } from '../../ports/catalog.js';
import { type BoundConfiguration, configurationDigest } from './bound-configuration.js';

const TYP = 'kimitsu-access-acceptance+jws';
export const ACCEPTED = 'access.accepted';
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a privileged person has accepted last: which configuration, and which register of identities. */
const Acceptance = z.strictObject({
  schema: z.literal('kimitsu/access-acceptance/1'),
  service: z.string(),
  configuration: sha256,
  register: sha256,
  /** While the register is being replaced, what it was before: a crash leaves one of the two. */
  changingFrom: sha256.optional(),
  at: z.string(),
});
export type Acceptance = z.infer<typeof Acceptance>;

type Accepting = Pick<Acceptance, 'configuration' | 'register' | 'changingFrom'>;

export interface AcceptanceNeeds {
  service: string;
  catalog: Catalog;
  clock: Clock;
  signer(): Promise<Signer>;
  actor: string;
}

/**
 * B2-3-1: settings and roles are bound to the last privileged change. Each acceptance is signed and stands in the audit
 * log, so a file that was edited, exchanged or deleted past kimitsu is noticed.
 */
export class Acceptances implements RegisterGuard {
  /** As whom; settled once somebody was let in. */
  actor: string;

  constructor(private readonly needs: AcceptanceNeeds) {
    this.actor = needs.actor;
  }

  /** Undefined while nobody has ever been enrolled. @throws {Fault} integrity `access/acceptance-invalid` */
  async latest(): Promise<Acceptance | undefined> {
    for await (const { detail } of this.needs.catalog.auditOf(ACCEPTED)) return this.#verified(detail);
    return undefined;
  }

  /** The configuration that was accepted, as far as there is a copy that is unaltered. */
  async configuration({ configuration }: Acceptance): Promise<BoundConfiguration | undefined> {
    const copy = (await this.needs.catalog.document('access', 'configuration'))?.body as BoundConfiguration | undefined;
    return copy && configurationDigest(copy) === configuration ? copy : undefined;
  }

  /** Accepts a configuration together with the register as it is. */
  async accept(bound: BoundConfiguration, register: string): Promise<void> {
    const entry = await this.#entry({ configuration: configurationDigest(bound), register });
    const document = { kind: 'access', id: 'configuration', parentId: undefined, body: bound as never } as const;
    await this.needs.catalog.saveDocument(document, [entry]);
  }

  async changing(before: string, after: string): Promise<void> {
    const latest = await this.latest();
    if (!latest) return;
    if (!holdsFor(latest, before)) throw registerAltered();
    await this.#note({ configuration: latest.configuration, register: after, changingFrom: before });
  }

  async changed(after: string): Promise<void> {
    const latest = await this.latest();
    if (latest) await this.#note({ configuration: latest.configuration, register: after });
  }

  async #note(what: Accepting): Promise<void> {
    await this.needs.catalog.appendAudit([await this.#entry(what)]);
  }

  async #entry(what: Accepting) {
    const { service, clock, signer } = this.needs;
    const at = clock.now().toISOString();
    const acceptance: Acceptance = { schema: 'kimitsu/access-acceptance/1', service, ...what, at };
    const signature = await signDocument(acceptance, TYP, await signer());
    return { actor: this.actor, action: ACCEPTED, subject: 'workspace', detail: { signature } };
  }

  async #verified(detail: unknown): Promise<Acceptance> {
    const key = readPublicKey(JSON.stringify((await this.needs.signer()).publicJwk));
    try {
      const { signature } = z.object({ signature: z.string() }).parse(detail);
      const opened = openJws(Buffer.from(signature, 'latin1'), TYP);
      checkSignature(opened, key);
      const acceptance = Acceptance.parse(opened.document);
      if (acceptance.service === this.needs.service) return acceptance;
    } catch (error) {
      if (!(error instanceof NotAccepted || error instanceof z.ZodError)) throw error;
    }
    const hint = 'the signing key or the audit log was exchanged: restore both and run `kimitsu audit verify`';
    const message = 'the last acceptance of configuration and roles is not signed by this workspace';
    throw new Fault('integrity', 'access/acceptance-invalid', message, {}, { hint });
  }
}

export function holdsFor({ register, changingFrom }: Acceptance, digest: string): boolean {
  return digest === register || digest === changingFrom;
}

export function registerAltered(): Fault {
  const hint = 'restore access/accounts.json; roles and credentials are changed by `kimitsu accounts` alone';
  const message = 'the register of identities was changed by other means than kimitsu';
  return new Fault('integrity', 'access/register-altered', message, {}, { hint });
}
