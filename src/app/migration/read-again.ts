import { canonicalJson } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { type PackageReport, verifyPackage } from '../../migrate/package/verify.js';
import type { MigrationRecord, VerifiedPackage } from '../../migrate/record.js';
import type { OpenTarget } from './receiver.js';

/** What a package is now, beside what was measured of it when it was verified. */
export interface PackageReading {
  system: string;
  name: string;
  /** `missing`: no complete package lies there, as after the medium was handed over. */
  state: 'as-verified' | 'missing' | 'changed';
  /** Kinds of what `verifyPackage` found; empty for a valid package that is another one. */
  problems: PackageReport['problems'][number]['code'][];
  /** Whether the receiver has signed for it: then it need not be there any more. */
  accepted: boolean;
}

/** B3-2-1: reads each package of the record to its last file again, so that nothing is claimed from memory. */
export async function readAgain({ packages }: MigrationRecord, openTarget: OpenTarget): Promise<PackageReading[]> {
  const readings: PackageReading[] = [];
  for (const held of packages) readings.push(await reading(held, openTarget));
  return readings;
}

async function reading(held: VerifiedPackage, openTarget: OpenTarget): Promise<PackageReading> {
  const { system, name, acceptance } = held;
  const about = { system, name, accepted: acceptance !== undefined };
  const target = openTarget(name);
  if (!(await target.isComplete())) return { ...about, state: 'missing', problems: [] };
  const found = await verifyPackage(target);
  const isSame = found.verdict === 'valid' && measured(found) === measured(held);
  const problems = [...new Set(found.problems.map(({ code }) => code))];
  return { ...about, state: isSame ? 'as-verified' : 'changed', problems };
}

function measured({
  tagManifest = '',
  objects,
  bytes,
  levels,
}: Pick<PackageReport, 'tagManifest' | 'objects' | 'bytes' | 'levels'>): string {
  return canonicalJson({ tagManifest, objects, bytes, levels });
}

/** What of the readings stands against going on, or against saying that all is handed over. */
export const differing = (readings: readonly PackageReading[]): PackageReading[] =>
  readings.filter(({ state, accepted }) => state === 'changed' || (state === 'missing' && !accepted));

/**
 * A migration that goes on counts nothing as done that an earlier run has seen and that is no longer so.
 * @throws {Fault} integrity `migrate/package-changed`
 */
export async function assertAsVerified(record: MigrationRecord, openTarget: OpenTarget): Promise<void> {
  const packages = differing(await readAgain(record, openTarget));
  if (packages.length === 0) return;
  throw new Fault(
    'integrity',
    'migrate/package-changed',
    'a package that an earlier run has verified is missing or another one',
    { packages: packages.map(({ name, state, problems }) => ({ name, state, problems })) },
    { hint: 'mount the disk that has it, or put it back; where it is lost, make a new plan and have it approved' },
  );
}
