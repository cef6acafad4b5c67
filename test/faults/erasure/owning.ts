/**
 * Takes a copied workspace for the one that it was copied from.
 *
 *   node owning.js FOLDER
 */
import { asOriginal } from '../../support/as-original.js';

const [dir = ''] = process.argv.slice(2);
await asOriginal(dir);
