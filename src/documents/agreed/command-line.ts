import type { Installation } from './installation.js';

/** A command line of this installation as it is typed, the folder in quotation marks where the shell needs them. */
export const commandLine = (run: string, { command, dir }: Pick<Installation, 'command' | 'dir'>): string =>
  `${command} ${run} --dir ${/^[\w./~-]+$/.test(dir) ? dir : `'${dir.replaceAll("'", "'\\''")}'`}`;
