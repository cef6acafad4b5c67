import { recognizers } from '../../classifiers/index.js';
import { createDetector, type ExplainingDetector } from '../classify/detector.js';
import { kindOf } from '../classify/kind.js';
import { loadPolicy } from '../classify/policy.js';
import type { KindOf } from '../run/ports.js';

export interface OpenDetector {
  detector: ExplainingDetector;
  kindOf: KindOf;
}

/** All recognizers under the policy of `policyFile`, or the bundled one. Takes a second: the dictionary is loaded. */
export async function openDetector(policyFile?: string): Promise<OpenDetector> {
  const policy = loadPolicy(policyFile);
  return { detector: await createDetector(recognizers, policy), kindOf: (place) => kindOf(policy, place) };
}
