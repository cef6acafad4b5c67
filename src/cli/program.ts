import type { Command } from 'commander';
import { COMMAND_ACCESS } from '../access/commands.js';
import { assertLogFile, createLogger, logRequest } from '../app/logging/create-logger.js';
import { asFault, Fault } from '../base/fault.js';
import { buildProgram, commandsIn, helpAsOption, pathOf } from './build-program.js';
import type { Action, CommandContext } from './command.js';
import { credentialsOf } from './credentials.js';
import { leftQuestion } from './left-question.js';
import { assertOutputs } from './output-options.js';
import { createOutput } from './print.js';
import { stackOf } from './stack.js';
import { type ErrorResult, usageError, usageText, WrongCommandLine } from './usage-ja.js';

interface GlobalOptions {
  dir: string;
  json?: boolean;
  logLevel?: string;
  logFile?: string;
}

/** Exit code after SIGINT, as shells expect. */
const INTERRUPTED = 130;

/** Runs one command line. @returns its exit code */
export async function run(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  let context: CommandContext | undefined;
  const interrupt = new AbortController();
  const onSignal = (): void => {
    if (interrupt.signal.aborted) process.exit(INTERRUPTED);
    // What stays is stopped by its service manager and says so in its log.
    if (!context?.endsWhenStopped)
      process.stderr.write(
        '中断を受け付けました。処理中の記録を安全な状態にして終了します（もう一度押すと直ちに終了します）。\n',
      );
    interrupt.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);

  const action: Action =
    (command) =>
    async (...args) => {
      // commander passes arguments, then the command's options, then the command itself.
      const self = args.at(-1) as Command;
      const { dir, json, ...log } = self.optsWithGlobals<GlobalOptions>();
      // Refused also by a command that writes no log: a mistake would show only at night.
      const { file: logFile } = logRequest(log, process.env.KIMITSU_LOG, 'silent');
      const name = pathOf(self);
      const access = COMMAND_ACCESS[name];
      if (!access) throw new Fault('bug', 'access/not-in-table', 'nobody has decided who may give this command');
      const options = self.optsWithGlobals<Record<string, unknown>>();
      await assertOutputs(options, logFile, dir);
      if (logFile !== undefined) await assertLogFile(logFile);
      const credentials = credentialsOf(options, json ?? false);
      const attempt = { command: name, access, args: args.slice(0, -2), options, credentials };
      let asked = false;
      const output = createOutput(json ?? false);
      context = {
        dir,
        output,
        async withWorkspace({ check, ...open }, work) {
          asked = true;
          const { admission } = await import('../app/access/admission.js');
          const { withWorkspace } = await import('../app/workspace.js');
          const { warnIfBehind } = await import('./behind-warning.js');
          return withWorkspace(dir, { ...open, admit: admission({ ...attempt, check }) }, async (workspace) => {
            await warnIfBehind(workspace, output);
            return work(workspace);
          });
        },
        signal: interrupt.signal,
        log: (usual = 'silent') => createLogger(logRequest(log, process.env.KIMITSU_LOG, usual)),
      };
      exitCode = (await command(context, ...(args.slice(0, -1) as never))) ?? 0;
      if (!asked && access.kind !== 'open')
        throw new Fault('bug', 'access/gate-passed-by', 'the command did not ask who gives it');
      if (interrupt.signal.aborted && !context.endsWhenStopped) exitCode = INTERRUPTED;
    };
  try {
    const program = await buildProgram(action, commandsIn(argv));
    await program.parseAsync(helpAsOption(argv));
  } catch (error) {
    const json = argv.includes('--json');
    if (error instanceof WrongCommandLine) {
      const wrong = usageError(error);
      if (json && wrong) process.stdout.write(errorJson(wrong));
      process.stderr.write(usageText(error) ?? '');
      return error.said.exitCode === 0 ? 0 : 2;
    }
    if (leftQuestion(error)) {
      process.stderr.write('入力を取りやめたため、中断しました。\n');
      return INTERRUPTED;
    }
    // Of what runs until it is stopped, a failure while it stops is one.
    if (interrupt.signal.aborted && !(context?.endsWhenStopped && error instanceof Fault)) return INTERRUPTED;
    const fault = asFault(error);
    if (json) process.stdout.write(errorJson(fault));
    const { explainFault } = await import('./faults-ja.js');
    process.stderr.write(explainFault(fault));
    if (fault.kind === 'bug' && process.env.KIMITSU_DEBUG) process.stderr.write(stackOf(fault));
    return fault.exitCode;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
  return exitCode;
}

const errorJson = ({ kind, code, message, hint, detail }: ErrorResult): string =>
  `${JSON.stringify({ error: { kind, code, message, hint, detail } })}\n`;
