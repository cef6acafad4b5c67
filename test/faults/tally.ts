/** What came of the scenarios of one kind of fault. */
export interface KindTally {
  scenarios: number;
  /** Scenarios in which the fault met work that was under way. */
  struck: number;
  wrong: number;
  seconds: number;
}

/** What a scenario found. */
export interface Verdict {
  wrong: readonly string[];
  /** False when the fault came to late, or was too small, to disturb anything. */
  struck: boolean;
}

/** Counts scenarios, measures and prints each. */
export class Tally {
  readonly kinds: Record<string, KindTally> = {};
  /** `kind/scenario: why`. */
  readonly skipped: string[] = [];

  /** A scenario that throws is one that went wrong. */
  async scenario(kind: string, name: string, play: () => Promise<Verdict>): Promise<void> {
    const started = performance.now();
    const { wrong, struck } = await play().catch((error: unknown) => ({
      wrong: [`threw: ${error instanceof Error ? error.stack : error}`],
      struck: true,
    }));
    const seconds = (performance.now() - started) / 1000;
    this.kinds[kind] ??= { scenarios: 0, struck: 0, wrong: 0, seconds: 0 };
    const tally = this.kinds[kind];
    tally.scenarios += 1;
    tally.struck += struck ? 1 : 0;
    tally.wrong += wrong.length > 0 ? 1 : 0;
    tally.seconds = Math.round((tally.seconds + seconds) * 10) / 10;
    const met = struck ? '' : ' (met nothing)';
    say(`${kind}: ${name}${met}: ${wrong.length === 0 ? 'as it must be' : `WRONG: ${wrong.join('; ')}`}`, seconds);
  }

  skip(kind: string, name: string, why: string): void {
    this.skipped.push(`${kind}/${name}: ${why}`);
    say(`${kind}: ${name}: SKIPPED: ${why}`);
  }

  add(other: Pick<Tally, 'kinds' | 'skipped'>): void {
    Object.assign(this.kinds, other.kinds);
    this.skipped.push(...other.skipped);
  }

  get wrong(): number {
    return Object.values(this.kinds).reduce((sum, { wrong }) => sum + wrong, 0);
  }
}

export function say(line: string, seconds?: number): void {
  process.stdout.write(`${line}${seconds === undefined ? '' : ` [${seconds.toFixed(1)} s]`}\n`);
}
