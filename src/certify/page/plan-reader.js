import { toHex } from './bytes.js';
import { attachmentsOf } from './pdf-attachments.js';

/**
 * A plan from its JSON file or from the PDF that carries it, with the hash that an approval names: SHA-256 of the bytes
 * of the JSON. What is shown comes from exactly these bytes.
 *
 * @param {Uint8Array} bytes
 * @returns {Promise<{ plan: object, hash: string } | undefined>} undefined when it is not a plan
 */
export async function readPlan(bytes) {
  const isPdf = new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-';
  const candidates = isPdf ? await attachmentsOf(bytes) : [bytes];
  const plans = candidates.map((content) => ({ content, plan: parsed(content) })).filter(({ plan }) => plan);
  if (plans.length !== 1) return undefined;
  const [{ content, plan }] = plans;
  return { plan, hash: toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', content))) };
}

function parsed(content) {
  try {
    const plan = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
    return isPlan(plan) ? plan : undefined;
  } catch {
    // Not UTF-8 or not JSON: not a plan.
    return undefined;
  }
}

/** Plans that an officer approves, and the lists that the view of each needs. */
const KINDS = {
  'kimitsu/disposal-plan/1': ['lines', 'methods', 'keys', 'exceptions'],
  'kimitsu/migration-plan/1': ['lines'],
};

/** Enough to show it; whatever else stands in it is shown as it is. */
function isPlan(plan) {
  const lists = Object.hasOwn(KINDS, plan?.schema) ? KINDS[plan.schema] : undefined;
  return (
    lists !== undefined &&
    typeof plan.planId === 'string' &&
    lists.every((name) => Array.isArray(plan[name])) &&
    typeof plan.parties?.service?.name === 'string' &&
    typeof plan.parties.contractor?.name === 'string' &&
    typeof plan.parties.prefecture?.name === 'string'
  );
}
