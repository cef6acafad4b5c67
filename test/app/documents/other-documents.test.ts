import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addIdentity } from '../../../src/app/accounts/identities.js';
import { openDisposal } from '../../../src/app/accounts/open-disposal.js';
import { otherDocuments } from '../../../src/app/documents/other-documents.js';
import { renderOther } from '../../../src/app/documents/render-other.js';
import { writeKeyReports } from '../../../src/app/keys/report.js';
import type { Workspace } from '../../../src/app/workspace.js';
import { approvedPlan } from '../../support/account-plan.js';
import { smallService } from '../../support/small-service.js';

const latest = async ({ dir, ports }: Workspace, id: string) =>
  (await otherDocuments({ dir, catalog: ports.catalog })).find((one) => one.id === id)?.latest;

it('shows the latest of what other commands make, and renders a plan as it was made', async () => {
  const service = await smallService();
  await service.open(
    async (workspace) => {
      for (const id of ['termination-plan', 'migration-plan', 'encryption-report', 'account-disposal-report'] as const)
        expect(await latest(workspace, id)).toBeUndefined();
      await expect(renderOther(workspace, 'termination-plan')).rejects.toMatchObject({
        code: 'documents/nothing-to-render',
      });

      await addIdentity(workspace.ports, { name: 'nightly', roles: ['operator'], special: true });
      const plan = await approvedPlan(workspace, service);
      expect(await latest(workspace, 'termination-plan')).toMatchObject({ number: plan.planId, file: undefined });
      const { pdf } = await renderOther(workspace, 'termination-plan');
      const first = await readFile(pdf);
      await rm(pdf);
      expect(Buffer.compare(first, await readFile((await renderOther(workspace, 'termination-plan')).pdf))).toBe(0);
      expect(await latest(workspace, 'termination-plan')).toMatchObject({ file: pdf });

      const { disposalId } = await openDisposal(workspace.ports, plan, workspace.approvers);
      expect(await latest(workspace, 'account-disposal-report')).toMatchObject({ number: disposalId, file: undefined });
      const report = await renderOther(workspace, 'account-disposal-report');
      expect(report.pdf).toBe(join(service.dir, 'certificates', `${disposalId}.pdf`));
      expect(await latest(workspace, 'account-disposal-report')).toMatchObject({ file: report.pdf });

      await writeKeyReports(workspace);
      const second = await writeKeyReports(workspace);
      expect(await latest(workspace, 'encryption-report')).toMatchObject({ file: second.encryption.path });
      expect(await latest(workspace, 'key-lifecycle-report')).toMatchObject({ file: second.lifecycle.path });
    },
    { lock: 'exclusive' },
  );
});
