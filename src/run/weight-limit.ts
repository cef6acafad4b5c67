/**
 * Lets work begin as long as what is under way weighs no more than `most` together; what weighs more than that by
 * itself is done alone. First come, first served: light work does not pass heavy work that waits, which would never
 * have its turn otherwise.
 */
export class WeightLimit {
  #underWay = 0;
  #count = 0;
  readonly #waiting: { weight: number; begin: () => void }[] = [];

  constructor(readonly most: number) {}

  /** Runs `work` when its turn has come, and lets others begin however it ends. */
  async run<T>(weight: number, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((begin) => {
      this.#waiting.push({ weight, begin });
      this.#beginNext();
    });
    try {
      return await work();
    } finally {
      this.#underWay -= weight;
      this.#count -= 1;
      this.#beginNext();
    }
  }

  #beginNext(): void {
    for (let next = this.#waiting[0]; next && this.#hasRoomFor(next.weight); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#underWay += next.weight;
      this.#count += 1;
      next.begin();
    }
  }

  #hasRoomFor(weight: number): boolean {
    return this.#count === 0 || this.#underWay + weight <= this.most;
  }
}
