import { Fault } from '../../base/fault.js';
import type { LetterApproval } from '../../certify/letter-approval.js';
import { readRecords } from '../../records/read.js';

/** Of 64: chance does not meet so many, and people type them without giving up. */
const FEWEST = 16;

export type Typist = 'recorded' | 'confirmed';

/**
 * B3-2-3: binds a letter to the plan by what a person reads off it: the plan's hash, or its first digits.
 *
 * @returns how many digits were typed; 0 where nothing was
 * @throws {Fault} usage `approval/letter-hash-form`; denied `approval/letter-hash-differs`
 */
export function typedDigits(typed: string | undefined, planHash: string, typist: Typist): number {
  const digits = (typed ?? '').normalize('NFKC').replace(/[\s-]/g, '').toLowerCase();
  if (digits === '') return 0;
  if (digits.length > planHash.length || !/^[0-9a-f]+$/.test(digits)) throw badForm(typist, digits.length);
  if (!planHash.startsWith(digits))
    throw new Fault(
      'denied',
      'approval/letter-hash-differs',
      'the hash that was typed from the letter is not that of the plan',
      { typist },
      { hint: 'look whether it was mistyped; a letter that names another plan approves none of this' },
    );
  if (digits.length < FEWEST) throw badForm(typist, digits.length);
  return digits.length;
}

function badForm(typist: Typist, length: number): Fault {
  return new Fault(
    'usage',
    'approval/letter-hash-form',
    'what was typed is not the hash of a plan, nor enough of its first digits',
    { typist, length, fewest: FEWEST },
    { hint: `type the hexadecimal hash as it stands on the letter, or at least its first ${FEWEST} digits` },
  );
}

/**
 * Whether the text of the scan has the plan's hash on one of its pages. Says nothing of a picture, and what a page has as
 * text need not be what it shows: evidence beside what people read, and no more.
 */
export async function hashInScan(scan: Uint8Array, planHash: string): Promise<NonNullable<LetterApproval['scanText']>> {
  const { items, summary } = readRecords(once(scan), { name: 'letter.pdf' });
  let [text, isUnread] = ['', false];
  for await (const item of items)
    if (item.kind === 'problem') isUnread ||= item.code !== 'records/no-text';
    else if (/^page \d+$/.test(item.locator ?? '')) text += item.fields.map((each) => each.text).join('');
  if (summary().format !== 'pdf') return 'not-pdf';
  const plain = text.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  if (plain.includes(planHash)) return 'found';
  if (isUnread) return 'unreadable';
  return plain === '' ? 'no-text' : 'not-found';
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
