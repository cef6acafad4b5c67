import { readdir } from 'node:fs/promises';
import type { MigrationPlan } from '../../migrate/plan.js';

/**
 * Packages that another plan has begun in the same folder and that nobody has completed: they hold records, often in
 * clear, and no run will ever go on with them.
 *
 * @returns names of hidden folders; empty for a bucket, and where the folder cannot be read
 */
export async function abandonedPackages({ destination, packages }: MigrationPlan): Promise<string[]> {
  if (destination.type !== 'folder') return [];
  const ours = new Set(packages.flatMap(({ name }) => [`.${name}.partial`, `.${name}.writing`]));
  const names = await readdir(destination.folder).catch((): string[] => []);
  return names.filter((name) => /^\.[a-z0-9-]+\.(partial|writing)$/.test(name) && !ours.has(name)).sort();
}
