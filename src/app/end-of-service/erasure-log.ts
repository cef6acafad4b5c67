import { canonicalHash } from '../../base/canonical-json.js';
import { Fault } from '../../base/fault.js';
import { ERASURE_SCHEMA, type ErasurePhase, type ErasureRecord } from '../../dispose/erasure.js';
import { assertCancellable, assertNext, assertReopens, REOPENED } from '../../dispose/phases.js';
import type { Catalog } from '../../ports/catalog.js';

type Detail = Record<string, string | number>;

/** Persistent state of one erasure: each step forward and its audit entry are one transaction. */
export class ErasureLog {
  #record: ErasureRecord;

  private constructor(
    readonly catalog: Catalog,
    readonly actor: string,
    record: ErasureRecord,
  ) {
    this.#record = record;
  }

  /** Opens the record before anything is touched. @throws {Fault} conflict `erase/two-at-once` */
  static async open(catalog: Catalog, actor: string, record: ErasureRecord): Promise<ErasureLog> {
    const log = new ErasureLog(catalog, actor, record);
    await log.assertAlone();
    await log.#save('erasure.opened', {});
    return log;
  }

  /** The erasure of this plan, if one was begun. @throws {Fault} usage `erase/record-newer` */
  static async resume(catalog: Catalog, actor: string, planId: string): Promise<ErasureLog | undefined> {
    const records = (await catalog.documents('erasure', planId)).map(({ body }) => body as unknown as ErasureRecord);
    const record = records.find(({ phase }) => phase !== 'cancelled');
    if (record && !KNOWN.has(record.schema)) throw newer(record);
    return record ? new ErasureLog(catalog, actor, record) : undefined;
  }

  /** To be asked again before it freezes anything: another can have begun since. @throws {Fault} conflict `erase/two-at-once` */
  async assertAlone(): Promise<void> {
    const other = (await this.catalog.documents('erasure')).find(({ body }) => {
      const { phase, erasureId } = body as unknown as ErasureRecord;
      // `approved` has touched nothing yet; its scope is checked again before it goes on.
      return erasureId !== this.#record.erasureId && !['approved', 'cancelled', 'complete'].includes(phase);
    });
    if (!other) return;
    const hint = 'finish or cancel it first';
    throw new Fault('conflict', 'erase/two-at-once', 'another erasure is under way', { erasureId: other.id }, { hint });
  }

  get record(): Readonly<ErasureRecord> {
    return this.#record;
  }

  /** To the next phase, with what was learnt on the way. */
  async advance(phase: ErasurePhase, learnt: Partial<ErasureRecord> = {}): Promise<void> {
    assertNext(this.#record.phase, phase);
    this.#record = { ...this.#record, ...learnt, phase };
    await this.#save(`erasure.${phase}`, { planHash: this.#record.planHash });
  }

  /** Back to where its keys wait, because one that was seen gone is there again; `action` tells of that in the same step. */
  async reopen(action: string, learnt: Partial<ErasureRecord>, detail: Detail): Promise<void> {
    assertReopens(this.#record.phase);
    const { completedAt } = this.#record;
    this.#record = { ...this.#record, ...learnt, phase: REOPENED, completedAt: undefined };
    await this.#save(action, detail, {
      action: 'erasure.reopened',
      detail: completedAt === undefined ? {} : { completedAt },
    });
  }

  /** Ends it before anything was destroyed. @throws {Fault} denied `erase/past-return` */
  async cancel(reason: string): Promise<void> {
    assertCancellable(this.#record);
    this.#record = { ...this.#record, phase: 'cancelled', cancelled: { reason } };
    await this.#save('erasure.cancelled', { reason });
  }

  /** Something learnt within a phase. */
  async note(action: string, learnt: Partial<ErasureRecord>, detail: Detail = {}): Promise<void> {
    this.#record = { ...this.#record, ...learnt };
    await this.#save(action, detail);
  }

  async #save(action: string, detail: Detail, ...more: { action: string; detail: Detail }[]): Promise<void> {
    const { erasureId, planId } = this.#record;
    // What `assertOnRecord` holds the record to.
    const record = canonicalHash(this.#record);
    await this.catalog.saveDocument(
      { kind: 'erasure', id: erasureId, parentId: planId, body: this.#record as never },
      [{ action, detail }, ...more].map((entry) => ({
        actor: this.actor,
        action: entry.action,
        subject: erasureId,
        detail: { ...entry.detail, record },
      })),
    );
  }
}

const KNOWN = new Set<string>([ERASURE_SCHEMA, 'kimitsu/erasure/1']);

function newer({ erasureId, schema }: ErasureRecord): Fault {
  return new Fault(
    'usage',
    'erase/record-newer',
    'the record of the erasure is of a form that this version does not know',
    { erasureId, schema },
    { hint: 'use the version of kimitsu that has begun it, or a later one' },
  );
}
