/** Something small and valid that inputs are made of by damaging it. */
export interface Seed {
  /** Mutated one by one before they are put together, so that damage gets behind checksums, compression and signatures. */
  parts: readonly Buffer[];
  build(parts: readonly Buffer[]): Buffer;
}

/** A reader or recognizer under fuzzing: what it is fed with and what must hold for every input. */
export interface FuzzTarget {
  /** `group/what`; its cases lie in `cases/<name>/`. */
  name: string;
  /** `text`: the bytes are UTF-16LE, so that lone surrogates stay as they are. */
  form: 'bytes' | 'text';
  seeds(): readonly Seed[] | Promise<readonly Seed[]>;
  /** @throws whenever the code does not hold what it promises, mostly `Broken` */
  check(input: Buffer): void | Promise<void>;
  /** What is measured as inputs grow: what it reads once, where `check` reads it again and again to compare. */
  grow?(input: Buffer): unknown;
  /** Share of the inputs; 1 unless it says otherwise. Slow targets get less. */
  weight?: number;
  /** Milliseconds after which one input counts as a hang. */
  deadline?: number;
  /** Words of its language, mixed into the inputs. */
  words?: readonly string[];
}

/** A seed of one part. */
export function whole(bytes: Buffer | string): Seed {
  return { parts: [Buffer.from(bytes as string)], build: ([only]) => only ?? Buffer.alloc(0) };
}
