import { Fault } from '../base/fault.js';
import type { ArrivedLine } from '../dispose/erasure.js';
import { Selection } from '../dispose/selection.js';
import type { JobPorts } from '../run/ports.js';
import { fateIn } from './place.js';
import { type Erasing, type Judged, judgedListing, type Listed } from './selected-listing.js';
import { systemOf } from './systems.js';

type Needs = Pick<JobPorts, 'catalog' | 'objects' | 'seal' | 'service'>;

/** What has come to one name since an erasure froze its scope. */
interface Since {
  /** Records, or what may hold one: no plan has named them, and nobody has approved that they go. */
  arrived: Listed[];
  /** Delete markers alone, over something that is erased: they hold nothing, and say nothing that is not the plan's. */
  markers: (Listed & { item: 'delete-marker' })[];
}

/**
 * Versions and unfinished uploads that came after the freeze, counted by system; empty lines are left out. Of a plan that
 * leaves something: those that it would have erased, by what the catalogue knows of their names.
 */
export async function arrivedSince(erasing: Erasing, ports: Needs, signal?: AbortSignal): Promise<ArrivedLine[]> {
  const lines = new Map<string, ArrivedLine>();
  const selection = new Selection(erasing.plan);
  for await (const { arrived } of sinceFreeze(erasing, ports, signal))
    for (const listed of arrived) {
      const { system } = listed;
      if (!selection.everything && fateIn(selection, listed.object, system) !== 'erased') continue;
      const { name: systemName } = systemOf(ports.service, system);
      const line = lines.get(system) ?? { system, systemName, versions: 0, bytes: 0 };
      line.versions += 1;
      line.bytes += listed.item === 'upload' ? 0 : listed.version.size;
      lines.set(system, line);
    }
  return [...lines.values()];
}

/**
 * All that is listed in the places of a service whose catalogue is sealed: what was the plan's is gone by then, and names
 * cannot be told any more. A place that was taken down meanwhile holds nothing, and what lies where another workspace has
 * its records by now is that one's.
 * @throws {Fault} of the store: what cannot be listed may hold something
 */
export async function listedAfterEnd(
  systems: readonly string[],
  { objects, service, logger }: Pick<JobPorts, 'objects' | 'service' | 'logger'>,
  signal?: AbortSignal,
): Promise<ArrivedLine[]> {
  const lines: ArrivedLine[] = [];
  for (const system of systems) {
    const { bucket, prefix, name: systemName } = systemOf(service, system);
    const line: ArrivedLine = { system, systemName, versions: 0, bytes: 0 };
    const options = signal ? { signal } : {};
    try {
      for await (const { size } of objects.listVersions(bucket, prefix, options)) {
        line.versions += 1;
        line.bytes += size;
      }
      for await (const _ of objects.listUploads(bucket, prefix, options)) line.versions += 1;
    } catch (error) {
      if (!(error instanceof Fault && NOT_OURS.has(error.code))) throw error;
      logger.warn({ system, code: error.code }, 'place not listed at the end of an erasure');
      continue;
    }
    if (line.versions > 0) lines.push(line);
  }
  return lines;
}

const NOT_OURS: ReadonlySet<string> = new Set(['store/no-bucket', 'store/other-workspace']);

/** Delete markers that have come over what is erased, by which no newer record is hidden. */
export async function* markersSince(
  erasing: Erasing,
  ports: Needs,
  signal?: AbortSignal,
): AsyncGenerator<Listed & { item: 'delete-marker' }> {
  for await (const { markers } of sinceFreeze(erasing, ports, signal)) yield* markers;
}

async function* sinceFreeze(erasing: Erasing, ports: Needs, signal?: AbortSignal): AsyncGenerator<Since> {
  let group: Judged[] = [];
  for await (const judged of judgedListing(erasing, ports, signal)) {
    if (judged.selected) continue;
    if (group[0] && !isSameName(group[0].listed, judged.listed)) {
      yield sinceOf(group);
      group = [];
    }
    group.push(judged);
  }
  yield sinceOf(group);
}

const isSameName = (a: Listed, b: Listed): boolean =>
  a.objectId === b.objectId && (a.item === 'upload') === (b.item === 'upload');

function sinceOf(group: readonly Judged[]): Since {
  const listed = group.map((judged) => judged.listed);
  const isMarker = (one: Listed): one is Listed & { item: 'delete-marker' } => one.item === 'delete-marker';
  const markers = listed.filter(isMarker);
  return group[0]?.ofSelectedObject && markers.length === listed.length
    ? { arrived: [], markers }
    : { arrived: listed, markers: [] };
}
