/**
 * The whole life of a service in a new folder, as JSON; one of its commands may be killed and is then given again.
 *
 *   node living.js DIR [STAGE MILLISECONDS]
 */
import { live, STAGES } from './whole-service.js';

const [dir = '', name, after = ''] = process.argv.slice(2);
const stage = STAGES.find((one) => one === name);
if (name !== undefined && !stage) throw new Error(`no stage is called ${name}`);

process.stdout.write(JSON.stringify(await live(dir, stage && { stage, after: Number(after) })));
