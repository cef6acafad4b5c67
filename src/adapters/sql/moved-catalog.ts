import { hasMovedMark } from './moved.js';
import { LibsqlDatabase } from './sqlite-database.js';

/** Whether the SQLite file is a catalogue that was moved to PostgreSQL; false of what cannot be read as one. */
export function isMovedCatalog(file: string): boolean {
  let database: LibsqlDatabase | undefined;
  try {
    database = new LibsqlDatabase(file);
    return hasMovedMark(database.prepare('select max(version) as version from migrations').all([]));
  } catch {
    return false;
  } finally {
    database?.close();
  }
}
