import { configuration } from './boundary-configuration.js';
import {
  type BoundaryRow,
  ending,
  incident,
  introduction,
  LEGEND,
  NO_PROVIDER,
  operation,
  PURPOSE,
} from './boundary-texts.js';
import type { Block, OpenPoint } from './content.js';
import type { Definition } from './definition.js';
import type { Installation } from './installation.js';
import { column, heading, names, note, paragraph, points, subheading, table } from './write.js';

/** 責任分界表 (B2-1-1). */
export const boundary: Definition = {
  id: 'boundary',
  title: '責任分界表',
  nature: 'agreement',
  code: 'B2-1-1',
  controls: ['B2-1-1'],
  basis: ['別紙２ １（１）（責任分界点についての協議及び合意）'],
  build: ({ installation }) => ({ purpose: PURPOSE, blocks: blocks(installation), open: open(installation) }),
};

function blocks(installation: Installation): Block[] {
  const { storage, keys } = installation;
  const embedded = storage.kind === 'embedded' && keys.kind === 'embedded';
  return [
    heading('本書の読み方'),
    points(...LEGEND),
    heading('構成'),
    configuration(installation),
    ...(embedded ? [paragraph(NO_PROVIDER)] : []),
    heading('資産ごとの分界'),
    ...assets(installation),
    heading('工程及び作業ごとの分界'),
    ...part('導入及び構築（別紙１）', introduction(installation), embedded),
    ...part('運用及び保守（別紙２）', operation(installation), embedded),
    ...part('更改及び廃棄（別紙３）', ending(installation), embedded),
    ...part('情報セキュリティインシデントへの対応', incident(installation), embedded),
    ...additional(installation),
    heading('変更の手続'),
    points(
      '構成又は分界を変更しようとするときは、受注者が本書の次の版を作り、変更の前に府の承認を受ける。',
      '緊急を要するときは、連絡体制表により府の了解を得て変更し、速やかに本書を改める。',
      '本書の版が変わったときは、関係する手順書を改め、職員に周知する。',
    ),
  ];
}

function assets(installation: Installation): Block[] {
  const { systems, storage, keys, catalogue } = installation;
  const base = storage.kind === 's3' ? 'クラウド事業者' : '受注者';
  const keyBase = keys.kind === 'kms' ? 'クラウド事業者' : '受注者';
  const rows = systems.map(({ name, place, access }) => [
    `記録（${name}）`,
    place,
    '受注者',
    base,
    access === 'live' ? '保管庫側の暗号化（稼働中のシステムが読み続けるため）' : '機密性３は封筒暗号化',
  ]);
  return [
    table(
      [
        names('資産', 26),
        column('所在', 26),
        column('内容の管理の責任', 14),
        column('媒体及び基盤の責任', 15),
        column('備考', 30),
      ],
      [
        ...rows,
        [
          '鍵管理サービスの鍵',
          keys.kind === 'kms' ? `AWS KMS 等（${keys.region}）` : `${keys.folder}/keys.sealed`,
          '受注者',
          keyBase,
          keys.kind === 'kms' ? '鍵素材はサービスの外に出ない。' : 'ルート鍵とともに同じ装置にある。',
        ],
        [
          'ユニット鍵（包んだもの）',
          keys.unitKeyBucket ?? `${keys.folder}/units`,
          '受注者',
          keys.unitKeyBucket === undefined ? '受注者' : base,
          'バックアップの対象としない。',
        ],
        [
          '目録及び監査ログ',
          catalogue.kind === 'sqlite' ? catalogue.file : catalogue.host,
          '受注者',
          catalogue.kind === 'sqlite' ? '受注者' : 'データベースの運用者',
          'ファイル名は暗号化し、個人の値を含まない。',
        ],
        [
          '計画書、証明書等の文書',
          'plans、certificates 等のフォルダー',
          '受注者',
          '受注者',
          '府に提出した後の写しは、府が管理する。',
        ],
        ['府の署名鍵', '府', '府', '府', '受注者は公開鍵だけを保管する。'],
      ],
      8,
    ),
    note(
      '「内容の管理」は、アクセス権限、分類、暗号化、保存期間及び廃棄をいう。「媒体及び基盤」は、装置、記憶媒体、建物及び電源をいう。',
    ),
  ];
}

function part(title: string, rows: readonly BoundaryRow[], embedded: boolean): Block[] {
  // A column of nothing but なし says less than the sentence above.
  const columns = [
    names('項目', 17),
    column('府', 22),
    column('受注者', 27),
    ...(embedded ? [] : [column('クラウド事業者', 22)]),
    column('本ソフトウェアの働き', 27),
  ];
  return [
    subheading(title),
    table(
      columns,
      rows.map(({ item, prefecture, contractor, provider, software }) => [
        item,
        prefecture,
        contractor,
        ...(embedded ? [] : [provider]),
        software,
      ]),
      8,
    ),
  ];
}

function additional({ settings }: Installation): Block[] {
  if (settings.boundary.length === 0) return [];
  return [
    subheading('業務に固有の事項'),
    table(
      [names('項目', 20), column('府', 25), column('受注者', 28), column('クラウド事業者', 24)],
      settings.boundary.map(({ item, prefecture, contractor, provider }) => [item, prefecture, contractor, provider]),
      8,
    ),
  ];
}

function open({ approvers, keys, retention, settings, storage }: Installation): OpenPoint[] {
  const points: OpenPoint[] = [];
  if (approvers.length === 0)
    points.push({ what: '府の承認者及びその公開鍵が登録されていない。', where: 'prefecture.approvers' });
  if (keys.kind === 'kms' && keys.administrators.length === 0)
    points.push({ what: '鍵の管理者が定められていない（アカウントの設定による。）。', where: 'keys.administrators' });
  if (keys.kind === 'kms' && keys.users.length === 0)
    points.push({ what: '鍵の使用者が定められていない（アカウントの設定による。）。', where: 'keys.users' });
  if (retention.length === 0) points.push({ what: '記録の保存期間が定められていない。', where: 'retention' });
  if (storage.kind === 'embedded' && settings.devices.items.length === 0)
    points.push({ what: '受注者の装置及び媒体が登録されていない。', where: 'documents.devices.items' });
  return points;
}
