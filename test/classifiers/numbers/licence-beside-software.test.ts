import { describe, expect, it } from 'vitest';
import { valuesOf } from '../values-of.js';

const licences = await valuesOf('DRIVERS_LICENSE_NUMBER');

describe('a licence beside talk of programs', () => {
  it.each([
    '申請ソフトが動かない。身分証のlicense番号 451234567890 を控えた',
    'ソフトボール大会の帰りにlicence 451234567890 を失くした',
    'My license is 451234567890. The software does not start.',
    'name,license_no,job\n下村 咲恵,451234567890,ソフト開発',
    'ライセンスを落とした。ライセンスNo 451234567890、licence',
  ])('is somebody’s: %s', (text) => expect(licences(text)).toEqual(['451234567890']));

  it.each(['software,license_no\nOffice,451234567890', 'license_no 451234567890 サブスク 5 seats'])(
    'is of a program: %s',
    (text) => expect(licences(text)).toEqual([]),
  );
});
