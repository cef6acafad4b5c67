import { sameBytes, toHex } from './bytes.js';
import { canonicalText } from './canonical-writer.js';
import { attachmentsOf } from './pdf-attachments.js';

/**
 * A plan or an agreed document from its JSON file or from the PDF that carries it, with the hash that an approval names:
 * SHA-256 of the bytes of the JSON. What is shown comes from exactly these bytes.
 *
 * @param {Uint8Array} bytes
 * @returns {Promise<{ plan?: object, document?: object, hash: string } | undefined>} undefined when it is neither
 */
export async function readSubject(bytes) {
  const isPdf = new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-';
  const candidates = isPdf ? await attachmentsOf(bytes) : [bytes];
  const found = candidates.map((content) => ({ content, ...parsed(content) }));
  const subjects = found.filter(({ plan, document }) => plan || document);
  if (subjects.length !== 1) return undefined;
  const [{ content, ...subject }] = subjects;
  return { ...subject, hash: toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', content))) };
}

function parsed(content) {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
    if (isPlan(value)) return { plan: value };
    // Approvals name the canonical form; another one has another hash.
    const isCanonical = value !== null && sameBytes(new TextEncoder().encode(canonicalText(value)), content);
    return isCanonical && isAgreed(value) ? { document: value } : {};
  } catch {
    // Not UTF-8 or not JSON: neither.
    return {};
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

/** A version of a document of the agreement, as far as its view needs it. */
function isAgreed(value) {
  const { content } = value;
  return (
    value.schema === 'kimitsu/agreed-document/1' &&
    typeof value.number === 'string' &&
    Number.isInteger(value.version) &&
    Array.isArray(value.changes) &&
    content?.schema === 'kimitsu/agreed-content/1' &&
    ['blocks', 'open', 'attachments', 'basis', 'controls'].every((name) => Array.isArray(content[name])) &&
    typeof content.title === 'string' &&
    ['service', 'contractor', 'prefecture'].every((name) => typeof content.parties?.[name]?.name === 'string')
  );
}
