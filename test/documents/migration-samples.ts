import type { MigrationPlan } from '../../src/migrate/plan.js';
import { samplePlan } from './samples.js';

/** A migration plan with the sizes of a real service and names that need rare glyphs. All of it is invented. */
export function sampleMigrationPlan(change: Partial<MigrationPlan> = {}): MigrationPlan {
  const { planId, createdAt, createdBy, parties, lines, inventoryHash, auditHead } = samplePlan();
  const moved = lines.map(({ system, systemName, level, objects, records, bytes }) => ({
    system,
    systemName,
    level,
    objects,
    records,
    versions: objects,
    bytes,
  }));
  const systems = [...new Set(lines.map(({ system }) => system))];
  return {
    schema: 'kimitsu/migration-plan/1',
    planId,
    createdAt,
    createdBy,
    parties,
    verifier: '検証責任者',
    receiver: {
      name: '次期受託株式会社髙﨑',
      office: '引継ぎ準備室',
      contact: '06-0000-0000（試験用）',
      fingerprint: 'p3bS7QmWIJLOdRCLFn1qAGLcCzdQx_0u4cXQ8nL6kP4',
    },
    scope: {},
    lines,
    moved,
    methods: [
      { level: 3, protection: 'raw-rsa', readBack: 'full' },
      { level: 1, protection: 'raw-rsa', readBack: 'full' },
    ],
    leftBehind: systems.map((system) => ({
      system,
      reason: 'noncurrent-version',
      versions: lines
        .filter((line) => line.system === system)
        .reduce((sum, { versions, objects }) => sum + versions - objects, 0),
    })),
    packages: systems.map((system) => ({ system, name: `contact-centre-${system}-b34e77a2`, source: system })),
    form: 'bagit',
    destination: { type: 'folder', folder: '/mnt/handover' },
    protection: { mode: 'raw-rsa', fingerprint: '3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea' },
    history: false,
    schedule: { from: '2026-12-01', until: '2026-12-25' },
    tools: { store: 'Amazon S3', software: 'kimitsu 0.1.0' },
    inventoryHash,
    auditHead,
    ...change,
  };
}
