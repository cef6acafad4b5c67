interface Spoken {
  error?: { code: string };
  faults?: { code: string }[];
  deadLetters?: { code: string }[];
}

/** Codes of the faults that a command has named on stdout with `--json`. A line that is none counts as `no-json`. */
export function spokenCodes(stdout: string): string[] {
  return stdout
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      try {
        const { error, faults = [], deadLetters = [] } = JSON.parse(line) as Spoken;
        return [...(error ? [error] : []), ...faults, ...deadLetters].map(({ code }) => code);
      } catch {
        return ['no-json'];
      }
    });
}
