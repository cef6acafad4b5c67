import type { RegisterCommand } from '../command.js';

export const registerWorker: RegisterCommand = (program, action) => {
  program
    .command('worker')
    .description('classify --distributed 及び enforce --distributed の処理を分担します（止めるまで続けます）')
    .option('--until-empty', '処理がなくなれば終了します')
    .action(
      action(async (context, { untilEmpty = false }: { untilEmpty?: boolean }) => {
        const { dir, output, signal, log } = context;
        // Asked to empty the queue it has not done what it was asked for when it is stopped before.
        context.endsWhenStopped = !untilEmpty;
        const { work } = await import('../../app/distribute/worker.js');
        const progress = output.progress('分担');
        const worked = await work(dir, {
          signal,
          untilEmpty,
          logger: log('info'),
          onShard: (done) => progress.update(done, done),
        }).finally(() => progress.stop());
        output.say(`${worked.shards.toLocaleString('ja-JP')}組の処理を終えました。`);
        output.result(worked);
        return 0;
      }),
    );
};
