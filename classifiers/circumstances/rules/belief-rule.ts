import { Terms } from '../terms.js';
import type { ToldRule } from './told-rule.js';

const terms = new Terms('belief-terms');

/** Creed, politics, nationality, ethnic origin or social status. */
export const beliefRule: ToldRule = {
  terms,
  base: 0.28,
  prefix: /(?:元|熱心な|敬虔な|旧)$/,
  extend: /^(?:[一二三四2-4]世|の(?:出身|信者|信徒|家庭|理由))/,
  predicate:
    /^[^。\n]{0,8}(?:です|なので|であり|でして|なんです|で、|だから|だと|のため|の(?:家庭|家|信者|会員|三世|二世|私)|に(?:通|入信|改宗|入って)|を(?:信|して|しま|理由)|し(?:た|て|まし)|として|が(?:理由|原因)|出身|の理由で|ので)/,
  subject:
    /^[^。\n]{0,4}(?:の?(?:問題|差別解消|人権|講座|歴史|文化|理解|法人|団体|施設|建築|美術|自由|多様性|啓発|相談窓口|方(?:へ|は|にも)|受入れ|支援事業))/,
  joins: /^[^、。\n]{0,8}$/,
  threshold: 0.28,
};
