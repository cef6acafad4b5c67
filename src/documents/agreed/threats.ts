import type { Block, OpenPoint } from './content.js';
import type { Definition } from './definition.js';
import type { Installation } from './installation.js';
import { ACTORS, PROVIDER_ACTOR, PROVIDER_THREAT, PURPOSE, REVIEW, STRIDE, THREATS } from './threats-texts.js';
import { column, heading, names, note, paragraph, points, table } from './write.js';

/** 脅威と対策一覧 (B1-2-1, and what B2-2-2 asks to make known). */
export const threats: Definition = {
  id: 'threats',
  title: '脅威と対策一覧',
  nature: 'agreement',
  code: 'B1-2-1',
  controls: ['B1-2-1', 'B2-2-2'],
  basis: [
    '別紙１ ２（１）（想定される脅威やリスクに対する対策の検討及び実施）',
    '別紙２ ２（２）（リスク及びその対策の共有）',
  ],
  madeKnown: true,
  build: ({ installation }) => ({ purpose: PURPOSE, blocks: blocks(installation), open: open(installation) }),
};

const withProvider = ({ storage, keys }: Installation): boolean => storage.kind === 's3' || keys.kind === 'kms';

function blocks(installation: Installation): Block[] {
  const all = withProvider(installation) ? [...THREATS, PROVIDER_THREAT] : THREATS;
  const { systems, storage, keys } = installation;
  return [
    heading('検討の対象'),
    paragraph(
      '各システムから記録を受け入れ、分類し、暗号化し、保管し、移行し、又は消去するまでの全ての工程を対象とする。電話、受付の画面等、記録が作られる前の工程は、対象としない。',
    ),
    table(
      [names('保護する資産', 34), column('失われてはならないもの', 66)],
      [
        [
          `記録（${systems.map(({ name }) => name).join('、')}）`,
          '機密性（機密性３を含む。）及び、移行又は消去が終わるまでの完全性',
        ],
        [
          '鍵（鍵管理サービスの鍵、ユニット鍵、署名鍵）',
          `機密性及び、廃棄が承認されるまでの可用性。所在は${keys.kind === 'kms' ? '鍵管理サービス及び受注者の装置' : '受注者の装置'}である。`,
        ],
        ['目録及び監査ログ', '完全性（改変が検知できること。）'],
        ['計画、承認及び証明書', '完全性及び真正性'],
        [
          storage.kind === 's3' ? '外部サービスのアカウント及び設定' : 'サーバー及び作業フォルダーの設定',
          '権限のない変更がないこと。',
        ],
      ],
    ),
    table(
      [names('主体', 18), column('想定する行為', 62), column('前提とする権限', 16, 'center')],
      [...ACTORS, ...(withProvider(installation) ? [PROVIDER_ACTOR] : [])].map((row) => [...row]),
    ),
    heading('脅威、対策及び残るリスク'),
    table(
      [
        column('番号及び\n区分', 13, 'center'),
        names('脅威', 25),
        column('対策', 40),
        column('対策の後に残るリスク', 30),
        column('要件番号', 10, 'center'),
      ],
      all.map(({ id, stride, threat, measures, remaining, controls }) => [
        `${id}\n${stride.map((one) => STRIDE[one]).join('\n')}`,
        threat,
        measures(installation)
          .map((text) => `・${text}`)
          .join('\n'),
        remaining(installation),
        controls.join('\n'),
      ]),
      7.8,
    ),
    note(
      '区分は、STRIDE（なりすまし、改ざん、否認、漏えい、妨害及び権限の昇格）による。末尾に（受注者）とある対策は、本ソフトウェアではなく、受注者の運用による。',
    ),
    heading('残るリスクの取扱い'),
    paragraph(
      '残るリスクは、本書の承認により府と受注者が共有する。受容することができないと府が判断したものについては、受注者が追加の対策を協議する。',
    ),
    heading('見直し'),
    points(...REVIEW),
  ];
}

function open({ alertContacts, migration, watch, storage, keys }: Installation): OpenPoint[] {
  const result: OpenPoint[] = [];
  if (alertContacts.length === 0)
    result.push({
      what: '通知の送信先がなく、誤操作等を認識する手段がない（R-01、R-08、R-19）。',
      where: 'alerts.contacts',
    });
  if ((storage.kind === 's3' || keys.kind === 'kms') && watch.sources.length === 0)
    result.push({
      what: '外部サービスのアクセスログが監視の対象となっていない（R-02、R-05）。',
      where: 'watch.sources',
    });
  if (watch.principals === 0)
    result.push({
      what: '操作が予定されている主体が登録されておらず、登録のない主体を検知できない（R-02）。',
      where: 'watch.principals',
    });
  if (migration?.protection === 'none')
    result.push({ what: '移行データを暗号化しない設定である（R-17）。', where: 'migration.protection' });
  return result;
}
