import { z } from 'zod';
import { sha256Hex } from '../base/bytes.js';
import { Fault } from '../base/fault.js';
import { type Signer, signDocument, TYP } from '../certify/jws.js';
import { checkSignature, NotAccepted, openJws } from '../certify/jws-open.js';
import type { PublicKey } from '../certify/public-key.js';

export const ACCEPTANCE_SCHEMA = 'kimitsu/migration-acceptance/1';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

/** The receiver's statement that it holds exactly this package, whole and verified (B3-2-1). */
export const acceptanceSchema = z.strictObject({
  schema: z.literal(ACCEPTANCE_SCHEMA),
  /** `canonicalHash` of the migration plan. */
  planHash: hash,
  /** Name of the package, and its system. */
  package: z.string().min(1).max(200),
  system: z.string().min(1).max(64),
  /** SHA-256 of `tagmanifest-sha256.txt`: binds every file of the package. */
  tagManifest: hash,
  objects: count,
  /** Payload bytes. */
  bytes: count,
  levels: z.array(
    z.strictObject({ level: z.union([z.literal(1), z.literal(2), z.literal(3)]), objects: count, bytes: count }),
  ),
  receiver: z.string().min(1).max(200),
  at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
});

export type MigrationAcceptance = z.infer<typeof acceptanceSchema>;

/** The acceptance signed with the receiver's key, JWS compact. */
export function signAcceptance(acceptance: MigrationAcceptance, signer: Signer): Promise<string> {
  return signDocument(acceptanceSchema.parse(acceptance), TYP.acceptance, signer);
}

/** Hash by which records name an acceptance: SHA-256 over the JWS as handed over. */
export function acceptanceHash(jws: string): string {
  return sha256Hex(jws);
}

const MAX_BYTES = 64 * 1024;

/**
 * The acceptance, once it is shown to be signed by the receiver's pinned key.
 * @throws {Fault} `integrity` / `acceptance/not-valid`, `denied` / `acceptance/unknown-key`
 */
export function verifyAcceptance(jws: string, key: PublicKey): MigrationAcceptance {
  const bytes = Buffer.from(jws, 'utf8');
  if (bytes.byteLength > MAX_BYTES) throw invalid('too large');
  try {
    const opened = openJws(bytes, TYP.acceptance);
    if (opened.kid !== key.fingerprint)
      throw new Fault('denied', 'acceptance/unknown-key', 'the acceptance is not signed by the key of the receiver', {
        kid: opened.kid,
      });
    checkSignature(opened, key);
    const { success, data } = acceptanceSchema.safeParse(opened.document);
    if (!success) throw invalid('not an acceptance of a known schema');
    return data;
  } catch (error) {
    if (error instanceof NotAccepted) throw invalid(`${error.check}: ${error.message}`);
    throw error;
  }
}

const invalid = (reason: string): Fault =>
  new Fault('integrity', 'acceptance/not-valid', 'the acceptance is not valid', { reason });
