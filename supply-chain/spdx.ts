/**
 * Whether an SPDX licence expression can be satisfied with allowed licences alone: one side of an OR, both of an AND.
 * `WITH` and everything else that is not understood is not allowed.
 *
 * @see https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/
 */
export function isAllowed(expression: string, allowed: ReadonlySet<string>): boolean {
  const tokens = expression.match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const either = (): boolean => {
    let good = both();
    while (tokens[at] === 'OR') {
      at += 1;
      // Both sides are read, whatever the first one gave.
      good = both() || good;
    }
    return good;
  };
  const both = (): boolean => {
    let good = one();
    while (tokens[at] === 'AND') {
      at += 1;
      good = one() && good;
    }
    return good;
  };
  const one = (): boolean => {
    const token = tokens[at++];
    if (token !== '(') return token !== undefined && allowed.has(token);
    const good = either();
    return tokens[at++] === ')' && good;
  };
  const good = either();
  return good && at === tokens.length;
}
