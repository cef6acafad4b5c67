/** Note of a run that has found something new in the logs. */
export const ACCESS_FINDING = 'watch/finding';
