import { type PdfDict, PdfRejected, type PdfValue } from './pdf-lexer.js';
import { array, dictionary, isName, type PdfReader, text } from './pdf-reader.js';

export interface CertificateAttachments {
  json: Buffer;
  jws: Buffer;
}

/** What a certificate carries, by file name: MIME type and relationship (ISO 19005-3 §6.8). */
const EXPECTED = {
  'certificate.json': { type: 'application/json', relationship: 'Source' },
  'certificate.jws': { type: 'application/jose', relationship: 'Data' },
} as const;

type FileName = keyof typeof EXPECTED;

/**
 * Both attachments and no other, under names that are the same wherever a reader may look.
 *
 * @throws {PdfRejected} `attachments` or `structure`
 */
export function readAttachments(pdf: PdfReader): CertificateAttachments {
  const names = dictionary(pdf.resolve(pdf.root.get('Names')));
  const tree = dictionary(pdf.resolve(names.get('EmbeddedFiles')));
  // Our renderer writes the two names into the root of the tree.
  if (tree.has('Kids')) throw rejected('there are more attachments than a certificate has');
  const pairs = array(pdf.resolve(tree.get('Names')));
  const files = Object.keys(EXPECTED) as FileName[];
  if (pairs.length !== 2 * files.length) throw rejected('there are not exactly two attachments');
  const found = new Map<FileName, Buffer>();
  for (let index = 0; index < pairs.length; index += 2) {
    const name = fileName(pairs[index]);
    if (found.has(name)) throw rejected('an attachment is there twice');
    found.set(name, content(pdf, name, dictionary(pdf.resolve(pairs[index + 1]))));
  }
  return { json: found.get('certificate.json')!, jws: found.get('certificate.jws')! };
}

function content(pdf: PdfReader, name: FileName, spec: PdfDict): Buffer {
  const expected = EXPECTED[name];
  if (fileName(spec.get('F')) !== name || fileName(spec.get('UF')) !== name)
    throw rejected('an attachment has several names');
  if (!isName(spec.get('AFRelationship'), expected.relationship))
    throw rejected('an attachment has another relationship');
  const files = dictionary(pdf.resolve(spec.get('EF')));
  if (files.size !== 1) throw rejected('an attachment has several contents');
  const { dict, content } = pdf.stream(files.get('F'));
  if (!isName(dict.get('Subtype'), expected.type)) throw rejected('an attachment has another type');
  return content;
}

function fileName(value: PdfValue | undefined): FileName {
  const name = text(value).bytes.toString('latin1');
  if (Object.hasOwn(EXPECTED, name)) return name as FileName;
  throw rejected('an attachment has an unknown name');
}

function rejected(why: string): PdfRejected {
  return new PdfRejected('attachments', why);
}
