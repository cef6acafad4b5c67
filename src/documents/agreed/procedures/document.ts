import { commandLine } from '../command-line.js';
import type { Block } from '../content.js';
import type { Definition, FaultWording, Told } from '../definition.js';
import type { Installation } from '../installation.js';
import { column, facts, heading, names, numbered, paragraph, points, steps, subheading, table } from '../write.js';
import { ACCOUNTS } from './accounts-texts.js';
import { DAILY } from './daily-texts.js';
import { ERASING } from './erasing-texts.js';
import { EXIT_CODES, GENERAL, PURPOSE, SCOPE } from './general-texts.js';
import { HANDING_OVER } from './handing-over-texts.js';
import { KEYS } from './keys-texts.js';
import { LOOKING } from './looking-texts.js';
import { PLANNING } from './planning-texts.js';
import { PERFORMERS, type Procedure } from './procedure.js';
import { PROOF } from './proof-texts.js';
import { SET_UP } from './set-up-texts.js';

/** Parts of 手順書, in the order of a service's life. */
const PARTS: readonly (readonly [title: string, procedures: readonly Procedure[]])[] = [
  ['導入、復元及び文書', SET_UP],
  ['日常の運用', DAILY],
  ['鍵の管理', KEYS],
  ['アカウントの管理', ACCOUNTS],
  ['保全、計画、移行及び廃棄', [...PLANNING, ...HANDING_OVER, ...ERASING, ...PROOF]],
];

export const PROCEDURES: readonly Procedure[] = PARTS.flatMap(([, procedures]) => procedures);
export { LOOKING } from './looking-texts.js';

/** 手順書: every command that affects the service (B1-1-2, B2-2-1). */
export const procedures: Definition = {
  id: 'procedures',
  title: '手順書',
  nature: 'agreement',
  code: 'B1-1-2',
  controls: ['B1-1-2', 'B2-2-1', 'B2-3-1'],
  basis: [
    '別紙１ １（２）（サービスに影響を与える操作の特定及び手順書の作成）',
    '別紙２ ２（１）（外部サービスの手順書の作成及び周知）',
    '別紙２ ３（１）（設定を変更するプログラムの機能の確認及び利用者の制限）',
  ],
  madeKnown: true,
  build: ({ installation, faultWording }) => told(installation, faultWording),
};

function told(installation: Installation, faultWording: FaultWording): Told {
  return {
    purpose: PURPOSE,
    blocks: [
      heading('適用'),
      points(...SCOPE),
      facts(
        ['呼出し方', installation.command],
        ['作業フォルダー', installation.dir],
        ['実施責任者', installation.parties.contractor.responsible],
        ['検証者', installation.verifier],
      ),
      heading('共通の注意'),
      numbered(...GENERAL),
      heading('操作の一覧'),
      overview(),
      heading('終了コード'),
      table(
        [column('終了コード', 12, 'center'), names('意味', 44), column('対応', 54)],
        EXIT_CODES.map((row) => [...row]),
      ),
      ...PARTS.flatMap(([title, list]) => [
        heading(title),
        ...list.flatMap((one) => procedureBlocks(one, installation, faultWording)),
      ]),
      heading('サービスに影響を与えない操作'),
      paragraph('次の操作は、記録、鍵、計画及びアカウントを変えない。手順によらずに行うことができる。'),
      table(
        [names('コマンド', 22), column('内容', 44), column('注意', 44)],
        LOOKING.map(([command, does, mind]) => [command, does, mind === '' ? 'なし' : mind]),
      ),
    ],
    open: open(installation),
  };
}

const nameOf = ({ command, variant }: Procedure): string =>
  variant?.startsWith('--') ? `${command} ${variant}` : command;

const performers = ({ who, twoPeople }: Procedure): string =>
  `${who.map((one) => PERFORMERS[one]).join('、')}${twoPeople ? '（二名で行う。）' : ''}`;

function overview(): Block {
  return table(
    [names('操作', 34), column('コマンド', 30), column('影響', 9, 'center'), column('実施できる者', 34)],
    PROCEDURES.map((one) => [
      one.title,
      one.variant === '復元' ? '（複数）' : nameOf(one),
      one.gravity,
      performers(one),
    ]),
    8,
  );
}

function procedureBlocks(one: Procedure, installation: Installation, faultWording: FaultWording): Block[] {
  const here = one.here?.(installation);
  return [
    subheading(`${one.title}${one.variant === '復元' ? '' : `（${nameOf(one)}）`}`),
    facts(
      ['目的', one.purpose],
      ['実施できる者', performers(one)],
      ['影響', `${one.gravity}　${one.effect}`],
      ['前提', one.before.map((text) => `・${text}`).join('\n')],
      ...(here === undefined ? [] : [['この環境', here] as [string, string]]),
    ),
    steps(
      ...one.steps.map(({ text, run }) => ({
        text,
        ...(run === undefined ? {} : { line: commandLine(run, installation) }),
      })),
    ),
    facts(
      ['表示及び確認', one.shown],
      ['事後の確認', one.after.map((text) => `・${text}`).join('\n')],
      ['取消し', one.undo],
      ['通知', one.alert],
      ['監査ログ', one.record],
    ),
    table(
      [names('失敗したとき', 28), column('画面の表示', 40), column('画面の案内又は対応', 40)],
      one.faults.map((code) => {
        const { message, remedy } = faultWording(code);
        return [code, message, remedy === '' ? GENERAL_REMEDY : remedy];
      }),
      8,
    ),
  ];
}

const GENERAL_REMEDY = '原因を確かめる。分からないときは、操作を止め、責任者に報告する。';

function open({ alertContacts, approvers, schedule, settings }: Installation): Told['open'] {
  const result: Told['open'] = [];
  if (alertContacts.length === 0)
    result.push({ what: '操作の開始等を知らせる通知の送信先が定められていない。', where: 'alerts.contacts' });
  if (approvers.length === 0)
    result.push({ what: '府の承認者及びその公開鍵が登録されていない。', where: 'prefecture.approvers' });
  if (schedule.length === 0) result.push({ what: '定期処理の時刻が定められていない。', where: 'schedule' });
  if (settings.training.members.length === 0)
    result.push({ what: '本書を周知する者が定められていない。', where: 'documents.training.members' });
  return result;
}
