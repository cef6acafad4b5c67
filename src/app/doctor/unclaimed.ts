import type { Clock } from '../../base/clock.js';
import { withCatalogue } from '../open-catalogue.js';
import { findUnclaimed } from '../ownership/unclaimed.js';
import { attention, type Check, ok } from './check.js';

/** B3-2-1: a record in the wrong folder is neither encrypted nor erased, and nothing else says so. */
export async function unclaimed(dir: string, clock: Clock): Promise<Check> {
  const id = 'files/unclaimed';
  const found = await withCatalogue(dir, (open) => findUnclaimed({ ...open, actor: 'doctor' }), clock);
  const { count, atLeast, folders } = found;
  if (count === 0) return ok(id, ['none', 'ありません']);
  const where = folders.join(', ');
  return attention(
    id,
    [
      `${count}${atLeast ? ' or more' : ''} file(s) below storage.root belong to no system: ${where}`,
      `保管庫のフォルダーに、どのシステムにも属さないファイルが${count.toLocaleString('ja-JP')}個${atLeast ? '以上' : ''}あります（${folders.join('、')}）`,
    ],
    [
      'move each into the folder of its system, then run classify and enforce; or remove it: nothing encrypts or erases it',
      '記録であれば該当するシステムのフォルダーに移動し、kimitsu classify 及び kimitsu enforce を実行してください。不要なものは取り除いてください（このままでは、暗号化も消去もされません）',
    ],
  );
}
