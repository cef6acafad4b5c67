import { z } from 'zod';

export const id = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'lower-case letters, digits and hyphens, at most 32, beginning with a letter');

export const text = z.string().trim().min(1, 'must not be empty');
