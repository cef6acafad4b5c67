import { defineRecognizer } from '../../src/classify/recognizer.js';
import { toldAbout } from '../circumstances/told.js';

const TERMS: readonly string[] =
  '前科 前歴 逮捕 執行猶予 服役 刑務所 出所 保護観察 少年院 少年鑑別所 起訴 有罪 懲役 罰金刑 仮釈放 補導 書類送検 送検 受刑 満期釈放 詐欺 空き巣 強盗 ひったくり スリ 痴漢 盗撮 性被害 性暴力 レイプ わいせつ 暴行 暴力を振る 殴られ 蹴られ 刺され 脅され 恐喝 ストーカー つきまとい 盗まれ 窃盗 被害届 犯罪被害 リベンジポルノ 監禁 誘拐'.split(
    ' ',
  );

/** A criminal record, procedures against someone, or having been the victim of a crime (要配慮個人情報). */
export const crimeHistory = defineRecognizer({
  type: 'CRIME_HISTORY',
  source: 'Act on the Protection of Personal Information, art. 2(3); Cabinet Order, art. 2 items 4–5',
  cues: TERMS,
  *find(scan, hits) {
    yield* toldAbout(scan, hits, {
      base: 0.24,
      prefix: /(?:投資|結婚|特殊|振り込め|還付金|ロマンス|オレオレ|性|架空請求|通販)$/,
      extend:
        /^(?:の?被害)?(?:に(?:あっ|遭い|遭っ|あい|入ら)(?:て|た|ま)?|を(?:受け|出し|され)|され|中|歴|[一二三四五六七八九十0-9]犯)/,
      predicate:
        /^[^。\n]{0,5}(?:に(?:遭|あっ(?!て?も)|あいま|入られ|いました|服し|なっ)|を(?:受け|出し|され|した|提出|起こ)|され|が(?:あり|ある)|で(?:逮捕|捕ま|服役|起訴|訴え)|中|し(?:た|て)|です|と(?:言われ|判決)|から(?:出|釈放)|、|なのに)|われ|(?<=(?:まれ|られ|され|遭っ|あっ|遭い|受け|出し))/,
      subject:
        /^[^。\n]{0,4}(?:の?(?:防止|対策|予防|手口|件数|相談窓口|注意|撲滅|抑止|認知件数|多発|発生状況|被害防止|前兆)|に(?:遭わない|あわない|注意|ご注意|遭った場合|あった場合)|などの(?:犯罪|被害)(?:に|を)?(?:注意|防))/,
    });
  },
  examples: {
    hits: [
      '息子が逮捕されて困っている',
      '私は投資詐欺にあってしまって',
      '執行猶予中なのに警察が来る',
      '元交際相手に暴力を振るわれた',
      '娘が痴漢に遭いました',
      '夫には前科があります',
      '昨夜自転車を盗まれ、被害届を出した',
    ],
    misses: [
      '特殊詐欺の手口にご注意ください',
      '刑務所の見学について',
      '空き巣の認知件数は前年比で減少',
      'ひったくり防止キャンペーン',
      '特殊詐欺の被害に遭われた方は警察署へ届け出てください',
      '詐欺に遭わないために',
    ],
  },
});
