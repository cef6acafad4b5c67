/**
 * What a certificate of schema 1 looks like, member by member. A shape is a function from a value to the path of the
 * first thing that does not fit, `''` when everything does. Names not listed do not fit.
 */

export const SCHEMA_NAME = 'kimitsu/disposal-certificate/1';

const string = (max) => (value) => (typeof value === 'string' && value.length >= 1 && value.length <= max ? '' : '.');
const pattern = (expression) => (value) => (typeof value === 'string' && expression.test(value) ? '' : '.');
const integer = (min, max) => (value) => (Number.isSafeInteger(value) && value >= min && value <= max ? '' : '.');
const either =
  (...values) =>
  (value) =>
    values.includes(value) ? '' : '.';

const list =
  (item, min = 0, max = Number.POSITIVE_INFINITY) =>
  (value) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) return '.';
    for (const [index, element] of value.entries()) {
      const wrong = item(element);
      if (wrong) return `.${index}${wrong === '.' ? '' : wrong}`;
    }
    return '';
  };

/** Members whose name ends in `?` may be absent. */
const object = (members) => {
  const known = new Map(Object.entries(members).map(([name, shape]) => [name.replace('?', ''), shape]));
  const required = Object.keys(members).filter((name) => !name.endsWith('?'));
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return '.';
    for (const name of required) if (!(name in value)) return `.${name}`;
    for (const name of Object.keys(value)) {
      const shape = known.get(name);
      if (!shape) return '.?';
      const wrong = shape(value[name]);
      if (wrong) return `.${name}${wrong === '.' ? '' : wrong}`;
    }
    return '';
  };
};

const text = string(4000);
const name = string(500);
const number = string(100);
const count = integer(0, Number.MAX_SAFE_INTEGER);
const positive = integer(1, Number.MAX_SAFE_INTEGER);
const level = either(1, 2, 3);
const instant = pattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const sha256 = pattern(/^[0-9a-f]{64}$/);
const coordinate = pattern(/^[A-Za-z0-9_-]{43}$/);
const basis = either('measured', 'known', 'unknown');
const outcome = either('destroyed', 'altered', 'unreadable', 'store-unavailable');
const kmsOutcome = either('destroyed', 'altered', 'unreadable', 'store-unavailable', 'refused');
const product = object({ vendor: name, name, version: name });
const person = object({ by: name, at: instant });
const counts = { objects: count, records: count, versions: count, bytes: count, plaintextBefore: count };
const verdicts = object({ PASS: count, FAIL: count, UNKNOWN: count });

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
