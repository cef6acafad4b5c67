import { COMMAND_ACCESS } from '../../access/commands.js';
import { codeAt } from '../../access/second-factor.js';
import type { Clock } from '../../base/clock.js';
import { Fault } from '../../base/fault.js';
import { admission } from '../access/admission.js';
import { confirmFactor, prepareFactor } from '../access/enroll.js';
import { type Workspace, withWorkspace } from '../workspace.js';

const NAME = '実演の特権運用者';
/** Opens nothing but the folder of one demo. */
const SECRET = 'the secret of the demo';

/** The privileged operator of the demo, with an authenticator app of its own: goes through the gate as people do. */
export class DemoPeople {
  #recoveryCodes: string[] = [];

  constructor(
    private readonly dir: string,
    private readonly clock: Clock,
  ) {}

  async enrol(): Promise<void> {
    const options = { lock: 'exclusive', clock: this.clock, actor: 'operator:demo' } as const;
    await withWorkspace(this.dir, options, async (workspace) => {
      const { uri = '' } = await prepareFactor(workspace, { name: NAME, secret: SECRET });
      const totp = new URL(uri).searchParams.get('secret') ?? '';
      const confirmed = await confirmFactor(workspace, { name: NAME, code: codeAt(totp, this.clock.now()) });
      this.#recoveryCodes = confirmed.recoveryCodes;
    });
  }

  /** Gives a command and shows `what`: everything, the secret alone, or nothing. */
  give<T>(
    command: string,
    work: (workspace: Workspace) => Promise<T>,
    what: 'everything' | 'secret' | 'nothing' = 'everything',
  ): Promise<T> {
    const access = COMMAND_ACCESS[command];
    if (!access) throw new Fault('bug', 'access/not-in-table', 'the demo gives a command that is not there');
    const shown =
      <Value>(value: () => Value, when: boolean) =>
      async () =>
        when ? value() : undefined;
    const credentials = {
      name: shown(() => NAME, what !== 'nothing'),
      secret: shown(() => SECRET, what !== 'nothing'),
      // The app shows a new code only every 30 seconds, and nobody waits in a demo.
      code: shown(() => this.#recoveryCodes.shift(), what === 'everything'),
    };
    const admit = admission({ command, access, args: [], options: {}, credentials });
    return withWorkspace(this.dir, { lock: 'exclusive', clock: this.clock, actor: 'operator:demo', admit }, work);
  }
}
