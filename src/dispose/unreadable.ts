/**
 * An object of a plan whose content no key of this service opens to its end. Nobody has read it, so no document claims
 * that anybody did, or that its keys are gone.
 */
export interface UnreadableObject {
  objectId: string;
  system: string;
  /** What opening it said, e.g. `protect/altered`. */
  code: string;
}
