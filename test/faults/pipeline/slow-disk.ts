import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Tally } from '../tally.js';
import { type Documented, PipelineService, type Undisturbed } from './pipeline-service.js';

/** What a disk is asked for that takes long on a slow one. */
const CALLS = 'fsync,fdatasync,pwrite64';

/** A version may be in its place when making that durable fails: it is seen as changed then, and is the next run's. */
const FAILING: Documented = {
  exits: [0, 3, 4],
  codes: ['store/unavailable', 'catalog/unavailable', 'unit-keys/unavailable', 'keys/unavailable', 'enforce/changed'],
};

/** What the system does for the process: later, or, now and then, not at all. */
const WAYS: readonly { name: string; inject: string; documented: Documented }[] = [
  {
    name: 'every write and sync takes 15 ms longer',
    inject: 'fsync,fdatasync,pwrite64:delay_enter=15000',
    documented: { exits: [0], codes: [] },
  },
  { name: 'a sync fails now and then', inject: 'fsync,fdatasync:error=EIO:when=20+23', documented: FAILING },
  { name: 'a write fails now and then', inject: 'pwrite64:error=EIO:when=40+61', documented: FAILING },
];

interface Request {
  parent: string;
  tally: Tally;
  undisturbed: Undisturbed;
}

/** A disk that is slow, or fails for a moment, for all that a process asks of it; strace stands between them. */
export async function slowDisks(times: number, { parent, tally, undisturbed }: Request): Promise<void> {
  if (times === 0) return;
  const missing = await promisify(execFile)('strace', ['-f', '-qq', '-e', 'trace=none', 'true']).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? 'strace is not installed' : 'strace may not trace'),
  );
  if (missing !== undefined) return tally.skip('slow', 'all', missing);
  for (let time = 0; time < times; time++) {
    const { name, inject, documented } = WAYS[time % WAYS.length] as (typeof WAYS)[number];
    const stage = time % 4 === 3 ? 'classify' : 'enforce';
    await tally.scenario('slow', `${stage}, ${name}`, async () => {
      const service = await PipelineService.make(join(parent, `slow-${time}`));
      if (stage === 'enforce') await service.run(['classify']);
      const calls = ['-e', `trace=${CALLS}`, '-e', `inject=${inject}`];
      const under = ['strace', '-f', '--seccomp-bpf', '-qq', '-o', '/dev/null', ...calls];
      const ran = await service.run([stage], { under });
      const wrong = PipelineService.misspoken(stage, ran, documented);
      wrong.push(...(await service.wrongNow()), ...(await service.wrongAtLast(undisturbed)));
      return { wrong, struck: ran.milliseconds > (undisturbed.milliseconds[stage] ?? 0) || ran.code !== 0 };
    });
  }
}
