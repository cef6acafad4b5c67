#!/usr/bin/env node
import { run } from './program.js';

// Whoever reads us may stop early (`| head`): that is no failure, unless the command itself listens for it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (process.stdout.listenerCount('error') > 1) return;
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv);
