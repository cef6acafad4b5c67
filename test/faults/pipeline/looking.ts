/**
 * What `look` finds, as JSON.
 *
 *   node looking.js DIR settled|unsettled
 */
import { originals } from './records.js';
import { look } from './truth.js';

const [dir = '', settled = ''] = process.argv.slice(2);

process.stdout.write(JSON.stringify(await look(dir, originals(), settled === 'settled')));
