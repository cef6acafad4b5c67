import type { Json } from '../base/canonical-json.js';
import { japaneseDay } from '../base/japanese-day.js';
import type { Catalog } from '../ports/catalog.js';
import { type Finding, type FindingPart, withPart } from './finding.js';

/** What was saved: `fresh` the first time, `grown` when more events came to a finding that was there. */
export interface SavedFinding {
  finding: Finding;
  change: 'fresh' | 'grown' | 'same';
}

const parentOf = (day: string): string => `access-findings/${day}`;

/** Findings of the access watch in the catalogue, each with its audit entry `access.finding`. */
export class Findings {
  constructor(
    private readonly catalog: Pick<Catalog, 'document' | 'documents' | 'saveDocument'>,
    private readonly actor: string,
  ) {}

  async add(part: FindingPart, content: string, detectedAt: string, replaces?: string): Promise<SavedFinding> {
    const known = await this.#known(part.findingId);
    return this.#save(known, withPart(known, part, content, detectedAt, replaces));
  }

  /** A finding that is computed as a whole; when it was found first stays. */
  async put(finding: Finding): Promise<SavedFinding> {
    const known = await this.#known(finding.findingId);
    return this.#save(known, known ? { ...finding, detectedAt: known.detectedAt } : finding);
  }

  /** Those found first on a day in Japan, `2026-04-01`. */
  async of(day: string): Promise<Finding[]> {
    return (await this.catalog.documents('run', parentOf(day))).map(({ body }) => body as unknown as Finding);
  }

  async #known(id: string): Promise<Finding | undefined> {
    return (await this.catalog.document('run', id))?.body as unknown as Finding | undefined;
  }

  async #save(known: Finding | undefined, finding: Finding): Promise<SavedFinding> {
    const change = known === undefined ? 'fresh' : finding.count === known.count ? 'same' : 'grown';
    if (change === 'same' && known?.severity === finding.severity) return { finding: known, change };
    const { findingId, rule, severity, source, hour, count } = finding;
    await this.catalog.saveDocument(
      {
        kind: 'run',
        id: findingId,
        parentId: parentOf(japaneseDay(new Date(finding.detectedAt))),
        body: finding as unknown as Json,
      },
      [
        {
          actor: this.actor,
          action: change === 'fresh' ? 'access.finding' : 'access.finding-grown',
          subject: findingId,
          detail: { rule, severity, source, hour, count },
        },
      ],
    );
    return { finding, change };
  }
}
