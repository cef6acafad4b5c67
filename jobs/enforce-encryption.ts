import { z } from 'zod';
import { digestOf } from '../src/base/bytes.js';
import { Fault } from '../src/base/fault.js';
import { systemOf, systemsOf, withoutFrozen } from '../src/inventory/systems.js';
import { takeInventory } from '../src/inventory/take-inventory.js';
import type { CatalogObject, Protection } from '../src/ports/catalog.js';
import { openClear } from '../src/protect/clear-content.js';
import { defineJob } from '../src/run/job.js';

export const EnforceEncryption = z.strictObject({ system: z.string().optional() });
export type EnforceEncryption = z.infer<typeof EnforceEncryption>;
