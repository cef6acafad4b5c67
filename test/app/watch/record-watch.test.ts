import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { classify } from '../../../src/app/classify.js';
import { enforce } from '../../../src/app/enforce.js';
import { readRecord } from '../../../src/app/read-record.js';
import { runsOf } from '../../../src/app/runs/run-record.js';
import { recordWatch } from '../../../src/app/watch/record-watch.js';
import { ACCESS_FINDING } from '../../../src/app/watch/watch-note.js';
import { DAY_MS } from '../../../src/base/clock.js';
import { smallService } from '../../support/small-service.js';

it('B2-3-2: a scheduled watch is a run of its own, with a note when there is something to look at', async () => {
  const { open, clock, dir } = await smallService({ 'pbx/memo/1.txt': '架空山 花子様より、税の納付について。' });
  await open((workspace) => classify(workspace), { detector: true });
  await open((workspace) => enforce(workspace));
  expect((await open((workspace) => recordWatch(workspace))).notes).toEqual([]);
  // Noon of a Wednesday becomes noon of a Sunday.
  clock.advance(4 * DAY_MS);
  const output = join(dir, 'read.txt');
  const request = { key: 'pbx/memo/1.txt', purpose: '照会への回答', output };
  await open((workspace) => readRecord(workspace, request, new AbortController().signal));
  await rm(output);
  const found = await open((workspace) => recordWatch(workspace));
  expect(found).toMatchObject({ job: 'watch-access', failed: 0, notes: [{ code: ACCESS_FINDING }] });
  expect((await open((workspace) => recordWatch(workspace))).notes).toEqual([]);
  expect(await open(({ ports }) => runsOf(ports.catalog, 'watch-access'))).toHaveLength(3);
});
