/** Whether somebody has pressed Ctrl-C where something was asked: the terminal gives the key to the question, not as a signal. */
export function leftQuestion(error: unknown): boolean {
  return error instanceof Error && error.name === 'ExitPromptError';
}
