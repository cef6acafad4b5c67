import { DATE, DAY_ALONE, ERA_YEAR, SHORT_YEAR, WITHOUT_ERA, YEAR_ONLY } from './date-notation.js';

/** Right behind its label a date needs no era: 52.9.6, 22年3月6日. */
export const SHORT_AT_LABEL = new RegExp(
  `^(?:は|が|:|=|・| |\\(|「|】|、|明|大|昭|平|令|西暦|㋛|[MTSHR]){0,14}(${WITHOUT_ERA}|${SHORT_YEAR}(?:\\((?:昭和|平成|大正|令和|[SHTR])\\))?)`,
);
/** 昭和27年の⏎係：はい⏎客：4月9日: the two halves over turns, or each behind a word of its own. */
export const OVER_TURNS = new RegExp(
  `^[^0-9\\n]{0,8}(?:\\n[^0-9\\n]{0,10})?(${ERA_YEAR}(?!${'[\\s\\S]{0,4}[0-9〇一二三四五六七八九十]{1,3} ?月'}))[^0-9\\n月]{0,8}\\n(?:[^0-9\\n]{0,14}\\n){0,2}[^0-9\\n]{0,10}?(${DAY_ALONE})`,
);
export const DAY_FIRST = new RegExp(`^(?:は|が|:| ){0,3}(${DAY_ALONE})[^0-9\\n]{1,6}年(?:は|が)?[、 ]?(${YEAR_ONLY})`);
/** 34年の8月12日、と生年月日を確認: the label behind. */
export const SHORT_BEFORE_LABEL = new RegExp(`(${WITHOUT_ERA})[、)）]{0,2}(?:と|が|を|で|の)?[ ]?$`);
/** 550214 right behind the label. */
export const SIX_DIGITS =
  /^(?:は|が|:|・| |\(|「){0,2}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9年./-])/;
/** The other speaker says it again: 。⏎オペレーター：…ですね. */
export const READ_BACK = new RegExp(
  `^[^\\n0-9]{0,12}\\n[^\\n:0-9]{0,12}[:： ]?(?:はい、|では、|復唱(?:いた)?します。|、)?(${DATE})(?=です|で(?:お間違い|よろし|ござい)|、|生まれ|。)`,
);
/** Limits of a rule, no one's birthday: から昭和41年…まで, 以前の方. */
export const BOUND = /^ ?(?:(?:から|以前|以降|以後|以上|より前|より後|まで|~|に生まれた[方者])(?!です|で間違))/;
/** Between a label and a date that is further off: the question for it, or its answer. */
export const ASKED = /ですか|でしょうか|お願い|ください|教え|伺|確認|はい|いつ|[:(\n]/;
/** What a date stands next to when 生 follows it. */
export const DATE_END = /[0-9日年月旦夕か句りスブ)）のに]/;
