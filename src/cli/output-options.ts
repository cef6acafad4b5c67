import { assertOutput, type OutputForm } from '../app/output-path.js';

/** Every option that names a file to be written, whatever the command. */
export const OUTPUT_OPTIONS: Readonly<Record<string, OutputForm>> = {
  output: 'file',
  html: 'file',
  csv: 'file',
  report: 'file',
  logFile: 'log',
};

/** Refuses, before anything is done, output that would harm a workspace. @throws {Fault} what `assertOutput` throws */
export async function assertOutputs(options: Record<string, unknown>, log: string | undefined, dir: string) {
  for (const [option, form] of Object.entries(OUTPUT_OPTIONS)) {
    const target = options[option];
    if (typeof target === 'string') await assertOutput(target, form, dir);
  }
  if (log !== undefined) await assertOutput(log, 'log', dir);
}
