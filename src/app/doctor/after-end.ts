import type { Clock } from '../../base/clock.js';
import { withCatalogue } from '../open-catalogue.js';
import { lyingAfterEnd } from '../status/after-end.js';
import { attention, type Check, ok } from './check.js';

const ID = 'files/after-end';

/** B3-2-1: an erased service has no job left that would find what is put back into its places. */
export async function afterEnd(dir: string, clock: Clock): Promise<Check> {
  const lying = await withCatalogue(dir, (open) => lyingAfterEnd(open), clock);
  if (lying === undefined) return ok(ID, ['the service goes on', '業務は終了していません']);
  if (lying === 'unavailable')
    return attention(
      ID,
      ['the store does not say what lies there', '保管庫の一覧を取得できず、確認できません'],
      ['see services/store', '保管庫の状態を確認してください'],
    );
  if (lying.length === 0) return ok(ID, ['nothing lies in the places of the erased service', 'ありません']);
  const versions = lying.reduce((sum, line) => sum + line.versions, 0);
  return attention(
    ID,
    [
      `${versions} version(s) lie in the places of the erased service: ${lying.map(({ system }) => system).join(', ')}`,
      `廃棄を終えた保管場所に、版等が${versions.toLocaleString('ja-JP')}件あります（${lying.map(({ systemName }) => systemName).join('、')}）`,
    ],
    [
      'find out who has put them there and remove them; `kimitsu certificate issue` names what is left',
      '置いた者及び経緯を確認し、取り除いてください。残るものは、kimitsu certificate issue を実行すると新しい廃棄証明書に記載されます',
    ],
  );
}
