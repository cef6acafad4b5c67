const URL_FORM = /^postgres(ql)?:\/\//i;

/** Whether the configured place of the catalogue is a database; otherwise it is a file. */
export function isPostgresUrl(catalogue: string): boolean {
  return URL_FORM.test(catalogue);
}
