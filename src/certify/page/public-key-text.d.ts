export function readPin(typed: string): Promise<string | undefined>;
