#!/usr/bin/env node
import { run } from './program.js';

// Whoever reads us may stop early (`| head`): that is no failure, unless the command itself listens for it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (process.stdout.listenerCount('error') > 1) return;
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// Whoever is asked to stop while connections are closing has ended already: with the exit code that says how.
let ended = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => ended && process.exit());

process.exitCode = await run(process.argv);
ended = true;
