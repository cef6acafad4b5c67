import { CHECKPOINT_SCHEMA, CHECKPOINT_TYP, type CheckpointDocument, checkpointSchema } from './checkpoint-schema.js';
import { type Signer, signDocument } from './jws.js';

/** Signs where the audit log stands: JWS compact, ES256, over canonical JSON. (B1-2-2) */
export async function signCheckpoint(
  content: Omit<CheckpointDocument, 'schema' | 'issuerKey'>,
  signer: Signer,
): Promise<string> {
  const { kty, crv, x, y } = signer.publicJwk;
  const document = checkpointSchema.parse({ schema: CHECKPOINT_SCHEMA, ...content, issuerKey: { kty, crv, x, y } });
  return signDocument(document, CHECKPOINT_TYP, signer);
}
