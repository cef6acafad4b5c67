import { resolve } from 'node:path';
import { loadPolicy, type Policy, parsePolicy, policyUnreadable } from '../classify/policy.js';
import type { Config } from '../config/schema.js';
import type { BoundFiles } from './bound-files.js';

/** The policy that the configuration names, or the bundled one. @throws {Fault} usage `policy/unreadable`, `policy/invalid` */
export async function configuredPolicy(files: BoundFiles, { policy }: Pick<Config, 'policy'>): Promise<Policy> {
  if (policy === undefined) return loadPolicy();
  const path = resolve(files.dir, policy);
  const source = await files.bytes(policy).catch((cause) => {
    throw policyUnreadable(path, cause);
  });
  return parsePolicy(source.toString('utf8'), path);
}
