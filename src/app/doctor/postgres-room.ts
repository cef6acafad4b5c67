import { type PostgresRoom, postgresRoom } from '../../adapters/sql/postgres-room.js';
import { isPostgresUrl } from '../../base/postgres-url.js';
import type { Config } from '../../config/schema.js';
import { SHARD_OBJECTS } from '../distribute/shard.js';
import { attention, type Check, ok } from './check.js';

/** Of a worker: five for the catalogue and its lock, one for the locks of shards, one or two for the queue. */
const CONNECTIONS = 8;
/** One for each object of two shards in hand; the others are for shards, workspace and the tables of a change. */
const LOCKS = 2 * SHARD_OBJECTS + 30;

/** Whether the server of the catalogue has room for the workers it sees; nothing where the catalogue is a file. */
export async function roomForWorkers({ catalogue }: Pick<Config, 'catalogue'>): Promise<Check[]> {
  return isPostgresUrl(catalogue) ? [judged(await postgresRoom(catalogue))] : [];
}

/** What is too small makes workers wait and fail (`catalog/unavailable`); nothing is lost by it. */
export function judged({ connections, locks, workers }: PostgresRoom): Check {
  const id = 'catalogue/room';
  const most = Math.min(Math.floor(connections / CONNECTIONS), Math.floor(locks / LOCKS));
  const limits = [`${connections} connections, ${locks} locks`, `接続${connections}本、ロック${locks}個`] as const;
  if (workers > most)
    return attention(
      id,
      [
        `${workers} workers or commands share the work, the server has room for ${most} (${limits[0]})`,
        `処理を分担しているプロセスが${workers}個ありますが、サーバーの上限は${most}個です（${limits[1]}）`,
      ],
      [
        'raise max_connections (and max_locks_per_transaction) of the server, see docs/scale.md, or run fewer workers',
        'PostgreSQL の max_connections（及び max_locks_per_transaction）を増やすか（docs/scale.md を参照）、ワーカーを減らしてください',
      ],
    );
  return ok(id, [
    `room for ${most} workers (${limits[0]}), ${workers} seen`,
    `ワーカー${most}個まで動かせます（${limits[1]}、現在${workers}個）`,
  ]);
}
