import type { Check } from '../../app/doctor/check.js';
import { CHECK_NAMES } from '../../app/doctor/check-names.js';
import { examineAll } from '../../app/doctor/doctor.js';
import type { RegisterCommand } from '../command.js';
import { faultText } from '../faults-ja.js';

const STATES = { ok: 'OK', attention: '注意', bad: '不可' } as const;

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
            `${STATES[check.state].padEnd(check.state === 'ok' ? 4 : 2)} ${CHECK_NAMES[check.id] ?? check.id}: ${detail}`,
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
