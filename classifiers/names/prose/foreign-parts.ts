import { readLexicon } from '../../../src/classify/lexicon.js';
import { foldedWord } from '../../../src/text/fold.js';
import { names } from '../words/name-lexicon.js';

/** The longer list of foreign names. */
export const PROSE_LEXICONS = ['foreign-names-more'] as const;

/** Parts of a katakana name: given, middle and family names. */
const MARK = /[・= ]+/;
/** Words that no name begins with: what is called after saints, and articles of other languages. */
const NO_NAME_BEGINS = new Set(
  'サン サンタ サント セント サンクト ロス ラス ニュー ザ ジ アル エル イル オール グランド ロイヤル スーパー ミス ミスター キング クイーン ビッグ ブラック ホワイト レッド ブルー グリーン ゴールデン ストーン レアル コッパ カオルーン デッド フォー ボストン シカゴ ヒューストン シドニー ワシントン ロンドン パリ'
    .split(' ')
    .map(foldedWord),
);
/** Words within what bears a name and is nobody: ジョンソン・アンド・カンパニー. */
const NO_NAME_HOLDS = new Set('アンド エンド オブ イン フォー オン ザ ウィズ アト'.split(' ').map(foldedWord));
/** The last part of what bears a name and is nobody. */
const THINGS = new Set(
  'リーグ カップ クラブ センター ステーション ホテル ホール パーク ビーチ シティ シティー スクール カレッジ ユニバーシティ プレス ブックス レコード レコーズ エンターテインメント エンタテインメント エンターテイメント ピクチャーズ スタジオ スタジオズ スタジアム アリーナ フィールド ガーデン タワー ビル ハウス バンド オーケストラ フィルハーモニー フィル カンパニー グループ インターナショナル コーポレーション リミテッド モーターズ レーシング フーズ ストリート アベニュー アレー スクエア ブリッジ リバー レイク マウンテン アイランド ベイ アワード アカデミー フェスティバル フェス コンサート ツアー プロジェクト シリーズ ショー タイムズ ポスト ポイント ジャーナル ニュース テレビジョン ネットワーク チャンネル ユナイテッド ファイター レンジャー カントリークラブ ゴルフ カーニバル キャッスル チャーチ ドーム アンサンブル トリオ カルテット ファイヴ ファイブ フォーラム ファンド バンク オートモービル オートモービルグループ エアライン エアウェイズ エアプレイン エア システムズ マイクロシステムズ ソフトウェア ブラザーズ ブラザース シスターズ ファミリー ボーイズ ガールズ キングス ジャパン アメリカ メディア コミック コミックス アルバム ラベル ルート テスト カーブ バー ギア クリムゾン マネージャー アンカー オリンピック プロダクション プロダクションズ アソシエイツ ヘリコプター アストロズ ブルズ ロケッツ チーフス ブレーブス ブルドッグス ディビシオン マドリード アヤックス トータライザー ニュージーランド ディズニー'
    .split(' ')
    .map(foldedWord),
);

let listed: ReadonlySet<string> | undefined;

/** Whether a part is a given or family name of some language; read on first use. */
export function isForeignName(part: string): boolean {
  listed ??= new Set(PROSE_LEXICONS.flatMap((name) => readLexicon(name).rows.map(([one]) => foldedWord(one!))));
  return listed.has(part) || (part.length > 2 && names().foreign.has(part));
}

/**
 * How many parts of a name in katakana are listed; undefined where it is called as places and firms are and not as people.
 *
 * @param name - ジャン・ルノワール, normalised
 */
export function listedParts(name: string): number | undefined {
  const parts = name.split(MARK);
  if (NO_NAME_BEGINS.has(parts[0]!) || THINGS.has(parts.at(-1)!)) return undefined;
  if (parts.some((part) => NO_NAME_HOLDS.has(part))) return undefined;
  return parts.filter(isForeignName).length;
}
