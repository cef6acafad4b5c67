/** Longest line that is taken: nothing that is typed is longer. */
const MOST = 4096;
const readers = new WeakMap<object, AsyncGenerator<string>>();

/**
 * The next line of what is piped in; undefined after the last. A secret is never an argument, which other processes
 * could see. Several may be piped in one after the other.
 */
export async function nextLine(input: AsyncIterable<unknown> & object): Promise<string | undefined> {
  const reader = readers.get(input) ?? linesOf(input);
  readers.set(input, reader);
  const { value, done } = await reader.next();
  return done ? undefined : value;
}

async function* linesOf(input: AsyncIterable<unknown>): AsyncGenerator<string> {
  let text = '';
  for await (const chunk of input) {
    text += String(chunk);
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
      yield text.slice(0, end).replace(/\r$/, '');
      text = text.slice(end + 1);
    }
    if (text.length > MOST) break;
  }
  if (text !== '') yield text.slice(0, MOST);
}
