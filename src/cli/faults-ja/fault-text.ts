export interface FaultText {
  message: string;
  /** What to do; may be empty. */
  remedy: string;
}

/** By the code of the fault. */
export type FaultTexts = Readonly<Record<string, FaultText>>;
