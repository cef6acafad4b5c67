/** An instruction of a Dockerfile, with its words as they stand. */
export interface Instruction {
  name: string;
  text: string;
}

export interface Stage {
  name: string | undefined;
  instructions: Instruction[];
}

/** The stages of a Dockerfile: comments gone, lines that go on joined. */
export function stagesOf(source: string): Stage[] {
  const lines = source
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const stages: Stage[] = [];
  for (const line of lines) {
    const [, name = '', text = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? [];
    if (name === 'FROM') stages.push({ name: / AS (\S+)$/i.exec(text)?.[1], instructions: [] });
    // Before the first stage there are arguments of FROM only.
    else stages.at(-1)?.instructions.push({ name, text });
  }
  return stages;
}

/** What the last `name` of a stage says. */
export function lastOf({ instructions }: Stage, name: string): string {
  const found = instructions.findLast((one) => one.name === name);
  if (!found) throw new Error(`the Dockerfile has no ${name}`);
  return found.text;
}
