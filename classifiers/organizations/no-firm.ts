import type { Range } from '../../src/text/windows.js';

/** Of the public or next to it, and no firm: a tax office, a bank that was the post's, a municipal hospital. */
const PUBLIC =
  /^(?:ゆうちょ銀行|協会けんぽ[一-龠]{0,4}|[公一][益般][財社]団法人 ?[一-龠]{0,8}(?:振興機関協会|振興協会|試験研究センター|トラック協会)|(?:[一-龠]{0,6}[都道府県市])?税事務所|(?:ジョブカフェ|ハローワーク)[一-龠ァ-ヴー]{0,6}|[一-龠]{1,8}[都道府県市町村][民立][一-龠]{0,4}病院|[一-龠]{2,3}[都道府県][一-龠]{1,4}病院)$/;
/** A department of a hospital, alone or behind another; in front of it a name makes a clinic: 竜野循環器内科. */
const DEPARTMENT =
  /^(?:腎臓|腫瘍|糖尿病|内分泌|血液|循環器|呼吸器|消化器|脳神経|神経|心療|緩和|総合|小児|整形|形成|心臓血管)(?:内科|外科|科)$|^(?:(?:透析|健診|内視鏡|化学療法|リハビリ)センター|(?:循環器|呼吸器|消化器|脳神経|腎臓|腫瘍|神経|心療|整形|形成|総合|耳鼻|産)?(?:内|外|小児|眼|耳鼻|咽喉|皮膚|婦人|泌尿器|精神)科?)・(?:腫瘍内|内|外|小児|眼|耳鼻|耳鼻咽喉|皮膚|産婦人|泌尿器|精神|整形外|脳神経外|(?:循環器|消化器|呼吸器)内)科$/;
/** A trade, a store or an equipment that is called by what it is. */
const WHAT_IT_IS =
  /^(?:(?:精密|部品|金属|食品|木材|水産|紙|樹脂)加工業|(?:物流|農業用|レンタル|貸|備蓄|防災|[東西南北])倉庫|(?:火災報知|附属|付属|空調|給排水|消防用|昇降機|受変電|排水|給湯|換気|冷暖房)設備)$/;
/** 勤務先:東倉庫: what is called so is somebody's work. */
const AT_WORK = /(?:勤務先|勤め先|会社|取引先|職場|業者|雇用主)(?:名|の)?[ :は]{0,2}$/;
const LONGEST = 18;

/** Why a name of the shape of a firm's is none, or undefined. */
export function noFirm(text: string, { start, end }: Range): string | undefined {
  if (end - start > LONGEST) return undefined;
  const name = text.slice(start, end);
  if (PUBLIC.test(name)) return 'public';
  if (DEPARTMENT.test(name)) return 'department';
  return WHAT_IT_IS.test(name) && !AT_WORK.test(text.slice(Math.max(0, start - 8), start)) ? 'what it is' : undefined;
}
