import type { JsonWebKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { sha256Hex } from '../../base/bytes.js';
import type { Clock } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import { APPROVAL_SCHEMA, signApproval } from '../../certify/approval.js';
import { LETTER_SCHEMA, type LetterApproval } from '../../certify/letter-approval.js';
import { readPublicKey } from '../../certify/public-key.js';
import { signerOf } from '../../certify/signing-key.js';
import { accountIn } from '../access/actor.js';
import { noSecondPerson, type Person, type TwoPeople } from '../access/second-person.js';
import { privateKey } from '../private-key.js';
import { unreadable } from '../unreadable.js';
import type { PinnedApprovers } from './approval-check.js';
import { hashInScan, typedDigits } from './letter-hash.js';

interface Needs {
  approvers: PinnedApprovers;
  clock: Clock;
}

/**
 * The approval of the document with this hash, signed here with the prefecture's private key. The key is read, used and
 * not kept.
 * @throws {Fault} denied `approval/unknown-key` when the configuration does not pin its public half
 */
export async function signedHere({ clock, approvers }: Needs, hash: string, keyFile: string): Promise<string> {
  const jwk = await privateKey(keyFile);
  const { fingerprint } = readPublicKey({ kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y } as JsonWebKey);
  const approver = approvers.find(({ key }) => key?.fingerprint === fingerprint);
  if (!approver)
    throw new Fault(
      'denied',
      'approval/unknown-key',
      'the key is not one of the configured approvers',
      { fingerprint },
      {
        hint: 'its public half must stand in prefecture.approvers of kimitsu.yaml',
      },
    );
  return signApproval(
    {
      schema: APPROVAL_SCHEMA,
      planHash: hash,
      decision: 'approved',
      approver: approver.name,
      role: approver.id,
      at: clock.now().toISOString(),
    },
    signerOf(jwk),
  );
}

export interface LetterRequest {
  /** The scan of the letter. */
  file: string;
  number: string;
  /** `YYYY-MM-DD` */
  date: string;
  approver: string;
  /** As the two are named in documents; once they have shown who they are, their accounts are added. */
  recordedBy: string;
  confirmedBy: string;
  /** The plan's hash as each of the two reads it off the letter, or its first digits. */
  typed?: { recorded?: string | undefined; confirmed?: string | undefined } | undefined;
  /** Who records it and who confirms that, once identities are enrolled. */
  people?: TwoPeople | undefined;
}

/** As it is kept: whoever has vouched for a letter carries nothing out by it. */
export interface Vouching {
  recordedBy: string;
  confirmedBy: string;
}

export function vouchingOf(people: TwoPeople | undefined): Vouching | undefined {
  return people && { recordedBy: people.first.accountId, confirmedBy: people.second.accountId };
}

/** `運用課長（unyo-taro）` */
function named(given: string, person: Person | undefined): string {
  const text = given.trim();
  if (!person || text === person.name) return text;
  return text === '' ? person.name : `${text}（${person.name}）`;
}

/**
 * An approval on paper (承認書) as it is recorded, and the scan, to be kept under `letter.scan.name`.
 * @throws {Fault} usage `access/no-second-person` where the one who gives it is authenticated and nobody else is; as
 *   `typedDigits`
 */
export async function letterGiven(
  { clock, actor }: Pick<Needs, 'clock'> & { actor: string },
  { planHash, name }: { planHash: string; name: string },
  { file, people, recordedBy, confirmedBy, typed, ...letter }: LetterRequest,
): Promise<{ letter: LetterApproval; scan: Uint8Array }> {
  if (accountIn(actor) !== undefined && !people) throw noSecondPerson();
  const scan = await readFile(file).catch((cause) => {
    throw unreadable(cause);
  });
  return {
    letter: {
      schema: LETTER_SCHEMA,
      planHash,
      ...letter,
      recordedBy: named(recordedBy, people?.first),
      confirmedBy: named(confirmedBy, people?.second),
      scan: {
        name: `${name}.letter${extname(file).toLowerCase()}`,
        sha256: sha256Hex(scan),
        bytes: scan.byteLength,
      },
      recordedAt: clock.now().toISOString(),
      ...(typed
        ? {
            typed: {
              recorded: typedDigits(typed.recorded, planHash, 'recorded'),
              confirmed: typedDigits(typed.confirmed, planHash, 'confirmed'),
            },
            scanText: await hashInScan(scan, planHash),
          }
        : {}),
    },
    scan,
  };
}
