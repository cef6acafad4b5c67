import type { Documented } from '../pipeline/pipeline-service.js';

/** What lies on the small disk: the workspace, or one folder of it. */
export const PLACES = ['.', 'catalogue', 'keys', 'data'] as const;
export const MEGABYTES = 48;

/** What a command may say of a full disk. */
export const FULL: Documented = {
  exits: [0, 4],
  codes: [
    'catalog/unavailable',
    'file/disk-full',
    'store/disk-full',
    'unit-keys/unavailable',
    'keys/unavailable',
    'accounts/unavailable',
    'workspace/disk-full',
  ],
};
