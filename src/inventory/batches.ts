/**
 * Entries of a listing saved in one transaction: five pages of S3 for one sync of the disk. Also the most that is held
 * in memory, and that is listed again after an interruption.
 */
export const BATCH = 5000;

export async function* inBatches<Item>(items: AsyncIterable<Item>, size = BATCH): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
