import { readFile } from 'node:fs/promises';
import { errnoOf, Fault } from '../base/fault.js';

/** What a file holds, without the line break at its end. @throws {Fault} usage `alerts/secret-unreadable`, `alerts/secret-too-short` */
export async function readSecret(file: string, leastLength = 1): Promise<string> {
  let secret: string;
  try {
    secret = (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
  } catch (cause) {
    const detail = { reason: errnoOf(cause) ?? 'unknown' };
    throw new Fault('usage', 'alerts/secret-unreadable', 'the secret of a contact cannot be read', detail, { cause });
  }
  if (secret.length >= leastLength) return secret;
  const hint = 'e.g. openssl rand -hex 32';
  throw new Fault(
    'usage',
    'alerts/secret-too-short',
    'the secret of a contact is too short',
    { leastLength },
    { hint },
  );
}
