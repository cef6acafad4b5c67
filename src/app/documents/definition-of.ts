import { Fault } from '../../base/fault.js';
import type { Config } from '../../config/schema.js';
import type { Definition } from '../../documents/agreed/definition.js';
import { AGREED_DOCUMENTS } from '../../documents/agreed/index.js';

/** 文書番号: the same for all versions. */
export const numberOf = ({ service }: Pick<Config, 'service'>, { code }: Definition): string => `${service.id}-${code}`;

/** @param given - id or number of the document. @throws {Fault} usage `documents/unknown` */
export function definitionOf(given: string, config: Pick<Config, 'service'>): Definition {
  const found = AGREED_DOCUMENTS.find((one) => one.id === given || numberOf(config, one) === given);
  if (found) return found;
  throw new Fault(
    'usage',
    'documents/unknown',
    'there is no such document',
    {},
    { hint: `one of: ${AGREED_DOCUMENTS.map(({ id }) => id).join(', ')}` },
  );
}
