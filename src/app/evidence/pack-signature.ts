import { keyOfCheckpoint } from '../../certify/checkpoint-open.js';
import { checkSignature, NotAccepted, openJwsOver } from '../../certify/jws-open.js';
import type { PublicKey } from '../../certify/public-key.js';
import { AUDIT_EXCERPT_TYP } from '../certificates/delivery-files.js';
import type { AuditExcerpt } from '../certificates/excerpt-reader.js';
import { type EvidenceCheck, note } from './evidence-check.js';

export interface Signed {
  check: EvidenceCheck;
  pinned: EvidenceCheck;
  signedBy?: string;
}

/** Who signed the pack, by the pinned key or by the one that the last checkpoint in the pack names. */
export function checkSigned({ report, signed }: AuditExcerpt, pin: PublicKey | undefined): Signed {
  const notPinned = note('pin', 'unknown', 'no key was brought');
  if (!report.manifest) return { check: note('signature', 'unknown', 'there is no manifest'), pinned: notPinned };
  if (!signed) return { check: note('signature', 'fail', 'not signed'), pinned: notPinned };
  try {
    const opened = openJwsOver(signed.bytes, Buffer.from(signed.jws, 'latin1'), AUDIT_EXCERPT_TYP);
    const pinned = pin
      ? note('pin', opened.kid === pin.fingerprint ? 'pass' : 'fail', `signed by ${opened.kid}`)
      : notPinned;
    const { last } = report.checkpoints;
    const key =
      pin?.fingerprint === opened.kid ? pin : last?.fingerprint === opened.kid ? keyOfCheckpoint(last.jws) : undefined;
    if (!key) return { check: note('signature', 'unknown', 'there is no key to check it with'), pinned };
    checkSignature(opened, key);
    return { check: note('signature', 'pass', `ES256 by ${opened.kid}`), pinned, signedBy: opened.kid };
  } catch (error) {
    if (!(error instanceof NotAccepted)) throw error;
    return { check: note('signature', 'fail', error.message), pinned: notPinned };
  }
}
