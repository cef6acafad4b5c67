import { boundary } from './boundary.js';
import { contacts } from './contacts.js';
import type { Definition } from './definition.js';
import { devices } from './devices.js';
import { procedures } from './procedures/document.js';
import { scans } from './scans.js';
import { services } from './services.js';
import { threats } from './threats.js';
import { training } from './training.js';
import { vulnerability } from './vulnerability.js';

/** Every document agreed with the prefecture; 教育・周知記録 last, as it tells of the others. */
export const AGREED_DOCUMENTS: readonly Definition[] = [
  boundary,
  services,
  contacts,
  procedures,
  vulnerability,
  scans,
  threats,
  devices,
  training,
];
