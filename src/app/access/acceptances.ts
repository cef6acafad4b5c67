import type { RegisterGuard } from '../../adapters/local/accounts/account-file.js';
import type { Clock } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import type { Signer } from '../../certify/jws.js';
import type { AuditDraft, Catalog } from '../../ports/catalog.js';
import { otherService } from '../other-service.js';
import {
  type Acceptance,
  AcceptanceChain,
  acceptanceInvalid,
  fingerprintOf,
  type HeldAcceptance,
  signAcceptance,
} from './acceptance.js';
import { type BoundConfiguration, configurationDigest } from './bound-configuration.js';

export type { Acceptance, HeldAcceptance } from './acceptance.js';

export const ACCEPTED = 'access.accepted';

export interface AcceptanceNeeds {
  service: string;
  catalog: Catalog;
  clock: Clock;
  /** The key that the configuration names; made where there is none yet and nobody is enrolled. */
  signer(options?: { mustExist: boolean }): Promise<Signer>;
  actor: string;
}

type Accepting = Pick<Acceptance, 'configuration' | 'register' | 'changingFrom' | 'nextKey' | 'replacedKey'>;

/**
 * B2-3-1: settings and roles are bound to the last privileged change. Each acceptance is signed and stands in the audit
 * log, so a file that was edited, exchanged or deleted past kimitsu is noticed.
 */
export class Acceptances implements RegisterGuard {
  /** As whom; settled once somebody was let in. */
  actor: string;
  #known: { seq: number; acceptance: HeldAcceptance | undefined } | undefined;

  constructor(private readonly needs: AcceptanceNeeds) {
    this.actor = needs.actor;
  }

  /**
   * Undefined while nobody has ever been enrolled. Does not ask for the signing key, see `assertKey`.
   * @throws {Fault} integrity `access/acceptance-invalid`; usage `config/other-service`
   */
  async latest(): Promise<HeldAcceptance | undefined> {
    const { catalog, service, signer } = this.needs;
    const chain = new AcceptanceChain(async () => (await signer({ mustExist: true })).publicJwk);
    let first: number | undefined;
    for await (const { seq, detail } of catalog.auditOf(ACCEPTED)) {
      first ??= seq;
      if (this.#known?.seq === seq && first === seq) return this.#known.acceptance;
      await chain.add(detail);
    }
    if (first === undefined || !chain.newest) return undefined;
    if (chain.newest.service !== service) throw otherService();
    this.#known = { seq: first, acceptance: chain.newest };
    return chain.newest;
  }

  /** That the key of the workspace is the one that signs acceptances. @throws {Fault} integrity `access/acceptance-invalid` */
  async assertKey({ keyInForce }: HeldAcceptance): Promise<Signer> {
    const signer = await this.needs.signer({ mustExist: true });
    if (fingerprintOf(signer) !== keyInForce) throw acceptanceInvalid();
    return signer;
  }

  /** The configuration that was accepted, as far as there is a copy that is unaltered. */
  async configuration({ configuration }: Acceptance): Promise<BoundConfiguration | undefined> {
    const copy = (await this.needs.catalog.document('access', 'configuration'))?.body as BoundConfiguration | undefined;
    return copy && configurationDigest(copy) === configuration ? copy : undefined;
  }

  /**
   * Accepts a configuration together with the register as it is.
   *
   * @param former - the signing key of the configuration that was accepted before, where it can still sign
   * @param newKey - the former key is lost: the present one takes its place, and the acceptance says so
   * @throws {Fault} denied `access/other-key`
   */
  async accept(
    bound: BoundConfiguration,
    register: string,
    { former, newKey = false }: { former?: () => Promise<Signer | undefined>; newKey?: boolean } = {},
  ): Promise<void> {
    const what = { configuration: configurationDigest(bound), register };
    const entry = await this.#acceptedBy(what, await this.latest(), former, newKey);
    const document = { kind: 'access', id: 'configuration', parentId: undefined, body: bound as never } as const;
    await this.needs.catalog.saveDocument(document, [entry]);
  }

  async changing(before: string, after: string): Promise<void> {
    const latest = await this.latest();
    if (!latest) return;
    if (!holdsFor(latest, before)) throw registerAltered();
    await this.#note(latest, { configuration: latest.configuration, register: after, changingFrom: before });
  }

  async changed(after: string): Promise<void> {
    const latest = await this.latest();
    if (latest) await this.#note(latest, { configuration: latest.configuration, register: after });
  }

  /** By the key in force: it alone says which one comes after it, unless it is lost. */
  async #acceptedBy(
    what: Accepting,
    latest: HeldAcceptance | undefined,
    former: (() => Promise<Signer | undefined>) | undefined,
    newKey: boolean,
  ): Promise<AuditDraft> {
    const signer = await this.needs.signer({ mustExist: latest !== undefined && !newKey });
    const nextKey = fingerprintOf(signer);
    if (!latest || latest.keyInForce === nextKey) return this.#entry(what, signer);
    if (newKey) return this.#entry({ ...what, replacedKey: latest.keyInForce }, signer);
    const signs = await former?.();
    if (signs && fingerprintOf(signs) === latest.keyInForce) return this.#entry({ ...what, nextKey }, signs);
    const hint = 'make the former signing key available once more; if it is lost, `kimitsu access accept --new-key`';
    const message = 'the signing key is another one, and the former one cannot accept that';
    throw new Fault('denied', 'access/other-key', message, {}, { hint });
  }

  async #note(latest: HeldAcceptance, what: Accepting): Promise<void> {
    await this.needs.catalog.appendAudit([await this.#entry(what, await this.assertKey(latest))]);
  }

  async #entry(what: Accepting, signer: Signer): Promise<AuditDraft> {
    const { service, clock } = this.needs;
    const at = clock.now().toISOString();
    const signature = await signAcceptance({ schema: 'kimitsu/access-acceptance/1', service, ...what, at }, signer);
    return { actor: this.actor, action: ACCEPTED, subject: 'workspace', detail: { signature } };
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
