import { canonicalHash, canonicalJson } from '../base/canonical-json.js';
import type { Parties } from '../dispose/plan.js';
import { letterhead } from './pdf/letterhead.js';
import type { Sheet } from './pdf/sheet.js';
import { fullDate, joined } from './wording.js';

/** What every document of the contractor to the prefecture says of itself. */
export interface Official {
  title: string;
  number: string;
  createdAt: string;
}

/** The frame of a document whose canonical JSON is attached as its original: `plan.json` or `report.json`. */
export function frameOf(
  { title, number, createdAt }: Official,
  { name, label, data }: { name: string; label: string; data: unknown },
) {
  return {
    title,
    number,
    date: new Date(createdAt),
    hash: { label, sha256: canonicalHash(data) },
    attachments: [
      {
        name,
        type: 'application/json',
        relationship: 'Source' as const,
        description: `${title}の正本（正規化した JSON）`,
        bytes: Buffer.from(canonicalJson(data), 'utf8'),
      },
    ],
  };
}

/** Title, number, date, and from whom to whom. */
export function address(
  sheet: Sheet,
  { title, number, createdAt }: Official,
  { contractor, prefecture }: Parties,
): void {
  letterhead(sheet, {
    title,
    number,
    date: fullDate(createdAt),
    to: [`${joined(prefecture.name, prefecture.department)}　御中`],
    from: [
      contractor.name,
      ...(contractor.department ? [contractor.department] : []),
      `責任者　${contractor.responsible}`,
    ],
  });
}
