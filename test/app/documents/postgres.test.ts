import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { acknowledge } from '../../../src/app/documents/acknowledge.js';
import { approveDocument } from '../../../src/app/documents/approve.js';
import { listDocuments } from '../../../src/app/documents/list.js';
import { type OpenDocuments, withDocuments } from '../../../src/app/documents/open-documents.js';
import { renderDocuments } from '../../../src/app/documents/render.js';
import { moveCatalogOf } from '../../../src/app/move-catalog.js';
import { onPostgres } from '../../support/postgres.js';
import { smallService } from '../../support/small-service.js';

const wording = () => ({ message: '（試験）', remedy: '（試験）' });

await onPostgres('agreed documents on PostgreSQL', (emptySchema) => {
  it('version, agreement and register go along with the catalogue, and go on there', async () => {
    const service = await smallService();
    const open = <T>(work: (open: OpenDocuments) => Promise<T>): Promise<T> =>
      withDocuments(service.dir, { lock: 'exclusive', clock: service.clock, actor: 'operator:test' }, work);
    await open((documents) => renderDocuments(documents, ['vulnerability'], wording));
    await open((documents) => approveDocument(documents, 'vulnerability', { key: service.keyFile }));
    await open((documents) => acknowledge(documents, 'vulnerability', { by: '運用担当' }));
    const url = await emptySchema();
    await moveCatalogOf({ dir: service.dir, catalogue: 'catalogue/catalogue.sqlite' }, url, 'operator:test');
    const file = join(service.dir, 'kimitsu.yaml');
    const yaml = await readFile(file, 'utf8');
    await writeFile(file, yaml.replace('catalogue: catalogue/catalogue.sqlite', `catalogue: '${url}'`));

    const { documents } = await open((moved) => listDocuments(moved, wording));
    expect(documents.find(({ id }) => id === 'vulnerability')).toMatchObject({
      state: 'agreed',
      version: 1,
      acknowledged: 1,
    });
    const [again] = await open((moved) => renderDocuments(moved, ['vulnerability'], wording));
    expect(again).toMatchObject({ version: 1, made: false });
    await writeFile(file, (await readFile(file, 'utf8')).replace('verifier: 検証責任者', 'verifier: 品質管理者'));
    const [next] = await open((moved) => renderDocuments(moved, ['vulnerability'], wording));
    expect(next).toMatchObject({ version: 2, made: true, since: { version: 1, agreed: true } });
  });
});
