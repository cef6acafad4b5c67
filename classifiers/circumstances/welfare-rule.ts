import { Terms } from './terms.js';
import type { ToldRule } from './told-rule.js';

const LEVELS = ['要介護', '要支援', '介護', '支援'].flatMap((word) =>
  [...'12345一二三四五'].map((digit) => `${word}${digit}`),
);
const terms = new Terms('welfare-terms', { level: LEVELS });

/** Public assistance, allowances, care and placement. */
export const welfareRule: ToldRule = {
  terms,
  base: 0.28,
  extend: /^(?:を(?:申請中|受給中|受給|受けて|申請)|の(?:認定|受給者|利用者)|世帯|受給者?)/,
  predicate:
    /^[^。\n]{0,4}(?:を(?:受け|受給|もら|申請し|申請中|利用して|使って|打ち切|停止|減ら|頂|いただ)|で(?:す|して|、|暮ら|育て|生活|入所)|に(?:なり|なっ|入所|入って|通|認定|いま)|の(?:認定|世帯|家庭|母|父|うち|我が家|受給者|者です|身)|と言われ|る(?:と言|って)|られ|ら(?:な|れ)|が(?:打ち切|止め|下り|減ら|もらえ|足り)|なもんで|なので|だと|中|世帯|、|。|申請中|受給(?:して|中|者です))/,
  subject:
    /^[^。\n]{0,3}(?:の?(?:制度|手続|窓口|申請方法|申請書|申請に必要|支給日|支給額|対象|要件|条件|予算|受給世帯数|世帯数|受給者数|件数|率|申込|募集|相談会|運営|整備|指定|事業|説明会|支援事業|支援セン|課|係|課長|職員|金額)|とは|について|に関する|等の(?:方|世帯)|の方)/,
  // 要介護1から5の方: a range of levels is nobody's; 要介護1から2に上がり is somebody's.
  otherWord: /^(?:から|[~〜～])(?:要?(?:介護|支援))?[1-5一二三四五](?:の(?:区分|方|人|段階)|まで|と認定|、)/,
  nothing: /[一-龠]里子$/,
  joins: /^[^、。\n]{0,4}$/,
  threshold: 0.31,
};
