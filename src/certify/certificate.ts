import { Fault } from '../base/fault.js';
import { type ErasureRecord, leavesRest } from '../dispose/erasure.js';
import { type DisposalPlan, endsService } from '../dispose/plan.js';
import {
  instant,
  keysOf,
  methodsOf,
  overallVerdict,
  plaintextHistory,
  plannedCounts,
  sumLines,
  timesOf,
} from './certificate-parts.js';
import { CERTIFICATE_SCHEMA, type CertificateDocument, certificateSchema } from './certificate-schema.js';
import {
  exceptArrivedText,
  incidentLimits,
  keyEvidenceLimits,
  LEGAL_BASIS,
  LIMIT_ARRIVED,
  LIMIT_GOES_ON,
  LIMIT_INTERIM,
  LIMIT_NOT_SEPARATE,
  LIMIT_UNKNOWN,
  LIMITS,
  letterLimits,
  limitDamagedUnits,
  limitLive,
  limitShared,
  limitUnopened,
  partText,
  REFERENCES,
  returnedCopyLimits,
  returnedLimits,
  returnedVersionLimits,
  waitingLimits,
} from './certificate-texts.js';
import type { LetterApproval } from './letter-approval.js';
import { problemsOf } from './reconcile.js';
import { remainingItems } from './remaining.js';
import { type Declarations, type Product, traceabilityItems } from './traceability.js';

export { CERTIFICATE_SCHEMA, type CertificateDocument, certificateSchema } from './certificate-schema.js';

/** Public half of a P-256 key as JWK. */
export interface PublicKeyJwk {
  kty: 'EC';
  crv: 'P-256';
  /** 32 bytes, base64url. */
  x: string;
  y: string;
}

export interface CertificateInput {
  record: ErasureRecord;
  plan: DisposalPlan;
  /** 証明書番号, unique to the issuer. */
  number: string;
  /** 1 unless this corrects an earlier version of the same number. */
  version?: number;
  stage: 'interim' | 'final';
  issuedAt: Date;
  /** Defaults to the contractor of the plan. */
  issuer?: { name: string; department?: string; responsible: string };
  store: Product;
  keyService: Product;
  software: { name: string; version: string };
  predecessor?: CertificateDocument['predecessor'];
  auditHead: { seq: number; hash: string };
  /** Files that go with the certificate; names are the organisation's own, never an object key. */
  evidence: { name: string; sha256: string; bytes: number }[];
  declared?: Declarations;
  /** Public half of the key that is going to sign; other members of the JWK are ignored. */
  issuerKey: PublicKeyJwk;
  /** Where the approval is a letter. */
  letter?: LetterApproval;
}

/**
 * The certificate for what `record` says was done and verified (B3-2-2). Makes nothing up: what was not measured
 * is marked so.
 *
 * @throws {Fault} `integrity` / `certificate/not-verified` with every problem in `detail.problems`, unless the record
 *   is complete for `stage`, nothing failed, and planned = erased + exceptions
 */
export function buildCertificate(input: CertificateInput): CertificateDocument {
  const { record, plan, stage } = input;
  const problems = problemsOf(record, plan, stage, input.issuedAt);
  const { readBack, inventory } = record;
  if (problems.length > 0 || !readBack || !inventory) {
    throw new Fault('integrity', 'certificate/not-verified', 'the erasure is not verified, so nothing is certified', {
      erasureId: record.erasureId,
      problems,
    });
  }
  const total = sumLines(record);
  const overall = overallVerdict(record, total.verdicts, plan);
  const people = [record.executedBy, record.verifiedBy, record.approvedBy];
  const separate = new Set(people).size === people.length;
  const verifiedAt = instant(readBack.at);
  const { responsible, department, name } = input.issuer ?? plan.parties.contractor;
  const key = input.issuerKey;

  const document = {
    schema: CERTIFICATE_SCHEMA,
    number: input.number,
    version: input.version ?? 1,
    stage,
    issuedAt: instant(input.issuedAt),
    issuer: { name, department, responsible },
    recipient: { ...plan.parties.prefecture },
    service: { ...plan.parties.service },
    legalBasis: [...LEGAL_BASIS],
    references: [...REFERENCES],
    predecessor: input.predecessor,
    erasureId: record.erasureId,
    plan: { planId: plan.planId, createdAt: instant(plan.createdAt), sha256: record.planHash },
    approval: { sha256: record.approvalHash, letter: input.letter && letterOf(input.letter) },
    people: {
      executed: { by: record.executedBy, at: instant(record.startedAt) },
      verified: { by: record.verifiedBy, at: verifiedAt },
      approved: { by: record.approvedBy, at: instant(record.approvedAt) },
      separation: separate ? 'separate' : 'not-separate',
      begun: record.begunBy,
    },
    times: timesOf(record, verifiedAt),
    scope: {
      part: partText(plan) ?? exceptArrivedText(record),
      lines: record.systems.map((line) => ({ ...line })),
      total,
      planned: plannedCounts(plan),
      disappeared: (record.disappeared ?? []).map((line) => ({ ...line })),
    },
    methods: methodsOf(plan, record),
    keys: keysOf(record),
    products: { store: pick(input.store), keyService: pick(input.keyService), software: { ...input.software } },
    traceability: traceabilityItems(record, input, input.declared ?? {}),
    verification: {
      method: readBack.method,
      at: verifiedAt,
      versionsListedAfter: readBack.versionsListedAfter,
      probed: readBack.probed,
      outcomes: { ...readBack.outcomes },
      canaries: {
        total: record.unitKeys.length,
        destroyed: record.unitKeys.filter((unit) => unit.canary.outcomeAfter === 'destroyed').length,
      },
      overall,
    },
    plaintextHistory: plaintextHistory(total.plaintextBefore),
    remaining: remainingItems(record, input.declared ?? {}),
    exceptions: record.exceptions.map((exception) => ({ ...exception })),
    limits: [
      ...LIMITS,
      ...(separate ? [] : [LIMIT_NOT_SEPARATE]),
      ...(endsService(plan) ? [] : [LIMIT_GOES_ON]),
      ...(record.arrived?.length ? [LIMIT_ARRIVED] : []),
      ...keyEvidenceLimits(record),
      ...incidentLimits(record),
      ...returnedLimits(record),
      ...returnedVersionLimits(record),
      ...returnedCopyLimits(record),
      ...waitingLimits(record),
      ...(stage === 'interim' ? [LIMIT_INTERIM] : []),
      ...(overall === 'UNKNOWN' ? [LIMIT_UNKNOWN] : []),
      ...(input.letter ? letterLimits(input.letter) : []),
      ...(plan.liveSystems?.length ? [limitLive(plan.liveSystems, endsService(plan) && !leavesRest(record))] : []),
      ...(plan.sharedUnits?.length ? [limitShared(plan.sharedUnits.length)] : []),
      ...(plan.unopened ? [limitUnopened(plan.unopened)] : []),
      ...(record.damagedUnits?.length ? [limitDamagedUnits(record.damagedUnits.length)] : []),
    ],
    evidence: input.evidence.map((item) => ({ ...item })),
    auditHead: { ...input.auditHead },
    inventory: { algorithm: 'RFC6962-SHA256', leaf: 'kimitsu/inventory-leaf/1', ...inventory },
    issuerKey: { kty: key.kty, crv: key.crv, x: key.x, y: key.y },
  };
  const checked = certificateSchema.safeParse(JSON.parse(JSON.stringify(document)));
  if (checked.success) return checked.data;
  throw new Fault('bug', 'certificate/malformed', 'the certificate does not fit its own schema', {
    at: checked.error.issues.map((issue) => issue.path.join('.')),
  });
}

const letterOf = ({ number, date, recordedBy, confirmedBy, scan }: LetterApproval) => ({
  number,
  date,
  recordedBy,
  confirmedBy,
  scan: scan.sha256,
});

const pick = ({ vendor, name, version }: Product): Product => ({ vendor, name, version });
