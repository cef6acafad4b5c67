/** One letter of the alphabet by its name, as it is read aloud; the source of a pattern. */
export const LETTER_NAME =
  '(?:ダブリュー|エックス|エイチ|ゼット|ティー|デー|ディー|ジェー|ジェイ|キュー|ブイ|エー|ビー|シー|イー|エフ|ジー|アイ|ケー|ケイ|エル|エム|エヌ|オー|ピー|アール|エス|ユー|ワイ)';
