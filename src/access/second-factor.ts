import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { generateSecret, generateSync, generateURI, verifySync } from 'otplib';
import { afterFailure, isLocked, NO_TRIES, type Tries } from './tries.js';

/** RFC 6238 with the values that every authenticator app knows: SHA-1, 6 digits, steps of 30 seconds. */
const TOTP = { algorithm: 'sha1', digits: 6, period: 30 } as const;
/** A clock may be off by one step in either direction (RFC 6238 §5.2). */
const TOLERANCE_SECONDS = 30;
const SECRET_BYTES = 20;

/** Recovery codes as they are kept: 100 bits each are beyond guessing, so one keyed hash is enough. */
export interface RecoveryCodes {
  /** Base64. */
  salt: string;
  /** HMAC-SHA256 of each code, base64. */
  hashes: string[];
}

/** What changes with every use of a second factor. */
export interface FactorUse {
  /** Time step of the last accepted code; an earlier one, or the same, is a repetition. */
  lastStep?: number | undefined;
  /** Positions in `RecoveryCodes.hashes` that are used up. */
  usedCodes: number[];
  tries: Tries;
}

export const UNUSED: FactorUse = { usedCodes: [], tries: NO_TRIES };

export type CodeVerdict = 'accepted' | 'wrong' | 'replayed' | 'locked';

export interface Judged {
  verdict: CodeVerdict;
  means?: 'totp' | 'recovery-code';
  /** To be kept before anybody is told the verdict. */
  use: FactorUse;
}

/** Base32, 160 bits (RFC 4226 §4 R6). */
export function newTotpSecret(): string {
  return generateSecret({ length: SECRET_BYTES });
}

/** What an authenticator app reads from a QR code. */
export function totpUri(secret: string, service: string, account: string): string {
  return generateURI({ secret, issuer: `kimitsu ${service}`, label: account, ...TOTP });
}

/** What an authenticator app shows at `at`. */
export function codeAt(secret: string, at: Date): string {
  return generateSync({ secret, epoch: Math.floor(at.getTime() / 1000), ...TOTP });
}

/** @returns the time step of a code that is right at `at`, or was or will be a step away */
export function stepOf(code: string, secret: string, at: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const epoch = Math.floor(at.getTime() / 1000);
  const result = verifySync({ secret, token: code, epoch, epochTolerance: TOLERANCE_SECONDS, ...TOTP });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}

const CODE_GROUPS = 5;
const GROUP_LENGTH = 4;
/** Without I, L, O and U, as Crockford's base 32. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** @returns the codes to be shown once, `XXXX-XXXX-XXXX-XXXX-XXXX`, and what is kept of them */
export function newRecoveryCodes(count: number): { codes: string[]; kept: RecoveryCodes } {
  const salt = randomBytes(16).toString('base64');
  const codes = Array.from({ length: count }, () =>
    Array.from({ length: CODE_GROUPS }, () =>
      [...randomBytes(GROUP_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join(''),
    ).join('-'),
  );
  return { codes, kept: { salt, hashes: codes.map((code) => hashOf(code, salt).toString('base64')) } };
}

/**
 * Judges what somebody gave as a second factor: six digits, or a recovery code.
 *
 * @param secret - of TOTP, opened; undefined where there is none or it cannot be opened
 */
export function judgeCode(
  given: string,
  { secret, recovery, use }: { secret: string | undefined; recovery: RecoveryCodes | undefined; use: FactorUse },
  at: Date,
): Judged {
  if (isLocked(use.tries, at)) return { verdict: 'locked', use };
  const code = given.normalize('NFKC').replace(/\s/g, '');
  const wrong: Judged = { verdict: 'wrong', use: { ...use, tries: afterFailure(use.tries, at) } };
  if (/^\d{6}$/.test(code)) {
    const step = secret === undefined ? undefined : stepOf(code, secret, at);
    if (step === undefined) return wrong;
    // Right but seen before: nobody guessed it, so it does not count as a failure.
    if (step <= (use.lastStep ?? -1)) return { verdict: 'replayed', means: 'totp', use };
    return { verdict: 'accepted', means: 'totp', use: { ...use, lastStep: step, tries: NO_TRIES } };
  }
  const index = recovery === undefined ? -1 : positionOf(code, recovery);
  if (index < 0) return wrong;
  if (use.usedCodes.includes(index)) return { verdict: 'replayed', means: 'recovery-code', use };
  return {
    verdict: 'accepted',
    means: 'recovery-code',
    use: { ...use, usedCodes: [...use.usedCodes, index], tries: NO_TRIES },
  };
}

/** Takes the same time whichever it is. */
function positionOf(code: string, { salt, hashes }: RecoveryCodes): number {
  const given = hashOf(code, salt);
  let found = -1;
  hashes.forEach((hash, index) => {
    const kept = Buffer.from(hash, 'base64');
    if (kept.byteLength === given.byteLength && timingSafeEqual(kept, given)) found = index;
  });
  return found;
}

function hashOf(code: string, salt: string): Buffer {
  const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return createHmac('sha256', Buffer.from(salt, 'base64')).update(plain, 'utf8').digest();
}
