import type { CatalogObject } from '../ports/catalog.js';

/**
 * Whether an object holds an envelope that the keys of this service do not open: another service's, or one whose key is
 * gone. It cannot be protected, and destroying keys of this service does nothing to it. (B3-2-2)
 */
export function isUnopened({ state, classification }: CatalogObject): boolean {
  return state === 'classified' && (classification?.review ?? []).some(({ code }) => code.startsWith('protect/'));
}
