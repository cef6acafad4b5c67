import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createWorkspace } from '../../../src/app/create-workspace.js';
import { BLANK, configTemplate } from '../../../src/config/template.js';
import { copyFolder } from '../../support/copy-folder.js';
import { command, type Disturbance, lookAt, type Ran } from '../processes.js';
import { type Original, originals, personalWords, placeRecords } from './records.js';
import { spokenCodes } from './spoken-codes.js';
import type { Found } from './truth.js';

/** A memo, small enough to be read on the way. */
const RECORD_READ = 16;

const APPROVERS = `approvers:
    - id: kacho
      name: 府民お問合せ担当課長
      publicKey: approver.pub.pem`;

/** What an undisturbed service becomes, and how long each of its commands takes. */
export interface Undisturbed {
  found: ReadonlyMap<string, string>;
  milliseconds: Readonly<Record<string, number>>;
}

/** What a disturbed command may say: exit code and code of each fault. */
export interface Documented {
  exits: readonly number[];
  codes: readonly string[];
}

/** A service from its stored records on. Its commands are processes; everything they say is kept. */
export class PipelineService {
  readonly #said: string[] = [];

  readonly #originals = originals();

  private constructor(
    readonly dir: string,
    /** Of the catalogue's database. */
    readonly password: string | undefined,
  ) {}

  /** @param catalogue - `postgres://…`; a file of the workspace when absent */
  static async make(dir: string, catalogue?: string): Promise<PipelineService> {
    const template = configTemplate('fault-centre').replaceAll(BLANK, '（試験用）').replace('approvers: []', APPROVERS);
    const yaml = catalogue === undefined ? template : template.replace(/^catalogue: .*$/m, `catalogue: ${catalogue}`);
    await createWorkspace(dir, 'fault-centre', yaml);
    await placeRecords(join(dir, 'data'));
    const password = catalogue === undefined ? undefined : new URL(catalogue).password;
    const service = new PipelineService(dir, password);
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await writeFile(join(dir, 'approver.pub.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
    await writeFile(service.approverKey, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    return service;
  }

  /** The same service as it stands, in another folder, in which disks may be mounted already. */
  async copiedTo(dir: string): Promise<PipelineService> {
    copyFolder(this.dir, dir);
    return new PipelineService(dir, this.password);
  }

  /** File of the private key of the one who approves plans. */
  get approverKey(): string {
    return join(this.dir, 'approver.pem');
  }

  /** Everything that a process writes to its log is wanted: nothing personal may be in it. */
  async run(args: readonly string[], disturbance: Disturbance = {}): Promise<Ran> {
    const env = { KIMITSU_LOG: 'debug', ...disturbance.env };
    const ran = await command(this.dir, args, { ...disturbance, env });
    this.#said.push(ran.stdout, ran.stderr);
    return ran;
  }

  /** @returns what is wrong about the way in which a disturbed command ended */
  static misspoken(what: string, ran: Ran, { exits, codes }: Documented): string[] {
    if (ran.killed) return [];
    const wrong: string[] = [];
    if (!exits.includes(ran.code ?? -1)) wrong.push(`${what} exited with ${ran.code}: ${ran.stderr.slice(-300)}`);
    for (const code of spokenCodes(ran.stdout)) if (!codes.includes(code)) wrong.push(`${what} says ${code}`);
    return wrong;
  }

  /** What must hold at any moment, whatever has happened. */
  async wrongNow(): Promise<string[]> {
    return (await this.#look(false)).wrong;
  }

  /**
   * A night's run, with nothing in its way; then what must hold, and be as in an undisturbed service.
   *
   * @param from - the command that was interrupted and goes on now: what came before it is not given again
   */
  async wrongAtLast(
    undisturbed: Undisturbed,
    { distributed = false, from = 'classify' }: { distributed?: boolean; from?: 'classify' | 'enforce' } = {},
  ): Promise<string[]> {
    const wrong: string[] = [];
    for (const name of from === 'classify' ? ['classify', 'enforce'] : ['enforce']) {
      const ran = await this.run([name, ...(distributed ? ['--distributed'] : [])]);
      if (ran.code !== 0) wrong.push(`${name} again exited with ${ran.code}: ${ran.stdout.slice(-600)}`);
    }
    wrong.push(...(await this.#read()));
    const found = await this.#look(true);
    wrong.push(...found.wrong);
    const objects = new Map(found.objects);
    for (const [name, state] of undisturbed.found)
      if (objects.get(name) !== state) wrong.push(`${name} is ${objects.get(name)}, not ${state}`);
    return wrong;
  }

  /** One record by the command, and the audit log by its own. */
  async #read(): Promise<string[]> {
    const { system, key, mark } = this.#originals[RECORD_READ] as Original;
    const read = await command(this.dir, ['read', `${system}/${key}`, '--purpose', '試験']);
    const verified = await this.run(['audit', 'verify']);
    return [
      ...(read.code === 0 && read.stdout.includes(mark) ? [] : [`read exited with ${read.code}: ${read.stderr}`]),
      ...(verified.code === 0 ? [] : [`audit verify exited with ${verified.code}: ${verified.stdout}`]),
    ];
  }

  static async undisturbed(dir: string, catalogue?: string): Promise<Undisturbed> {
    const service = await PipelineService.make(dir, catalogue);
    const milliseconds: Record<string, number> = {};
    for (const name of ['classify', 'enforce']) {
      const ran = await service.run([name]);
      if (ran.code !== 0) throw new Error(`the undisturbed ${name} exited with ${ran.code}\n${ran.stderr}`);
      milliseconds[name] = ran.milliseconds;
    }
    const { wrong, objects } = await service.#look(true);
    if (wrong.length > 0) throw new Error(`the undisturbed service is wrong: ${wrong.join('; ')}`);
    return { found: new Map(objects), milliseconds };
  }

  async #look(settled: boolean): Promise<Found> {
    const found = JSON.parse((await lookAt(this.dir, settled)).stdout) as Found;
    const said = this.#said.splice(0).join('\n');
    const secrets = this.password === undefined ? [] : [this.password];
    const aloud = [...personalWords(this.#originals), ...secrets].filter((word) => said.includes(word));
    return { ...found, wrong: [...found.wrong, ...aloud.map((word) => `said aloud: ${word}`)] };
  }
}
