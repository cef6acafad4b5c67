import { z } from 'zod';
import { Fault } from '../../base/fault.js';
import type { PublicKeyJwk } from '../../certify/certificate.js';
import { type Signer, signDocument, thumbprint } from '../../certify/jws.js';
import { checkSignature, NotAccepted, openJws } from '../../certify/jws-open.js';
import { type PublicKey, readPublicKey } from '../../certify/public-key.js';

const TYP = 'kimitsu-access-acceptance+jws';
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const fingerprint = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** What a privileged person has accepted: which configuration, and which register of identities. */
const Acceptance = z.strictObject({
  schema: z.literal('kimitsu/access-acceptance/1'),
  service: z.string(),
  configuration: sha256,
  register: sha256,
  /** While the register is being replaced, what it was before: a crash leaves one of the two. */
  changingFrom: sha256.optional(),
  /** Public half of the key that signs this; absent in what an earlier version has signed. */
  key: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }).optional(),
  /** The key that signs from the next one on. */
  nextKey: fingerprint.optional(),
  /** The key that signed until now and could not be asked any more: named plainly, vouched for by nobody. */
  replacedKey: fingerprint.optional(),
  at: z.string(),
});
export type Acceptance = z.infer<typeof Acceptance>;

/** An acceptance that was verified with all before it. */
export interface HeldAcceptance extends Acceptance {
  /** Fingerprint of the key that has to sign the next one. */
  keyInForce: string;
  /** When a key took the place of another without that one's signature, at the latest. */
  keyReplacedAt?: string;
}

export async function signAcceptance(acceptance: Omit<Acceptance, 'key'>, signer: Signer): Promise<string> {
  return signDocument({ ...acceptance, key: signer.publicJwk }, TYP, signer);
}

/**
 * Verifies acceptances in the order in which they are given, the newest first: each is signed by the key that the one
 * before it left in force, so that a configuration cannot name the key by which it is accepted (B2-3-1).
 */
export class AcceptanceChain {
  #newest: HeldAcceptance | undefined;
  /** The key by which the one looked at next has to hand over. */
  #newer: { key: PublicKey; replacedKey: string | undefined; at: string } | undefined;
  #ended = false;

  /** @param present - key of the workspace: signed what names none */
  constructor(private readonly present: () => Promise<PublicKeyJwk>) {}

  get newest(): HeldAcceptance | undefined {
    return this.#newest;
  }

  /** @throws {Fault} integrity `access/acceptance-invalid` */
  async add(detail: unknown): Promise<void> {
    if (this.#ended) return;
    try {
      const { signature } = z.object({ signature: z.string() }).parse(detail);
      const opened = openJws(Buffer.from(signature, 'latin1'), TYP);
      const acceptance = Acceptance.parse(opened.document);
      if (!acceptance.key && this.#newer?.replacedKey === opened.kid) {
        // Its key was lost, and it does not bring it along: nobody can say more of it, or of what was before.
        this.#ended = true;
        return;
      }
      const key = acceptance.key
        ? readPublicKey(acceptance.key)
        : (this.#newer?.key ?? readPublicKey({ ...(await this.present()) }));
      checkSignature(opened, key);
      this.#take(acceptance, key);
    } catch (error) {
      const isBad = error instanceof NotAccepted || error instanceof z.ZodError;
      throw isBad || (error instanceof Fault && error.code === 'key/not-public-p256') ? acceptanceInvalid() : error;
    }
  }

  #take(acceptance: Acceptance, key: PublicKey): void {
    const { nextKey = key.fingerprint, replacedKey, service, at } = acceptance;
    const newer = this.#newer;
    if (newer && newer.key.fingerprint !== nextKey && newer.replacedKey !== nextKey) throw acceptanceInvalid();
    if (this.#newest && this.#newest.service !== service) throw acceptanceInvalid();
    this.#newest ??= { ...acceptance, keyInForce: nextKey };
    if (replacedKey !== undefined) this.#newest.keyReplacedAt ??= at;
    this.#newer = { key, replacedKey, at };
  }
}

export const fingerprintOf = ({ publicJwk }: Signer): string => thumbprint(publicJwk);

export function acceptanceInvalid(): Fault {
  const hint = 'the signing key or the audit log was exchanged: restore both and run `kimitsu audit verify`';
  const message = 'the last acceptance of configuration and roles is not signed by this workspace';
  return new Fault('integrity', 'access/acceptance-invalid', message, {}, { hint });
}
