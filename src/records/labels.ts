/** Words that name columns in contact-centre exports, Japanese and English. */
const LABEL_WORDS =
  /氏名|名前|姓|名$|フリガナ|ふりがな|カナ|住所|所在|郵便|〒|電話|携帯|連絡先|番号|メール|アドレス|日時|日付|年月日|時刻|時間|開始|終了|生年月|年齢|性別|区分|種別|種類|分類|カテゴリ|件名|題名|タイトル|内容|本文|用件|意見|要望|質問|回答|返信|対応|応対|履歴|結果|状況|状態|ステータス|備考|メモ|コメント|摘要|担当|部署|所属|会社|法人|団体|方法|経路|チャネル|回線|発信|着信|通話|秒|分数|件数|数$|率$|金額|単価|都道府県|市区町村|区$|市$|コード|ＩＤ|^id$|_id$|^no\.?$|^#$|name|date|time|phone|^tel|mail|address|subject|title|body|text|message|memo|note|comment|status|type|category|kind|code|count|number|duration|agent|operator|customer|caller|callee|from$|to$|gender|^sex$|^age$|birth|zip|postal|url|file/iu;

/** Digits in a row, dates, addresses of mail and the web, sentences: what stands in rows, not above them. */
const VALUE_LIKE = /\d{3,}|\d[-/:.]\d|@|:\/\/|[。\n]/u;
const MAX_LABEL = 40;

/** Whether a text is built like a value and not like the name of one. */
export function looksLikeValue(text: string): boolean {
  return text.length > MAX_LABEL || VALUE_LIKE.test(text.normalize('NFKC'));
}

/** Whether a text has a word that column and member names have. */
export function hasLabelWord(text: string): boolean {
  return LABEL_WORDS.test(text);
}

/** Whether a text is a name as programs write it: `customerName`, `created_at`. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z_$@][\w .:/-]*$/.test(text);
}
