import { afterAll, expect, it } from 'vitest';
import { openSqlCatalog } from '../../../src/adapters/sql/open-sql-catalog.js';
import { linkAudit } from '../../../src/audit/chain.js';
import { verifyChain } from '../../../src/audit/verify.js';
import { systemClock } from '../../../src/base/clock.js';
import { asFault } from '../../../src/base/fault.js';
import { draft, listOf, seen } from '../../contract/catalog-samples.js';
import { CuttingProxy } from '../../support/cutting-proxy.js';
import { onPostgres } from '../../support/postgres.js';
import { THOROUGH } from '../../support/thorough.js';

const open = (url: string) => openSqlCatalog({ file: url, clock: systemClock, link: linkAudit });

const FIRST_ENTRIES = THOROUGH ? 10_000 : 100;
/** Bytes of a change behind which it is cut, the last among them. */
const PLACES = THOROUGH ? 150 : 12;

/** Several questions and writings, so that much of a change is sent without an answer in between. */
const items = (n: number) => [0, 1, 2].map((i) => seen(`${name(n)}-${i}`));
const drafts = [draft('cut.first'), draft('cut.second')];
const name = (n: number) => `o${String(n).padStart(6, '0')}`;

await onPostgres('a change whose connection is cut', (emptySchema) => {
  const proxies: CuttingProxy[] = [];
  afterAll(() => Promise.all(proxies.map((proxy) => proxy.stop())));

  it('behind one byte or another leaves all of it or nothing, and the next one goes on', async () => {
    const direct = await emptySchema();
    const { hostname, port } = new URL(direct);
    const proxy = new CuttingProxy({ host: hostname, port: Number(port) });
    proxies.push(proxy);
    const through = new URL(direct);
    through.hostname = '127.0.0.1';
    through.port = String(await proxy.start());
    const cut = await open(through.href);
    const witness = await open(direct);
    let [n, made, witnessed] = [0, 0, 0];
    const change = async () => {
      const before = proxy.sent;
      await cut.saveSeen(items(n), drafts);
      n += 1;
      made += 1;
      return proxy.sent - before;
    };
    // The numbers of entries have as many digits from here to the end, so that all changes are equally long.
    await witness.saveSeen(
      [],
      Array.from({ length: FIRST_ENTRIES }, () => draft('cut.first')),
    );
    await change();
    const length = await change();
    expect(await change()).toBe(length);

    for (const bytes of Array.from({ length: PLACES }, (_, i) => Math.ceil((length * (i + 1)) / PLACES))) {
      proxy.cutAfter(bytes);
      const fault = await cut.saveSeen(items(n), drafts).then(() => undefined, asFault);
      expect(fault, `behind byte ${bytes} of ${length}`).toMatchObject({ code: 'catalog/unavailable' });
      // A change waits for those that the server still works on.
      await witness.saveSeen([seen(`w${n}`)], [draft('cut.witnessed')]);
      witnessed += 1;
      const whole = bytes === length;
      if (whole) made += 1;
      expect((await listOf(witness.objects())).length, `behind byte ${bytes}`).toBe(made * 3 + witnessed);
      expect((await witness.auditHead())?.seq, `behind byte ${bytes}`).toBe(
        FIRST_ENTRIES + made * drafts.length + witnessed,
      );
      n += 1;
      await change();
    }
    expect(await verifyChain(witness.auditEntries())).toMatchObject({ problems: [] });
    await cut.close();
    await witness.close();
  });
});
