import { Fault } from '../../base/fault.js';
import type { CatalogVersion, ObjectState, Protection, ProtectionMode, VersionState } from '../../ports/catalog.js';

/** An enumeration as the small numbers in the database. The order of `names` is stored: only ever append. */
export class Codes<Name extends string> {
  constructor(private readonly names: readonly Name[]) {}

  code(name: Name): number {
    const code = this.names.indexOf(name);
    if (code < 0) throw new Fault('bug', 'catalog/unknown-name', 'the catalogue has no code for a name', { name });
    return code;
  }

  name(code: number): Name {
    const name = this.names[code];
    if (name === undefined) {
      throw new Fault('integrity', 'catalog/corrupt', 'the catalogue holds a number that means nothing', { code });
    }
    return name;
  }
}

/** The first two are open work; a partial index relies on their numbers. */
export const OBJECT_STATES = new Codes<ObjectState>([
  'found',
  'classified',
  'protected',
  'erased',
  'migrated',
  'gone',
  'exception',
]);
export const LAST_OPEN_STATE = 1;

export const VERSION_STATES = new Codes<VersionState>(['present', 'destroyed', 'exception']);
export const VERSION_ITEMS = new Codes<CatalogVersion['item']>(['version', 'delete-marker', 'upload']);
export const PROTECTION_MODES = new Codes<ProtectionMode>(['envelope', 'store-kms', 'default']);
export const PLAINTEXT_HISTORIES = new Codes<Protection['plaintextHistory']>(['never', 'plaintext-before', 'unknown']);
