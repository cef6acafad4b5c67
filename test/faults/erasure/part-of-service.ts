import { writeFile } from 'node:fs/promises';
import type { PlanRequest } from '../../../src/app/end-of-service/make-plan.js';
import { copyFolder } from '../../support/copy-folder.js';
import { command, type Disturbance, dyingErasure, judgedPart, kimitsu, owned, preparedPart } from '../processes.js';

/** A plan, and what must be true when it has been carried out. Nobody in it is real. */
export interface PartScenario {
  name: string;
  /** `system/key` → month and content. */
  files: Readonly<Record<string, readonly [month: string, text: string]>>;
  config?: (yaml: string) => string;
  request: PlanRequest;
  /** Nothing stays: no unit key, and the keys of the key service are waiting. A plan that leaves something otherwise. */
  whole?: boolean;
  /** `system/key` of what is put on hold. */
  hold?: string;
  /** What must be gone, and words that stand nowhere else. */
  erased: readonly string[];
  words: readonly string[];
}

/** What is true of a prepared service, as `preparing` prints it and `judging` reads it. */
export interface PartTruth {
  scenario: string;
  dir: string;
  planId: string;
  hash: string;
  /** `system/key` and SHA-256 of what the plan leaves. */
  kept: [name: string, sha256: string][];
  units: string[];
  /** Of these units, those whose key the plan destroys. */
  goneUnits: string[];
  exceptions: number;
  /** Options of the one who erases, and a recovery code for each command. */
  identity: string[];
  recoveryCodes: string[];
}

/**
 * One service up to its approved plan; every kill gets a copy. No workspace is opened here: it is made and looked at by
 * processes, as a closed connection lives until it is collected, whatever this process is doing then.
 */
export class PreparedPart {
  #copies = 0;
  readonly #codes: string[];

  private constructor(
    readonly scenario: PartScenario,
    private readonly truth: PartTruth,
    private readonly truthFile: string,
    readonly changes: number,
    readonly milliseconds: number,
  ) {
    this.#codes = [...truth.recoveryCodes];
  }

  static async make(scenario: PartScenario): Promise<PreparedPart> {
    const truth = await preparedPart(scenario.name);
    const truthFile = `${truth.dir}-truth.json`;
    await writeFile(truthFile, JSON.stringify(truth));
    const copy = `${truth.dir}-counted`;
    copyFolder(truth.dir, copy);
    await owned(copy);
    const counted = await dyingErasure(copy, truth.planId, 'never', 'before');
    if (counted.code !== 0) throw new Error(`the undisturbed erasure failed\n${counted.stderr}`);
    return new PreparedPart(scenario, truth, truthFile, Number(counted.stdout), counted.milliseconds);
  }

  get planId(): string {
    return this.truth.planId;
  }

  get identity(): readonly string[] {
    return this.truth.identity;
  }

  /** @param prepare - before the copy is made: a disk is mounted where a part of it will lie */
  async copy(prepare: (dir: string) => Promise<unknown> = async () => undefined): Promise<string> {
    this.#copies += 1;
    const dir = `${this.truth.dir}-${this.#copies}`;
    await prepare(dir);
    copyFolder(this.truth.dir, dir);
    await owned(dir);
    return dir;
  }

  /** @param disturb - does its worst to the copy. @returns what is wrong after the same command was run again */
  async afterwards(disturb: (dir: string) => Promise<unknown>): Promise<string[]> {
    const dir = await this.copy();
    await disturb(dir);
    await this.erase(dir);
    return this.wrongIn(dir);
  }

  /** The command line of the erasure, with a code of its own. */
  erasing(): string[] {
    const { planId, hash, identity } = this.truth;
    return ['erase', planId, '--confirm', hash, ...identity, '--code', this.#codes.shift() ?? 'none-left'];
  }

  erase(dir: string, disturbance?: Disturbance) {
    return kimitsu(dir, this.erasing(), disturbance);
  }

  /** Two processes begin the same erasure: one works, the other is told so or finds it done. */
  async twoAtOnce(dir: string): Promise<void> {
    const both = await Promise.all([command(dir, this.erasing()), command(dir, this.erasing())]);
    for (const { code, stderr, stdout } of both)
      if (code !== 0 && !(code === 3 && (stderr + stdout).includes('workspace/busy')))
        throw new Error(`two at once: exited with ${code}\n${stderr}`);
  }

  wrongIn(dir: string): Promise<string[]> {
    return judgedPart(dir, this.truthFile);
  }
}
