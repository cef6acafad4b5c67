import { accounts } from './evidence/accounts.js';
import { agreedDocuments } from './evidence/agreed-documents.js';
import { auditLog } from './evidence/audit-log.js';
import { certificates } from './evidence/certificates.js';
import { contacts } from './evidence/contacts.js';
import { host } from './evidence/host.js';
import { keys } from './evidence/keys.js';
import { plans } from './evidence/plans.js';
import { records } from './evidence/records.js';
import { secondFactor } from './evidence/second-factor.js';
import { services } from './evidence/services.js';
import { supplyChain } from './evidence/supply-chain.js';
import { threats } from './evidence/threats.js';
import { watch } from './evidence/watch.js';
import type { EvidenceSource } from './evidence.js';

/** Every kind of evidence there is. */
export const SOURCES: readonly EvidenceSource[] = [
  host,
  secondFactor,
  contacts,
  threats,
  auditLog,
  supplyChain,
  services,
  watch,
  keys,
  plans,
  records,
  certificates,
  accounts,
  agreedDocuments,
];
