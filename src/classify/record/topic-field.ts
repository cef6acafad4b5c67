import type { Scan } from '../scan.js';

/** Fields that say what a record is about in a few words. */
const TOPIC =
  /(?:^|\/)(?:[大中小]?分類名?|(?:大|中|小)?カテゴリー?|(?:sub_?)?category|subject|title|件名|題名|表題|タイトル|案件名?|分野|(?:相談|問合せ?|問い合わせ)?種別|topics?|tags?|タグ|キーワード|keywords?)$/;
const LONGEST = 24;

/** Whether the text is the heading of a record, as a category or a subject: 感染症, 生活保護の車の保有. */
export function isTopic({ text, fields }: Pick<Scan, 'text' | 'fields'>): boolean {
  return text.length <= LONGEST && fields.matches(TOPIC) && !/[。!?、\n]/.test(text);
}
