import { expect, it } from 'vitest';
import { examineFile } from '../../src/app/examine-file.js';
import { createDetector } from '../../src/classify/detector.js';
import { loadPolicy } from '../../src/classify/policy.js';
import { FAILING, withFailing } from '../examine/failing-recognizer.js';

it('names the record over which detection fails for review, at level 3, and reads the others', async () => {
  const detector = await createDetector(withFailing, loadPolicy());
  async function* content() {
    yield Buffer.from(`番号,内容\n1,${FAILING}\n2,連絡先は090-1234-5678\n`);
  }
  expect(await examineFile(content(), 'a.csv', detector)).toMatchObject({
    contentLevel: 3,
    findings: [{ type: 'PHONE_NUMBER', count: 1 }],
    review: [{ code: 'classify/worker-died', locator: 'row 1' }],
  });
});
