import type { FuzzTarget } from '../target.js';
import { archives } from './archives.js';
import { audio } from './audio.js';
import { certificates } from './certificates.js';
import { deliveries } from './deliveries.js';
import { documents } from './documents.js';
import { envelopes } from './envelopes.js';
import { examining } from './examining.js';
import { inventories } from './inventories.js';
import { logs } from './logs.js';
import { mails } from './mail.js';
import { normalisation } from './normalisation.js';
import { office } from './office.js';
import { packages } from './packages.js';
import { recognizerTargets } from './recognizers.js';
import { settings } from './settings.js';
import { textFormats } from './texts.js';

/** Targets whose inputs are objects of these formats. */
export const readingTargets = [...textFormats, ...archives, ...office, ...documents, ...audio, ...mails];

/** Everything that reads what others wrote. */
export const targets: readonly FuzzTarget[] = [
  ...readingTargets,
  ...normalisation,
  ...recognizerTargets,
  ...examining,
  ...logs,
  ...inventories,
  ...packages,
  ...certificates,
  ...deliveries,
  ...settings,
  ...envelopes,
];
