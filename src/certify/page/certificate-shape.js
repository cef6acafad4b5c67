import {
  coordinate,
  count,
  either,
  instant,
  integer,
  level,
  list,
  name,
  number,
  object,
  pattern,
  positive,
  sha256,
  text,
} from './shape.js';

/** What a certificate of schema 1 looks like. */
export const SCHEMA_NAME = 'kimitsu/disposal-certificate/1';

const basis = either('measured', 'known', 'unknown');
const outcome = either('destroyed', 'altered', 'unreadable', 'store-unavailable');
const kmsOutcome = either('destroyed', 'altered', 'unreadable', 'store-unavailable', 'refused');
const product = object({ vendor: name, name, version: name });
const person = object({ by: name, at: instant });
const counts = { objects: count, records: count, versions: count, bytes: count, plaintextBefore: count };
const verdicts = object({ PASS: count, FAIL: count, UNKNOWN: count, 'DELETED?': count });

const predecessor = object({
  number,
  version: positive,
  sha256,
  relation: either('completes', 'corrects', 'revokes'),
  'reason?': text,
});

const times = object({
  startedAt: instant,
  'frozenAt?': instant,
  'unitKeysDestroyedFrom?': instant,
  'unitKeysDestroyedTo?': instant,
  'kmsKeysDisabledAt?': instant,
  'kmsKeysScheduledAt?': instant,
  'kmsKeysDestroyedAt?': instant,
  verifiedAt: instant,
  'completedAt?': instant,
});

const unitKey = object({
  unitId: name,
  system: name,
  level,
  kmsKeyId: name,
  createdAt: instant,
  destroyedAt: instant,
  canary: object({ outcomeAfter: outcome, checkedAt: instant }),
});

const kmsKey = object({
  kmsKeyId: name,
  alias: name,
  level,
  state: either('pending-deletion', 'destroyed'),
  disabledAt: instant,
  scheduledAt: instant,
  deletionDate: instant,
  'destroyedAt?': instant,
  'canary?': object({ outcomeAfter: kmsOutcome, checkedAt: instant }),
  'trail?': object({ eventId: name, at: instant, log: sha256, digest: either('PASS', 'UNKNOWN') }),
});

const letter = object({
  number: name,
  date: pattern(/^\d{4}-\d\d-\d\d$/),
  recordedBy: name,
  confirmedBy: name,
  scan: sha256,
});

const verification = object({
  method: text,
  at: instant,
  versionsListedAfter: count,
  probed: count,
  outcomes: object({ destroyed: count, altered: count, unreadable: count, 'store-unavailable': count }),
  canaries: object({ total: count, destroyed: count }),
  overall: either('PASS', 'UNKNOWN'),
});

/** @type {(value: unknown) => string} */
export const misfitOf = object({
  schema: either(SCHEMA_NAME),
  number,
  version: positive,
  stage: either('interim', 'final'),
  issuedAt: instant,
  issuer: object({ name, 'department?': name, responsible: name }),
  recipient: object({ name, 'department?': name }),
  service: object({ id: name, name, contract: name }),
  legalBasis: list(text, 1),
  references: list(text),
  'predecessor?': predecessor,
  erasureId: name,
  plan: object({ planId: name, createdAt: instant, sha256 }),
  approval: object({ sha256, 'letter?': letter }),
  people: object({
    executed: person,
    verified: person,
    approved: person,
    separation: either('separate', 'not-separate'),
    'begun?': object({ account: name, factors: list(either('secret', 'totp', 'recovery-code', 'aws-mfa'), 1, 4) }),
  }),
  times,
  scope: object({
    'part?': text,
    lines: list(object({ system: name, systemName: name, level, ...counts, verdicts })),
    total: object({ ...counts, verdicts }),
    planned: object({ objects: count, versions: count }),
    disappeared: list(object({ system: name, versions: count, reason: name })),
  }),
  methods: list(
    object({ level, technique: either('cryptographic-erase', 'delete'), readBack: either('full', 'sampled'), text }),
  ),
  keys: object({ unit: list(unitKey), kms: list(kmsKey) }),
  products: object({ store: product, keyService: product, software: object({ name, version: name }) }),
  traceability: list(object({ item: integer(1, 10), title: name, basis, value: text }), 10, 10),
  verification,
  plaintextHistory: object({ objectsBefore: count, basis, text }),
  remaining: list(object({ what: name, basis, 'until?': instant, text })),
  exceptions: list(object({ objectId: name, system: name, reason: text })),
  limits: list(text, 1),
  evidence: list(object({ name, sha256, bytes: count })),
  auditHead: object({ seq: count, hash: sha256 }),
  inventory: object({
    algorithm: either('RFC6962-SHA256'),
    leaf: either('kimitsu/inventory-leaf/1'),
    root: sha256,
    count,
  }),
  issuerKey: object({ kty: either('EC'), crv: either('P-256'), x: coordinate, y: coordinate }),
});
