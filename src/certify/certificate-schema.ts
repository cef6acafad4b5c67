import { z } from 'zod';

/**
 * 廃棄証明書 as data: what a certificate may hold, and the check that foreign input passes before it is shown.
 *
 * Only integers, strings, arrays and objects: no floats, booleans or nulls, so that canonical JSON has one form.
 * Hashes are SHA-256 in lower-case hex, instants RFC 3339 in UTC with milliseconds. Nothing in it is personal:
 * objects appear as keyed hashes, people as the organisation names them. Strict: a member this version does not
 * know would be signed but never shown, so it is refused.
 */
export const CERTIFICATE_SCHEMA = 'kimitsu/disposal-certificate/1';

const text = z.string().min(1).max(4000);
const name = z.string().min(1).max(500);
const count = z.int().nonnegative();
const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const level = z.union([z.literal(1), z.literal(2), z.literal(3)]);
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const product = z.strictObject({ vendor: name, name, version: name });
const outcome = z.enum(['destroyed', 'altered', 'unreadable', 'store-unavailable']);

const kmsOutcome = z.enum([...outcome.options, 'refused']);

/** Where a value comes from: read by this run, known by design or declared by the contractor, or not known. */
const basis = z.enum(['measured', 'known', 'unknown']);

const FACTORS = ['secret', 'totp', 'recovery-code', 'aws-mfa'] as const;

const counts = { objects: count, records: count, versions: count, bytes: count, plaintextBefore: count };
/** `DELETED`: seen to be gone, of an object that nobody could read: apart from `PASS`, which claims its key as well. */
const verdicts = z.strictObject({ PASS: count, FAIL: count, UNKNOWN: count, DELETED: count.optional() });
const person = z.strictObject({ by: name, at: instant });

export const certificateSchema = z.strictObject({
  schema: z.literal(CERTIFICATE_SCHEMA),
  number: z.string().min(1).max(100),
  /** 1 for the first issue of this number; a correction counts up. */
  version: z.int().positive(),
  /** `interim` while a key's waiting period runs, `final` once every key was found gone. */
  stage: z.enum(['interim', 'final']),
  issuedAt: instant,
  issuer: z.strictObject({ name, department: name.optional(), responsible: name }),
  recipient: z.strictObject({ name, department: name.optional() }),
  service: z.strictObject({ id: name, name, contract: name }),
  /** What the certificate is issued under, and the standards it refers to without claiming conformance. */
  legalBasis: z.array(text).min(1),
  references: z.array(text),
  predecessor: z
    .strictObject({
      number: z.string().min(1).max(100),
      version: z.int().positive(),
      /** Of the predecessor's canonical JSON. */
      sha256,
      relation: z.enum(['completes', 'corrects', 'revokes']),
      reason: text.optional(),
    })
    .optional(),

  erasureId: name,
  plan: z.strictObject({ planId: name, createdAt: instant, sha256 }),
  /** Hash of the approval's JWS bytes; of the canonical JSON of its record where it is a letter. */
  approval: z.strictObject({
    sha256,
    /** An approval on paper: what the record says of it. */
    letter: z
      .strictObject({ number: name, date: z.iso.date(), recordedBy: name, confirmedBy: name, scan: sha256 })
      .optional(),
  }),
  people: z.strictObject({
    executed: person,
    verified: person,
    approved: person,
    /** Whether the three are different as recorded. */
    separation: z.enum(['separate', 'not-separate']),
    /** The account that began it, by its id alone, and what it has shown for that; absent where nothing was asked for. */
    begun: z.strictObject({ account: name, factors: z.array(z.enum(FACTORS)).min(1).max(4) }).optional(),
  }),
  times: z.strictObject({
    startedAt: instant,
    frozenAt: instant.optional(),
    /** First and last destruction of a unit key; absent when none was used. */
    unitKeysDestroyedFrom: instant.optional(),
    unitKeysDestroyedTo: instant.optional(),
    /** When the last KMS key was disabled, scheduled and found gone. */
    kmsKeysDisabledAt: instant.optional(),
    kmsKeysScheduledAt: instant.optional(),
    kmsKeysDestroyedAt: instant.optional(),
    verifiedAt: instant,
    completedAt: instant.optional(),
  }),

  /** What was erased, by system × level, and the sums. */
  scope: z.strictObject({
    /** Of a plan for a part of the service: which part. */
    part: text.optional(),
    lines: z.array(z.strictObject({ system: name, systemName: name, level, ...counts, verdicts })),
    total: z.strictObject({ ...counts, verdicts }),
    /** As planned, so that planned = erased + exceptions can be read off. */
    planned: z.strictObject({ objects: count, versions: count }),
    /** Versions that vanished from the store without this erasure: not claimed as erased. `reason` is a code. */
    disappeared: z.array(z.strictObject({ system: name, versions: count, reason: name })),
  }),
  methods: z.array(
    z.strictObject({
      level,
      technique: z.enum(['cryptographic-erase', 'delete']),
      readBack: z.enum(['full', 'sampled']),
      text,
    }),
  ),
  keys: z.strictObject({
    unit: z.array(
      z.strictObject({
        unitId: name,
        system: name,
        level,
        kmsKeyId: name,
        createdAt: instant,
        destroyedAt: instant,
        canary: z.strictObject({ outcomeAfter: outcome, checkedAt: instant }),
      }),
    ),
    kms: z.array(
      z.strictObject({
        kmsKeyId: name,
        alias: name,
        level,
        state: z.enum(['pending-deletion', 'destroyed']),
        disabledAt: instant,
        scheduledAt: instant,
        deletionDate: instant,
        destroyedAt: instant.optional(),
        /** What decrypting a message of this key gave: `refused` while it waits, `destroyed` when it is gone. */
        canary: z.strictObject({ outcomeAfter: kmsOutcome, checkedAt: instant }).optional(),
        /** `DeleteKey` in AWS CloudTrail: id of the event, hash of the log, and whether a signed digest vouches for it. */
        trail: z
          .strictObject({ eventId: name, at: instant, log: sha256, digest: z.enum(['PASS', 'UNKNOWN']) })
          .optional(),
      }),
    ),
  }),
  products: z.strictObject({ store: product, keyService: product, software: z.strictObject({ name, version: name }) }),
  /** The ten items of NIST SP 800-88 r2 §3.2.5 and r1 Appendix D, in their order. */
  traceability: z.array(z.strictObject({ item: z.int().min(1).max(10), title: name, basis, value: text })).length(10),

  verification: z.strictObject({
    method: text,
    at: instant,
    versionsListedAfter: count,
    probed: count,
    outcomes: z.strictObject({ destroyed: count, altered: count, unreadable: count, 'store-unavailable': count }),
    canaries: z.strictObject({ total: count, destroyed: count }),
    /** Never FAIL: nothing is issued then. UNKNOWN when anything could not be measured. */
    overall: z.enum(['PASS', 'UNKNOWN']),
  }),
  plaintextHistory: z.strictObject({ objectsBefore: count, basis, text }),
  /** What is left after this certificate, and until when as far as that is known. */
  remaining: z.array(z.strictObject({ what: name, basis, until: instant.optional(), text })),
  exceptions: z.array(z.strictObject({ objectId: name, system: name, reason: text })),
  limits: z.array(text).min(1),

  evidence: z.array(z.strictObject({ name, sha256, bytes: count })),
  auditHead: z.strictObject({ seq: count, hash: sha256 }),
  /** RFC 6962 tree over one salted leaf per erased version. */
  inventory: z.strictObject({
    algorithm: z.literal('RFC6962-SHA256'),
    leaf: z.literal('kimitsu/inventory-leaf/1'),
    root: sha256,
    count,
  }),
  /** Public half of the key that signs; its RFC 7638 thumbprint is the `kid` of the signature. */
  issuerKey: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
});

export type CertificateDocument = z.infer<typeof certificateSchema>;
