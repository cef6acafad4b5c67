import { beforeAll, describe, expect, it } from 'vitest';
import { screen } from '../support/screen.js';
import { type SmallService, smallService } from '../support/small-service.js';

const shown = screen();
const ALL = '全てのシステムの全ての記録';

/** B3-2-1 */
describe('kimitsu hold place', () => {
  let service: SmallService;
  const place = async (...filter: string[]): Promise<string> => {
    const args = ['hold', 'place', ...filter, '--reason', '訴訟', '--dir', service.dir];
    expect(await shown.kimitsu(...args)).toBe(0);
    return shown.stdout + shown.stderr;
  };

  beforeAll(async () => {
    service = await smallService();
  });

  it('says that it holds everything where nothing narrows it down', async () => {
    expect(await place()).toMatch(new RegExp(`（対象: 全て）[^]*${ALL}`));
  });

  it('says what it holds otherwise, and nothing of everything', async () => {
    const said = await place('--system', 'pbx', '--level', '3');
    expect(said).toContain('（対象: pbx 機密性3）');
    expect(said).not.toContain(ALL);
  });
});
