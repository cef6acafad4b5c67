import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../base/package-root.js';
import { controlsMarkdown } from './controls-markdown.js';

/** Writes docs/controls.md. */
writeFileSync(join(packageRoot(), 'docs/controls.md'), controlsMarkdown());
