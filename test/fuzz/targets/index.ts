import type { FuzzTarget } from '../target.js';
import { alerts } from './alerts.js';
import { archives } from './archives.js';
import { audio } from './audio.js';
import { certificates } from './certificates.js';
import { deliveries } from './deliveries.js';
import { detectingLines } from './detect-lines.js';
import { documents } from './documents.js';
import { envelopes } from './envelopes.js';
import { examining } from './examining.js';
import { inventories } from './inventories.js';
import { logs } from './logs.js';
import { mails } from './mail.js';
import { normalisation } from './normalisation.js';
import { office } from './office.js';
import { packages } from './packages.js';
import { privateKeys } from './private-keys.js';
import { recognizerTargets } from './recognizers.js';
import { settings } from './settings.js';
import { textFormats } from './texts.js';
import { work } from './work.js';

/** Targets whose inputs are objects of these formats. */
export const readingTargets = [...textFormats, ...archives, ...office, ...documents, ...audio, ...mails];

/** Everything that reads what others wrote. */
export const targets: readonly FuzzTarget[] = [
  ...readingTargets,
  ...normalisation,
  ...recognizerTargets,
  ...examining,
  ...detectingLines,
  ...logs,
  ...inventories,
  ...packages,
  ...certificates,
  ...deliveries,
  ...settings,
  ...privateKeys,
  ...envelopes,
  ...alerts,
  ...work,
];
