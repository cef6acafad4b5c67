import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { createWorkspace } from '../../app/create-workspace.js';
import { Fault } from '../../base/fault.js';
import { CONFIG_FILE } from '../../config/load.js';
import type { RegisterCommand } from '../command.js';

export const registerInit: RegisterCommand = (program, action) => {
  program
    .command('init')
    .description('作業フォルダーを作ります（設定ファイル、システムごとの data フォルダー）')
    .action(
      action(async ({ dir, output }) => {
        const folder = resolve(dir);
        if (existsSync(resolve(folder, CONFIG_FILE)))
          throw new Fault(
            'usage',
            'init/exists',
            `${CONFIG_FILE} exists already in this folder`,
            {},
            {
              hint: 'choose another folder; nothing was changed',
            },
          );
        const { config, folders } = await createWorkspace(folder, serviceIdFrom(basename(folder)));
        output.say(`作業フォルダーを作りました: ${folder}`);
        output.say(`1. ${CONFIG_FILE} に契約名、受注者、府の名称を記入してください。`);
        output.say('2. 各システムの記録を次のフォルダーに置いてください。');
        output.table(
          ['システム', 'フォルダー'],
          config.systems.map((system) => [system.name, `data/${system.bucket ?? system.id}/`]),
        );
        output.say('3. kimitsu classify で分類し、kimitsu enforce で暗号化します。');
        output.result({ dir: folder, folders });
        return 0;
      }),
    );
};

/** A folder's name as a service id where it can be one. */
function serviceIdFrom(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 32);
  return id === '' ? 'contact-centre' : id;
}
