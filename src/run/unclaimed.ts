/** Files of the embedded store that are no system's: nothing classifies, encrypts or erases them. */
export interface UnclaimedFiles {
  count: number;
  /** Counting was broken off: there may be more. */
  atLeast: boolean;
  /** Where they lie, right below storage.root: `./`, `pbx/.kimitsu/`, `PBX/`; masked unless it looks like a system's. */
  folders: string[];
}
