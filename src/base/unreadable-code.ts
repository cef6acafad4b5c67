const UNREADABLE: ReadonlySet<string> = new Set([
  // Of the store: a unit key without its KMS key is `protect/key-destroyed`.
  'keys/not-found',
  'keys/wrong-ciphertext',
  'protect/altered',
  'protect/bad-key',
  'protect/former-key',
  'protect/key-destroyed',
  'protect/not-a-message',
  'protect/truncated',
  'protect/wrong-context',
  'protect/wrong-key',
  'store/corrupt',
  'unit-keys/corrupt',
]);

/**
 * Whether a fault of reading says of the content that no key of this service opens it: damaged, cut off, moved from
 * another place, or of a key that is elsewhere or gone. A store or a key service that does not answer, or refuses, says
 * nothing of it. Reasons may carry more behind the code, after a blank.
 */
export const isUnreadableCode = (reason: string): boolean => UNREADABLE.has(reason.split(' ')[0] ?? '');

/** Whether a reason for a level says that. */
export const saysUnreadable = ({ source, rule }: { source: string; rule: string }): boolean =>
  source === 'unread' && isUnreadableCode(rule);
