import { runDemo } from '../../app/demo/run-demo.js';
import type { RegisterCommand } from '../command.js';
import { sayInventory } from '../inventory-table.js';

export const registerDemo: RegisterCommand = (program, action) => {
  program
    .command('demo')
    .description('架空の小さなサービスの始めから終わりまでを、付属の見本で実行します')
    .action(
      action(async ({ dir, output, signal }) => {
        const result = await runDemo(
          dir === '.' ? 'kimitsu-demo' : dir,
          { say: output.say, inventory: (lines, config) => sayInventory(lines, config, output) },
          signal,
        );
        output.result(result);
        return result.held ? 0 : 1;
      }),
    );
};
