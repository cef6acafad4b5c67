import { generateKeyPairSync } from 'node:crypto';
import { parseDocument } from 'yaml';
import { configTemplate } from '../../config/template.js';

/** Folder of the records in a workspace made from the template. */
export const DEMO_RECORDS = 'data';

/** The make-believe service of the demo. Nobody in it is real; offices stand for persons. */
export function demoConfig(): { yaml: string; prefectureKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const document = parseDocument(configTemplate('demo-centre'));
  document.setIn(['service', 'name'], '架空府 府民お問合せセンター運営業務（実演用）');
  document.setIn(['service', 'contract'], '実演第１号');
  document.setIn(['contractor', 'name'], '架空の受注者（実演用）');
  document.setIn(['contractor', 'department'], 'コンタクトセンター運営部');
  document.setIn(['prefecture', 'name'], '架空府（実演用）');
  document.setIn(['prefecture', 'department'], '府民お問合せ担当課');
  document.setIn(
    ['prefecture', 'approvers'],
    document.createNode([
      {
        id: 'demo-approver',
        name: '架空府 府民お問合せ担当課長',
        publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      },
    ]),
  );
  document.setIn(['keys', 'waitingDays'], 7);
  return { yaml: document.toString(), prefectureKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}
