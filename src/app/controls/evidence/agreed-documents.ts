import { type EvidenceSource, sighting } from '../evidence.js';

/** Controls that ask for a document agreed with the prefecture, or known to the staff, and its name. */
const DOCUMENTS: readonly (readonly [control: string, english: string, japanese: string])[] = [
  ['B1-1-2', 'procedures', '操作の手順書'],
  ['B2-1-1', 'table of responsibilities', '責任分界表'],
  ['B2-1-2', 'list of approved services', '利用承認サービス一覧'],
  ['B2-1-3', 'table of contacts', '連絡体制表'],
  ['B2-2-1', 'procedures, with who has read them', '手順書及び周知の記録'],
  ['B2-2-2', 'risks and measures, with who has read them', 'リスクと対策の資料及び周知の記録'],
  ['B2-5-1', 'procedure for vulnerabilities', '脆弱性管理の手順書'],
  ['B3-2-4', 'policy for the disposal of devices', '装置等廃棄方針'],
];

/** Documents agreed with the prefecture. None is kept in the catalogue yet, so each is told as missing. */
export const agreedDocuments: EvidenceSource = {
  id: 'agreed-documents',
  controls: DOCUMENTS.map(([control]) => control),
  async look() {
    return DOCUMENTS.map(([control, english, japanese]) =>
      sighting(control, [], [[`no agreed document: ${english}`, `府と合意した${japanese}がありません`]]),
    );
  },
};
