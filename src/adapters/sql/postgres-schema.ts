import pg from 'pg';
import { Fault } from '../../base/fault.js';
import { connectionTo } from './postgres-connection.js';
import { postgresFault } from './postgres-fault.js';

/**
 * Name of the schema that a catalogue lives in.
 *
 * @throws {Fault} `unavailable` / `catalog/unavailable`, also when the schema does not exist
 */
export async function schemaOf(url: string): Promise<string> {
  const client = new pg.Client(connectionTo(url));
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string | null }>('select current_schema() as name');
    if (rows[0]?.name) return rows[0].name;
  } catch (error) {
    throw postgresFault(error);
  } finally {
    await client.end().catch(() => undefined);
  }
  throw new Fault('unavailable', 'catalog/unavailable', 'the schema of the catalogue does not exist');
}
