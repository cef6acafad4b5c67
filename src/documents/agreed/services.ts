import type { Block, OpenPoint } from './content.js';
import type { Definition } from './definition.js';
import type { Installation, RegisteredService, ServiceLine } from './installation.js';
import { MIGRATION_SENT, OUTSIDE_NAMES, OUTSIDE_SENT, PURPOSE, RULES, SENT, SERVICE_NAMES } from './services-texts.js';
import { column, heading, names, note, numbered, OPEN, paragraph, table } from './write.js';

/** 利用承認サービス一覧 (B2-1-2). */
export const services: Definition = {
  id: 'services',
  title: '利用承認サービス一覧',
  nature: 'agreement',
  code: 'B2-1-2',
  controls: ['B2-1-2'],
  basis: ['別紙２ １（２）（利用承認を受けた外部サービスの利用）'],
  build: ({ installation }) => ({ purpose: PURPOSE, blocks: blocks(installation), open: open(installation) }),
};

/** What keeps a used service from being one of the register; empty: nothing. */
export function deviationsOf(used: ServiceLine, register: readonly RegisteredService[]): string[] {
  const lines = register.filter(
    (line) =>
      line.service === used.service &&
      line.region === used.region &&
      line.endpoint === used.endpoint &&
      line.use === used.use,
  );
  if (lines.length === 0) return ['承認を受けたサービスの一覧にない。'];
  const problems: string[] = [];
  const accounts = new Set(lines.map(({ account }) => account));
  if (accounts.size > 1) problems.push('一覧に異なるアカウントが記載されている。');
  if (used.account !== '' && !accounts.has(used.account)) problems.push(`アカウント ${used.account} が一覧にない。`);
  const approved = new Set(lines.flatMap(({ buckets }) => buckets));
  const missing = used.buckets.filter((bucket) => !approved.has(bucket));
  if (missing.length > 0) problems.push(`次のバケットが一覧にない：${missing.join('、')}`);
  return problems;
}

const uses = (line: RegisteredService, used: readonly ServiceLine[]): boolean =>
  used.some(
    ({ service, region, endpoint, use }) =>
      service === line.service && region === line.region && endpoint === line.endpoint && use === line.use,
  );

function blocks({ register, used, outside }: Installation): Block[] {
  return [
    heading('承認を受けたサービス'),
    ...(register.length === 0
      ? [paragraph('承認を受けた外部サービスはない。')]
      : [
          table(
            [
              column('番号', 7, 'center'),
              names('サービス', 16),
              column('リージョン、接続先及びアカウント', 40),
              column('バケット', 19),
              column('用途', 8, 'center'),
              column('承認日\n及び文書番号', 17),
              column('使用', 8, 'center'),
            ],
            register.map((line, index) => [
              String(index + 1),
              SERVICE_NAMES[line.service],
              [line.region, line.endpoint, line.account].filter((part) => part !== '').join('\n'),
              line.buckets.length === 0 ? 'なし' : line.buckets.join('\n'),
              line.use === 'migration' ? '移行先' : '業務',
              `${line.approvedOn ?? OPEN}\n${line.approval ?? OPEN}`,
              uses(line, used) ? 'あり' : 'なし',
            ]),
            7.5,
          ),
          note('「使用」は、現在の設定がそのサービスを使用するかどうかを示す。'),
        ]),
    heading('設定が使用するサービスとの照合'),
    ...comparison(register, used),
    ...(used.length === 0
      ? []
      : [
          heading('サービスごとに送信する情報'),
          table(
            [names('サービス', 28), column('送信する情報', 72)],
            [...new Map(used.map((line) => [`${line.service}/${line.use}`, line])).values()].map(({ service, use }) => [
              `${SERVICE_NAMES[service]}${use === 'migration' ? '\n移行先' : ''}`,
              use === 'migration' ? MIGRATION_SENT : SENT[service],
            ]),
          ),
        ]),
    heading('その他の送信先'),
    ...others(outside),
    heading('取扱い'),
    numbered(...RULES),
  ];
}

function comparison(register: readonly RegisteredService[], used: readonly ServiceLine[]): Block[] {
  if (used.length === 0)
    return [
      paragraph(
        '現在の設定は、記録の保管、鍵管理、アカウント、タイムスタンプ及び移行のいずれにも外部サービスを使用しない。記録及び鍵は、受注者の装置の内部にある。',
      ),
    ];
  const rows = used.map((line) => {
    const problems = deviationsOf(line, register);
    return [
      SERVICE_NAMES[line.service],
      [line.region, line.endpoint].filter((part) => part !== '').join('\n'),
      line.buckets.length === 0 ? 'なし' : line.buckets.join('\n'),
      problems.length === 0 ? '一致' : `相違\n${problems.join('\n')}`,
    ];
  });
  const differing = rows.filter(([, , , result]) => result !== '一致').length;
  return [
    paragraph(
      differing === 0
        ? `設定が使用するサービスは${used.length}件であり、全て承認を受けたものと一致する。`
        : `設定が使用するサービス${used.length}件のうち${differing}件が、承認を受けたものと一致しない。一致するまで、本ソフトウェアはそのサービスに接続しない。`,
    ),
    table(
      [names('サービス', 19), column('リージョン及び接続先', 40), column('バケット', 21), column('照合の結果', 28)],
      rows,
      8,
    ),
  ];
}

function others(outside: Installation['outside']): Block[] {
  if (outside.length === 0) return [paragraph('通知の送信先及び外部のデータベースは設定されていない。')];
  return [
    paragraph('次の送信先は、前記の照合の対象ではない。外部サービスに当たるものは、受注者が府の承認を受ける。'),
    table(
      [names('種類', 20), column('送信先', 28), column('連絡先', 18), column('送信する情報', 40)],
      outside.map(({ kind, address, contact }) => [
        OUTSIDE_NAMES[kind],
        address,
        contact ?? 'なし',
        OUTSIDE_SENT[kind],
      ]),
    ),
  ];
}

function open({ register, used }: Installation): OpenPoint[] {
  const named = (line: ServiceLine): string => `${SERVICE_NAMES[line.service]}（${line.region || line.endpoint}）`;
  return [
    ...used.flatMap((line) =>
      deviationsOf(line, register).map((problem) => ({
        what: `${named(line)}：${problem}`,
        where: 'approvedServices',
      })),
    ),
    ...register.flatMap((line) => [
      ...(line.approvedOn === undefined
        ? [{ what: `${named(line)}の承認日が記入されていない。`, where: 'approvedServices の approvedOn' }]
        : []),
      ...(line.approval === undefined
        ? [{ what: `${named(line)}の承認の文書番号が記入されていない。`, where: 'approvedServices の approval' }]
        : []),
    ]),
    ...register
      .filter((line) => !uses(line, used))
      .map((line) => ({
        what: `${named(line)}は承認を受けているが、使用していない。`,
        where: '使用しない理由の確認又は一覧からの削除',
      })),
  ];
}
