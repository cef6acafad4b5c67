import { AGREED_DOCUMENTS } from '../../../documents/agreed/index.js';
import { BoundFiles } from '../../bound-files.js';
import { type ListedDocument, listDocuments } from '../../documents/list.js';
import { pinnedApprovers } from '../../pinned-approvers.js';
import { type Evidence, type EvidenceSource, sighting, type Words } from '../evidence.js';

/** That roles restrict who may do something is shown by the roles, not by the paper that describes them. */
const SHOWN_ELSEWHERE = new Set(['B2-3-1']);

/** Documents agreed with the prefecture and known to the staff, each in its latest version. */
export const agreedDocuments: EvidenceSource = {
  id: 'agreed-documents',
  controls: [...new Set(AGREED_DOCUMENTS.flatMap(({ controls }) => controls))].filter((id) => !SHOWN_ELSEWHERE.has(id)),
  async look({ dir, config, catalog, clock, faultWording }) {
    const files = new BoundFiles(dir);
    const approvers = await pinnedApprovers(files, config);
    const { documents } = await listDocuments({ dir, files, config, catalog, clock, approvers }, faultWording);
    return agreedDocuments.controls.map((control) => {
      const own = documents.filter(({ controls }) => controls.includes(control));
      return sighting(control, own.flatMap(evidenceOf), own.flatMap(missingIn));
    });
  },
};

function evidenceOf({ number, title, version, createdAt, agreed, state }: ListedDocument): Evidence[] {
  if (version === undefined || createdAt === undefined) return [];
  const latest = `${title}（${number} 第${version}版）`;
  if (agreed && state === 'agreed')
    return [{ at: agreed.at, words: [`${number} v${version}, agreed`, `${latest}を府と合意済み`] }];
  return state === 'current' ? [{ at: createdAt, words: [`${number} v${version}`, latest] }] : [];
}

function missingIn({ id, title, state, toAcknowledge, open }: ListedDocument): Words[] {
  const missing: Words[] = [];
  if (state !== 'agreed' && state !== 'current') missing.push([`${id}: ${state}`, `${title}: ${STATES[state]}`]);
  if (toAcknowledge.length > 0)
    missing.push([
      `${id}: ${toAcknowledge.length} have not read the latest version`,
      `${title}: 最新の版の周知の記録がない者が${toAcknowledge.length}名います`,
    ]);
  if (open.length > 0)
    missing.push([`${id}: ${open.length} points to check`, `${title}: 「要確認」の事項が${open.length}件あります`]);
  return missing;
}

const STATES = {
  'not-made': '作成されていません',
  changed: '内容が変わり、最新の版が作成されていません',
  'not-agreed': '府の承認が記録されていません',
} as const;
