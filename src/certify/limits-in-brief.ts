import type { CertificateDocument } from './certificate-schema.js';
import { LIMITS } from './certificate-texts.js';

/** What each of `LIMITS` says is not proven, in their order. */
const NOT_PROVEN = [
  '対象に掲げていない場所の写し',
  '保存先の製品の内部にある複製の消去',
  '鍵管理サービスの外にある鍵の写しの有無',
  '計算機の時計の正しさ',
  '規格への適合（第三者による認証）',
  '廃棄の完了の受入れ',
] as const;

export interface LimitsInBrief {
  /** Said of this certificate and not of every one: in full. */
  own: string[];
  /** Said of every certificate: what is not proven, in a few words each. */
  common: string[];
}

/** The limits of a certificate for a screen. Only wording that is known is shortened: any other stands in full. */
export function limitsInBrief({ limits }: Pick<CertificateDocument, 'limits'>): LimitsInBrief {
  const brief: LimitsInBrief = { own: [], common: [] };
  for (const limit of limits) {
    const notProven = NOT_PROVEN[LIMITS.indexOf(limit)];
    if (notProven === undefined) brief.own.push(limit);
    else brief.common.push(notProven);
  }
  return brief;
}
