import { password as askPassword, input } from '@inquirer/prompts';
import QRCode from 'qrcode';
import type { Check } from '../app/access/admission.js';
import {
  assertEnrollable,
  confirmFactor,
  type EnrolmentRequest,
  type Prepared,
  prepareFactor,
} from '../app/access/enroll.js';
import type { Workspace } from '../app/workspace.js';
import { Fault } from '../base/fault.js';
import type { RegisterCommand } from './command.js';
import { secretFrom } from './credentials.js';
import type { Output } from './print.js';

interface EnrollOptions {
  secretFile?: string;
  firstCode?: string;
  awsCaller?: string;
  awsMfa?: string;
  as?: string;
}

/** `accounts enroll`: a second factor for an account, and the first account of all. */
export const registerEnroll: RegisterCommand = (accounts, action) => {
  accounts
    .command('enroll <name>')
    .description('利用者の二要素認証（認証アプリ）を登録します。最初の1人は、特権運用者として同時に追加されます')
    .option(
      '--first-code <code>',
      '対話による入力ができないとき、認証アプリの最初の確認コードを指定して登録を完了します',
    )
    .option('--aws-caller <arn>', '認証アプリに代えて AWS の MFA を使う IAM ユーザーの ARN')
    .option('--aws-mfa <serial>', 'その IAM ユーザーの MFA デバイスの ARN 又はシリアル番号')
    .action(
      action(async ({ withWorkspace, output }, name: string, options: EnrollOptions) => {
        const aws = awsOf(options);
        const { firstCode } = options;
        if (firstCode !== undefined) {
          const secret = await ownSecret(options, output, false);
          return withWorkspace({ lock: 'exclusive' }, async (workspace) => {
            sayEnrolled(await confirmFactor(workspace, { name, secret, code: firstCode }), output);
            return 0;
          });
        }
        const check: Check = ({ register }, { accountId }) => assertEnrollable(register, name, accountId);
        return withWorkspace({ lock: 'exclusive', check }, async (workspace) => {
          const first = (await workspace.access.latest()) === undefined;
          const request: EnrolmentRequest = { name, ...(aws ? { aws } : {}) };
          if (first) request.secret = await ownSecret(options, output, true);
          const prepared = await prepareFactor(workspace, request);
          if (output.json || !process.stdin.isTTY) {
            sayPrepared(prepared, output);
            return 0;
          }
          if (prepared.uri !== undefined) {
            output.say('認証アプリで、次の QR コードを読み取ってください。');
            output.say(await QRCode.toString(prepared.uri, { type: 'terminal', small: true }));
            output.say(`読み取れないときは、次のキーを入力してください: ${keyOf(prepared.uri)}`);
          }
          sayEnrolled(await firstCodes(workspace, name, output), output);
          return 0;
        });
      }),
    );
};

const MOST_TYPED = 3;

/** Typing errors are common, and another QR code would leave a useless entry in the app. */
async function firstCodes(workspace: Workspace, name: string, output: Output): ReturnType<typeof confirmFactor> {
  for (let typed = 1; ; typed += 1) {
    const code = await input({ message: '認証アプリ又は MFA デバイスに表示された確認コード（6桁）:' });
    try {
      return await confirmFactor(workspace, { name, code });
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'access/wrong-code') || typed === MOST_TYPED) throw error;
      output.warn('確認コードが正しくありません。もう一度入力してください。');
    }
  }
}

/** The secret of the URI in groups of four, as people type it. */
function keyOf(uri: string): string {
  return (new URL(uri).searchParams.get('secret') ?? '').replace(/(.{4})(?=.)/g, '$1 ');
}

function sayPrepared({ accountId, first, uri }: Prepared, output: Output): void {
  output.say(`二要素認証の準備をしました。識別子  ${accountId}`);
  if (uri !== undefined) output.say(`認証アプリに登録する URI（秘密を含みます）  ${uri}`);
  output.say('続いて1時間以内に、本人が kimitsu accounts enroll <名称> --first-code <確認コード> を実行してください。');
  output.result({ accountId, first, uri, confirmed: false });
}

function sayEnrolled(enrolled: Awaited<ReturnType<typeof confirmFactor>>, output: Output): void {
  const { accountId, recoveryCodes, first } = enrolled;
  output.say(`二要素認証を登録しました。識別子  ${accountId}`);
  output.say('回復コード（端末を紛失したときに、確認コードの代わりに1回ずつ使えます）');
  for (const code of recoveryCodes) output.say(`  ${code}`);
  output.say('二度と表示されません。印刷する等して、端末とは別の安全な場所に保管してください。');
  if (first)
    output.say(
      '以後、特権操作には二要素認証が必要です。もう1人の特権運用者も登録してください（kimitsu accounts add 名称 --role privileged-operator の後、kimitsu accounts enroll 名称）。',
    );
  output.result({ accountId, recoveryCodes, first, confirmed: true });
}

/** @param isNew - typed twice: nobody has typed it before */
async function ownSecret({ secretFile }: EnrollOptions, output: Output, isNew: boolean): Promise<string> {
  if (secretFile !== undefined) return secretFrom(secretFile);
  if (!process.stdin.isTTY || output.json) {
    const hint = 'on a terminal it is asked for; elsewhere give --secret-file';
    throw new Fault('usage', 'accounts/no-password', 'no secret was given', {}, { hint });
  }
  const first = await askPassword({ message: '登録する利用者のパスワード（12文字以上）:', mask: true });
  if (isNew && first !== (await askPassword({ message: 'もう一度入力してください:', mask: true })))
    throw new Fault('usage', 'accounts/passwords-differ', 'the two passwords differ');
  return first;
}

function awsOf({ awsCaller: caller, awsMfa: serial }: EnrollOptions): EnrolmentRequest['aws'] {
  if (caller === undefined && serial === undefined) return undefined;
  if (caller !== undefined && serial !== undefined && /^arn:[^:]*:iam::\d{12}:user\/\S+$/.test(caller))
    return { caller, serial };
  const hint = 'give --aws-caller arn:aws:iam::123456789012:user/NAME and --aws-mfa SERIAL';
  throw new Fault('usage', 'access/bad-aws-caller', 'the two name an IAM user and its device', {}, { hint });
}
