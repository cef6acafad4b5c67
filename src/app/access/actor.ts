/** The account that an actor of the audit log is; undefined while nobody is authenticated. */
export function accountIn(actor: string): string | undefined {
  return /^account:(\S+)/.exec(actor)?.[1];
}
