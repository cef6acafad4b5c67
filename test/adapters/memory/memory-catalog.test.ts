import { MemoryCatalog } from '../../../src/adapters/memory/memory-catalog.js';
import { catalogContract } from '../../contract/catalog.js';

catalogContract('in memory', async (options) => new MemoryCatalog(options));
