export function inventoryRoot(bytes: Uint8Array): Promise<{ count: number; root: Uint8Array } | undefined>;
