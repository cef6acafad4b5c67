import type { Kysely } from 'kysely';
import type { CatalogTables } from './schema.js';
import { chunksOf, type Session } from './session.js';

/** Versions that share a row of marks: a row of 3 KB, and neighbours of a listing are neighbours here. */
const CHUNK_BITS = 8192;

/** What a listing has shown of one version. */
export interface Mark {
  ordinal: number;
  /** As the current version of its object. */
  current: boolean;
}

interface Bits {
  listed: Buffer;
  current: Buffer;
}

/** Sets the bits of `marks`. Ordinals follow the first listing, so a batch in the same order touches one row or two. */
export async function addMarks({ db }: Session, listingId: number, marks: readonly Mark[]): Promise<void> {
  const byChunk = new Map<number, Mark[]>();
  for (const mark of marks) {
    const chunk = Math.floor(mark.ordinal / CHUNK_BITS);
    const others = byChunk.get(chunk);
    if (others) others.push(mark);
    else byChunk.set(chunk, [mark]);
  }
  for (const chunks of chunksOf([...byChunk.keys()].sort((a, b) => a - b))) {
    const held = await readBits(db, listingId, chunks);
    const rows = chunks.map((chunk) => {
      const bits = held.get(chunk) ?? { listed: Buffer.alloc(CHUNK_BITS / 8), current: Buffer.alloc(CHUNK_BITS / 8) };
      for (const { ordinal, current } of byChunk.get(chunk)!) {
        set(bits.listed, ordinal);
        if (current) set(bits.current, ordinal);
      }
      const [listed, current] = [bits.listed.toString('base64'), bits.current.toString('base64')];
      return { listing_id: listingId, chunk, listed, current };
    });
    await db
      .insertInto('listing_marks')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['listing_id', 'chunk'])
          .doUpdateSet((e) => ({ listed: e.ref('excluded.listed'), current: e.ref('excluded.current') })),
      )
      .execute();
  }
}

/** All marks of a listing: two bits for each version, so a quarter of a megabyte for a million. */
export class ListingMarks {
  private constructor(private readonly chunks: ReadonlyMap<number, Bits>) {}

  static async read(db: Kysely<CatalogTables>, listingId: number): Promise<ListingMarks> {
    return new ListingMarks(await readBits(db, listingId));
  }

  isListed(ordinal: number): boolean {
    return isSet(this.chunks.get(Math.floor(ordinal / CHUNK_BITS))?.listed, ordinal);
  }

  isCurrent(ordinal: number): boolean {
    return isSet(this.chunks.get(Math.floor(ordinal / CHUNK_BITS))?.current, ordinal);
  }
}

async function readBits(
  db: Kysely<CatalogTables>,
  listingId: number,
  chunks?: readonly number[],
): Promise<Map<number, Bits>> {
  let query = db.selectFrom('listing_marks').select(['chunk', 'listed', 'current']).where('listing_id', '=', listingId);
  if (chunks) query = query.where('chunk', 'in', chunks);
  const bits = new Map<number, Bits>();
  for (const { chunk, listed, current } of await query.execute()) {
    bits.set(chunk, { listed: Buffer.from(listed, 'base64'), current: Buffer.from(current, 'base64') });
  }
  return bits;
}

function set(bits: Buffer, ordinal: number): void {
  const bit = ordinal % CHUNK_BITS;
  bits[bit >> 3]! |= 1 << (bit & 7);
}

function isSet(bits: Buffer | undefined, ordinal: number): boolean {
  const bit = ordinal % CHUNK_BITS;
  return bits !== undefined && (bits[bit >> 3]! & (1 << (bit & 7))) !== 0;
}
