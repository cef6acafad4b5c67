/** What only somebody has who calls, lives or is looked for here, whatever they do in public. */

/** 立花さんから電話, 立花 正の自宅, 立花と名乗る人. */
const DONE_OR_HAD =
  /^(?: [一-龠々ぁ-ん]{1,3})? ?(?:様|さん|さま|氏|先生)?(?:\([^()\n]{1,8}\))?(?:から(?:の)?(?:お?電話|連絡|入電|相談|申[しのす込請]|依頼|寄贈|苦情)|宅(?!配)|の(?:お宅|ご?自宅|携帯|住所|電話|連絡先|家[のにがへ]|保護者)|に(?:折り?返|(?:説明|連絡|案内)済)|と(?:名乗|いう人|申し))|^ ?(?:様(?:より|の|が|は|、|へ|に)|\([小中高][1-6]\)|保護者)/;
/** A telephone number, a postal code or a street with numbers; ages are published as well. */
const OWNED =
  /^(?:様|さん)?(?:です)?[ \t、。,(|]{1,3}(?:自宅|携帯|電話|TEL|住所)?[ :]{0,2}(?:0[0-9]{1,4}[-(][0-9]|〒|[一-龠]{1,8}[市区町村][^\s。、]{0,12}[0-9])/;
/** 優勝した息子の立花 翔: kin of who tells. */
const KIN = /(?:息子|娘|長[男女]|次[男女]|[二三]男|[二三]女|孫|甥|姪|友人|知人|隣人)の?$/;
/** 成年後見人に: appointed for somebody. */
const APPOINTED = /(?:後見人|保佐人|補助人|監督人|管財人|代理人|執行者)に$/;
/** …の作品を返してほしい: what is asked or told of somebody's. */
const ASKED_BACK =
  /^(?:が|は|を|の|に)?[^。\n]{0,12}(?:返却|返して|返さ|返らな|盗ま|紛失|無断|申し込まれ|してほしい|隣人)|^の生涯学習/;

/** Whether what stands around a name between `before` and `after` is said of somebody of the record. */
export function isOfRecord(before: string, after: string): boolean {
  return (
    DONE_OR_HAD.test(after) || OWNED.test(after) || ASKED_BACK.test(after) || KIN.test(before) || APPOINTED.test(before)
  );
}
