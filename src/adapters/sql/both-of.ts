/**
 * Both results, once both are there. Unlike `Promise.all` it does not go on while one of them is still at work: what is
 * asked of a connection afterwards, a rollback for instance, must find nobody who goes on asking.
 *
 * @throws what the first has failed with, else the second
 */
export async function bothOf<A, B>(a: A | Promise<A>, b: B | Promise<B>): Promise<[A, B]> {
  const [first, second] = await Promise.allSettled([a, b]);
  if (first.status === 'rejected') throw first.reason;
  if (second.status === 'rejected') throw second.reason;
  return [first.value, second.value];
}
