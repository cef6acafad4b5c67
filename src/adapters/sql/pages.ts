/** Rows of one query while iterating: the bound of its memory. */
export const PAGE_SIZE = 500;

/** Asks for page after page behind the last item, so that nothing stays open between them and each item comes once. */
export async function* inPages<Item>(
  page: (after: Item | undefined, limit: number) => Promise<Item[]>,
): AsyncGenerator<Item> {
  let after: Item | undefined;
  for (;;) {
    const items = await page(after, PAGE_SIZE);
    yield* items;
    if (items.length < PAGE_SIZE) return;
    after = items.at(-1);
  }
}
