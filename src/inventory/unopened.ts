import type { CatalogObject } from '../ports/catalog.js';

/**
 * Whether an object holds an envelope that the keys of this service do not open: another service's, or one whose key is
 * gone. It cannot be protected, and destroying keys of this service does nothing to it. A decision on its level takes it
 * off the review list and changes nothing of that. (B3-2-2)
 */
export function isUnopened({ state, classification }: CatalogObject): boolean {
  if (state !== 'classified' || !classification) return false;
  const unread = classification.because.filter(({ source }) => source === 'unread').map(({ rule }) => rule);
  return [...classification.review.map(({ code }) => code), ...unread].some((code) => code.startsWith('protect/'));
}
