import { expect, it } from 'vitest';
import { historyText } from '../../../src/app/report/report-texts.js';

it('never says that nothing has lain in clear of files that are not yet protected', () => {
  const said = '保管中のファイルのうち、平文で置かれたことがあるもの（機密性１を含む）: ';
  expect(historyText({ never: 0, 'plaintext-before': 0, unknown: 1100 })).toBe(
    `${said}0件、不明（保護前を含む）: 1,100件`,
  );
  expect(historyText({ never: 3, 'plaintext-before': 1200, unknown: 0 })).toBe(`${said}1,200件`);
});
