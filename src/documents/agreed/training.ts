import { eraDate, shortTime } from '../wording.js';
import { commandLine } from './command-line.js';
import type { Block, OpenPoint } from './content.js';
import type { Definition } from './definition.js';
import type { DocumentRecords, Installation } from './installation.js';
import type { Acknowledged } from './records.js';
import { column, facts, heading, names, note, paragraph, points, table } from './write.js';

/** 教育・周知記録 (B2-2-1, B2-2-2). */
export const training: Definition = {
  id: 'training',
  title: '教育・周知記録',
  nature: 'record',
  code: 'B2-2-1-R',
  controls: ['B2-2-1', 'B2-2-2'],
  basis: ['別紙２ ２（１）（手順書の周知）', '別紙２ ２（２）（リスク及びその対策の共有）'],
  build: ({ installation, records }) => ({
    purpose:
      '手順書並びに情報セキュリティリスク及びその対策を職員に周知した事実を、文書の版及びハッシュ値とともに記録する。',
    blocks: blocks(installation, records),
    open: open(installation, records),
  }),
};

/** Who has to know which document and knows no version of it, or an older one. */
export function notKnown(
  members: readonly string[],
  { current, acknowledged }: Pick<DocumentRecords, 'current' | 'acknowledged'>,
): { member: string; documentId: string; title: string; version: number; known: number | undefined }[] {
  return current.flatMap(({ id, title, version, hash }) =>
    members.flatMap((member) => {
      const own = acknowledged.filter(({ by, documentId }) => by === member && documentId === id);
      if (own.some((one) => one.hash === hash)) return [];
      const known = own.length === 0 ? undefined : Math.max(...own.map((one) => one.version));
      return [{ member, documentId: id, title, version, known }];
    }),
  );
}

/** Day on which it has to be made known again, `YYYY-MM-DD` in Japan. */
export function dueAgain({ at }: Pick<Acknowledged, 'at'>, months: number): Date {
  const day = new Date(new Date(at).getTime() + 9 * 3_600_000);
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth() + months, day.getUTCDate()];
  // 31 January and a month is the last day of February.
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, last)) - 9 * 3_600_000);
}

function blocks(installation: Installation, records: DocumentRecords): Block[] {
  const { settings } = installation;
  const { members, intervalMonths } = settings.training;
  const { current, acknowledged } = records;
  const titles = new Map(current.map(({ id, title }) => [id, title]));
  const missing = notKnown(members, records);
  return [
    heading('周知の方法'),
    facts(
      ['対象者', members.length === 0 ? '要確認' : members.join('、')],
      ['時期', `従事する前、文書の版が改まったとき及び前回から${intervalMonths}か月以内`],
      [
        '方法',
        '対象者が文書を読み、内容について責任者の説明を受け、理解したことを申し出る。責任者は、申出を受けて記録する。',
      ],
      ['記録', commandLine('documents acknowledge 文書 --by 対象者', installation)],
    ),
    heading('周知する文書'),
    ...(current.length === 0
      ? [paragraph('周知する文書は、まだ作成されていない。')]
      : [
          table(
            [
              names('文書', 26),
              column('文書番号', 26),
              column('現在の版', 12, 'center'),
              column('作成日', 16, 'center'),
              column('SHA-256', 48),
            ],
            current.map(({ title, number, version, createdAt, hash }) => [
              title,
              number,
              `第${version}版`,
              eraDate(createdAt),
              hash,
            ]),
            7.5,
          ),
        ]),
    heading('周知の記録'),
    ...(acknowledged.length === 0
      ? [paragraph('周知の記録はない。')]
      : [
          table(
            [
              names('対象者', 18),
              column('文書', 22),
              column('版', 9, 'center'),
              column('申出の日時', 20, 'center'),
              column('次回の期限', 16, 'center'),
              column('版の SHA-256\n（先頭16桁）', 22),
              column('記録者', 20),
            ],
            acknowledged.map((one) => [
              one.by,
              titles.get(one.documentId) ?? one.documentId,
              `第${one.version}版`,
              shortTime(one.at),
              eraDate(dueAgain(one, intervalMonths)),
              one.hash.slice(0, 16),
              one.recordedBy,
            ]),
            7.5,
          ),
          note('日時は日本時間である。対象者が申し出たことを記録者が記録したものであり、対象者本人の署名ではない。'),
        ]),
    heading('周知を要する者'),
    ...(missing.length === 0
      ? [
          paragraph(
            members.length === 0 || current.length === 0
              ? '対象者又は文書が定まっていないため、示すことができない。'
              : '全ての対象者が、全ての文書の現在の版について周知を受けている。',
          ),
        ]
      : [
          paragraph('次の者は、現在の版について周知を受けていない。'),
          table(
            [
              names('対象者', 30),
              column('文書', 34),
              column('現在の版', 16, 'center'),
              column('周知を受けた版', 20, 'center'),
            ],
            missing.map(({ member, title, version, known }) => [
              member,
              title,
              `第${version}版`,
              known === undefined ? 'なし' : `第${known}版`,
            ]),
          ),
        ]),
    heading('教育の内容'),
    points(
      '取り扱う情報の機密性（別紙４）及び記録の取扱い',
      '手順書に定める操作、確認の方法及び誤操作をしたときの対応',
      '脅威と対策一覧に示すリスク、対策及び対策の後に残るリスク',
      'インシデントを知ったときの連絡の順序及び証拠の保全',
      '個人情報を、理由、目的、備考等の欄、電子メール及びファイル名に記入しないこと',
    ),
  ];
}

function open({ settings }: Installation, records: DocumentRecords): OpenPoint[] {
  const { members } = settings.training;
  const result: OpenPoint[] = [];
  if (members.length === 0)
    result.push({ what: '周知の対象者が定められていない。', where: 'documents.training.members' });
  if (records.current.length === 0)
    result.push({ what: '周知する文書が作成されていない。', where: 'kimitsu documents render' });
  const missing = notKnown(members, records);
  if (missing.length > 0)
    result.push({
      what: `周知を受けていない対象者と文書の組が${missing.length}件ある。`,
      where: 'kimitsu documents acknowledge',
    });
  return result;
}
