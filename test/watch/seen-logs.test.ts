import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/base/canonical-json.js';
import { SeenLogs } from '../../src/watch/seen-logs.js';
import { trailName } from './log-samples.js';

function memory() {
  const bodies = new Map<string, string>();
  const catalog = {
    async document(_kind: string, id: string) {
      const body = bodies.get(id);
      return body === undefined
        ? undefined
        : { kind: 'run' as const, id, parentId: undefined, body: JSON.parse(body) as Json, updatedAt: '' };
    },
    async saveDocument({ id, body }: { id: string; body: Json }) {
      bodies.set(id, JSON.stringify(body));
    },
  };
  return { bodies, catalog };
}

const mark = { etag: 'e', sha256: 'a', whole: true };

describe('SeenLogs', () => {
  it.each`
    what                       | first                                        | second
    ${'of CloudTrail'}         | ${trailName('20260401T0305Z')}               | ${trailName('20260402T0305Z')}
    ${'of server access logs'} | ${'s3/2026-04-01-03-05-00-0123456789ABCDEF'} | ${'s3/2026-04-02-03-05-00-0123456789ABCDEF'}
  `('keeps a document per day $what, so that none grows for ever', async ({ first, second }) => {
    const { bodies, catalog } = memory();
    const seen = new SeenLogs(catalog, 's', false);
    await seen.save([first, second].map((path) => ({ path, mark })));
    expect(bodies.size).toBe(2);
    const later = new SeenLogs(catalog, 's', false);
    expect(await later.find(first)).toEqual(mark);
    expect(await later.find(`${first}x`)).toBeUndefined();
  });

  it('loses nothing when a run goes through more folders than it holds', async () => {
    const { catalog } = memory();
    const seen = new SeenLogs(catalog, 's', false);
    const paths = Array.from({ length: 300 }, (_, index) => `folder-${index}/log`);
    await seen.save(paths.map((path) => ({ path, mark })));
    for (const path of paths) expect(await seen.find(path)).toEqual(mark);
  });

  it('knows a log of CloudTrail wherever it lies', async () => {
    const { catalog } = memory();
    const seen = new SeenLogs(catalog, 's', true);
    await seen.save([{ path: `a/b/${trailName('20260401T0305Z')}`, mark }]);
    expect(await seen.find(trailName('20260401T0305Z'))).toEqual(mark);
  });
});
