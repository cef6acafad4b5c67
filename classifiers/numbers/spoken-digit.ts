/** One digit as people say it, in hiragana or katakana; the source of a pattern. Many are other words as well: に, さん. */
export const SPOKEN_DIGIT =
  '(?:ゼロ|ぜろ|マル|まる|レイ|れい|イチ|いち|ニ[ーイ]?|に[ーい]?|サン|さん|ヨン|よん|ゴー?|ごー?|ロク|ろく|ナナ|なな|シチ|しち|ハチ|はち|キュウー?|キュー|きゅうー?|きゅー)';
