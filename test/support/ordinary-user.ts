/** `nobody` of Linux. */
const NOBODY = 65_534;

/**
 * Does something as a user whom permissions bind. Root is nobody for so long; anybody else is bound already. What is to
 * be looked at must be made in here too, so that it belongs to that user.
 */
export async function asOrdinaryUser<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0 || !process.seteuid) return work();
  process.seteuid(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid(0);
  }
}
