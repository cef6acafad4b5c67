import type { Check } from '../../app/doctor/check.js';
import { examineAll } from '../../app/doctor/doctor.js';
import type { RegisterCommand } from '../command.js';
import { faultText } from '../faults-ja.js';

const STATES = { ok: 'OK', attention: '注意', bad: '不可' } as const;

const NAMES: Readonly<Record<string, string>> = {
  'configuration/file': '設定ファイル',
  'configuration/parties': '当事者と承認者',
  'permissions/workspace': '作業フォルダーの権限',
  'permissions/keys': '鍵フォルダーの権限',
  'permissions/secrets': '通知の秘密の権限',
  'catalogue/reachable': '目録',
  'catalogue/schema': '目録の形式',
  'catalogue/room': 'データベースの余裕',
  'catalogue/checkpoint': '監査ログの照合点',
  'services/approved': '利用承認',
  'services/store': '保管庫',
  'services/keys': '鍵管理サービス',
  'files/disk': 'ディスクの空き',
  'files/leftovers': '一時ファイル',
  'files/unclaimed': 'どのシステムにも属さないファイル',
  'files/after-end': '業務の終了の後に置かれたもの',
  'files/key-backups': '鍵のバックアップ',
  'operation/schedule': '定期処理',
  'operation/alerts': '通知',
  'operation/waiting-keys': '鍵の待機期間',
  'operation/privileged': '特権運用者',
  'host/user': '実行する利用者',
  'host/node': 'Node.js',
  'host/environment': '環境変数',
  'host/core-dumps': 'コアダンプ',
  'host/swap': 'スワップ',
  'host/clock': '時計',
};

export const registerDoctor: RegisterCommand = (program, action) => {
  program
    .command('doctor')
    .description('設定、権限、サービスへの接続及びホストの状態を点検します。「不可」があれば終了コード1を返します')
    .action(
      action(async ({ dir, output }) => {
        const checks = await examineAll(dir);
        for (const check of checks) {
          const [detail, hint] = wordingOf(check);
          output.say(
            `${STATES[check.state].padEnd(check.state === 'ok' ? 4 : 2)} ${NAMES[check.id] ?? check.id}: ${detail}`,
          );
          if (hint !== undefined) output.say(`     → ${hint}`);
        }
        const count = (state: keyof typeof STATES): number => checks.filter((check) => check.state === state).length;
        output.say(`OK ${count('ok')}件、注意 ${count('attention')}件、不可 ${count('bad')}件`);
        output.result(checks.map(({ id, state, detail, hint }) => ({ id, state, detail, hint })));
        return count('bad') > 0 ? 1 : 0;
      }),
    );
};

/** Where an error stopped a check, what is said of that error everywhere else. */
function wordingOf({ code, detailJa, hintJa }: Check): [string, string | undefined] {
  if (code === undefined) return [detailJa, hintJa];
  const { message, remedy } = faultText({ code, kind: 'unavailable' });
  return [`${message}[${code}]`, remedy === '' ? hintJa : remedy];
}
