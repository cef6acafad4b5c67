export function readCanonical(bytes: Uint8Array): { value: unknown } | undefined;
