import { asFault } from '../../base/fault.js';
import { packageRoot } from '../../base/package-root.js';
import type { FaultWording } from '../../documents/agreed/definition.js';
import type { Check } from '../doctor/check.js';
import { examineAll } from '../doctor/doctor.js';
import type { OpenCatalogue } from '../open-catalogue.js';
import { softwareVersion } from '../software-version.js';
import type { Control } from './control.js';
import { ANNEXES } from './control-table.js';
import { type EvidenceSource, joined, type Sighting, type Standing, unseen } from './evidence.js';
import { SOURCES } from './sources.js';

/** A control with everything that was seen for it. */
export interface ReportedControl extends Sighting {
  about: Control;
}

export interface ControlReport {
  madeAt: string;
  software: string;
  service: { id: string; name: string; contract: string };
  contractor: string;
  prefecture: string;
  annexes: { title: string; titleJa: string; controls: ReportedControl[] }[];
  counts: Record<Standing, number>;
  /** Last entry of the audit log; undefined while it is empty. */
  auditHead: { seq: number; hash: string } | undefined;
}

export interface ControlReportRequest {
  /** Japanese of fault codes, as the screen shows them. */
  faultWording: FaultWording;
  /** Folder of the program, where what is delivered beside it lies. */
  program?: string;
  sources?: readonly EvidenceSource[];
}

/** How each control of the prefecture's requirements stands in this workspace, by what is there now. Changes nothing. */
export async function controlReport(
  open: OpenCatalogue,
  { faultWording, program = packageRoot(), sources = SOURCES }: ControlReportRequest,
): Promise<ControlReport> {
  const { dir, config, clock } = open;
  const head = await open.catalog.auditHead();
  let checks: Promise<readonly Check[]> | undefined;
  const room = { ...open, program, faultWording, checks: () => (checks ??= examineAll(dir, undefined, clock)) };
  const sightings: Sighting[] = [];
  for (const source of sources)
    sightings.push(...(await source.look(room).catch((error) => unseen(source, asFault(error).code))));
  const annexes = ANNEXES.map(({ title, titleJa, controls }) => ({
    title,
    titleJa,
    controls: controls.map((about) => ({ about, ...joined(about.id, sightings) })),
  }));
  const counts: ControlReport['counts'] = { met: 0, partly: 0, 'not-done': 0, 'to-check': 0 };
  for (const { standing } of annexes.flatMap(({ controls }) => controls)) counts[standing] += 1;
  return {
    madeAt: clock.now().toISOString(),
    software: await softwareVersion(),
    service: { ...config.service },
    contractor: config.contractor.name,
    prefecture: config.prefecture.name,
    annexes,
    counts,
    auditHead: head && { seq: head.seq, hash: head.hash },
  };
}
