import { assertVouchedFor, vouching } from '../../audit/vouched-record.js';
import type { MigrationRecord } from '../../migrate/record.js';
import type { Catalog } from '../../ports/catalog.js';

/** Persistent state of one migration: each change and its audit entry are one transaction. */
export class MigrationLog {
  private constructor(
    readonly catalog: Catalog,
    readonly actor: string,
    private held: MigrationRecord,
  ) {}

  /** Opens the record before anything is written to the receiver. */
  static async open(catalog: Catalog, actor: string, record: MigrationRecord): Promise<MigrationLog> {
    const log = new MigrationLog(catalog, actor, record);
    await log.note('migration.opened', {}, { planHash: record.planHash });
    return log;
  }

  static async resume(catalog: Catalog, actor: string, planId: string): Promise<MigrationLog | undefined> {
    const [document] = await catalog.documents('migration', planId);
    return document && new MigrationLog(catalog, actor, document.body as unknown as MigrationRecord);
  }

  /** To be called before anything rests on it. @throws {Fault} integrity `migrate/record-altered`, `audit/broken` */
  assertOnRecord(): Promise<void> {
    return assertMigrationOnRecord(this.catalog, this.held);
  }

  get record(): Readonly<MigrationRecord> {
    return this.held;
  }

  async note(
    action: string,
    learnt: Partial<MigrationRecord>,
    detail: Record<string, string | number> = {},
  ): Promise<void> {
    this.held = { ...this.held, ...learnt };
    const { migrationId, planId } = this.held;
    await this.catalog.saveDocument(
      { kind: 'migration', id: migrationId, parentId: planId, body: this.held as never },
      vouching(migrationId, this.held, [{ actor: this.actor, action, subject: migrationId, detail }]),
    );
  }
}

/** @throws {Fault} integrity `migrate/record-altered`, `audit/broken` */
export function assertMigrationOnRecord(catalog: Catalog, record: MigrationRecord): Promise<void> {
  return assertVouchedFor(catalog, { id: record.migrationId, record, code: 'migrate/record-altered' });
}
