import { decodeBase64url, fromHex, toLatin1 } from './bytes.js';
import { readCanonical } from './canonical-parser.js';
import { signerOfContainer } from './pdf-container.js';
import { isPdfName, PdfObjects, pdfArray, pdfDictionary, pdfInteger, pdfString } from './pdf-objects.js';
import { PdfRejected } from './pdf-syntax.js';

/** What a certificate carries, by file name: MIME type and relationship (ISO 19005-3 §6.8). */
const ATTACHED = {
  'certificate.json': { type: 'application/json', relationship: 'Source' },
  'certificate.jws': { type: 'application/jose', relationship: 'Data' },
};
const ENTRIES = ['Type', 'Filter', 'SubFilter', 'ByteRange', 'Contents', 'M'];

/**
 * Verifies the PDF of a certificate: one PAdES signature over every byte of the file, by the key that the attached signed
 * data names. Never throws for what the bytes are.
 *
 * @param {Uint8Array} bytes
 * @returns {Promise<{ problem?: string, json?: Uint8Array, jws?: Uint8Array, signer?: string }>} the check that failed;
 *   the attachments as far as they could be read; the fingerprint of the key once the signature holds
 */
export async function verifyPdf(bytes) {
  const found = {};
  try {
    await examine(bytes, found);
    return found;
  } catch (error) {
    // Whatever an unforeseen file provokes, it is not a valid certificate.
    return { ...found, problem: error instanceof PdfRejected ? error.check : 'structure' };
  }
}

async function examine(bytes, found) {
  if (toLatin1(bytes.subarray(0, 9)) !== '%PDF-1.7\n' || toLatin1(bytes.subarray(-7)) !== '\n%%EOF\n')
    throw new PdfRejected('frame');
  const pdf = new PdfObjects(bytes);
  const attached = await attachmentsIn(pdf);
  found.json = attached.get('certificate.json');
  found.jws = attached.get('certificate.jws');
  const { container, digest } = await signatureIn(pdf);
  found.signer = await signerOfContainer(container, digest);
  if (keyNamedBy(found.jws) !== found.signer) throw new PdfRejected('signer-key');
}

/** Both attachments and no other, under names that are the same wherever a reader may look. */
async function attachmentsIn(pdf) {
  const names = pdfDictionary(pdf.resolve(pdf.root.get('Names')));
  const tree = pdfDictionary(pdf.resolve(names.get('EmbeddedFiles')));
  const pairs = tree.has('Kids') ? [] : pdfArray(pdf.resolve(tree.get('Names')));
  if (pairs.length !== 2 * Object.keys(ATTACHED).length) throw new PdfRejected('attachments');
  const found = new Map();
  for (let index = 0; index < pairs.length; index += 2) {
    const name = fileName(pairs[index]);
    if (found.has(name)) throw new PdfRejected('attachments');
    found.set(name, await attached(pdf, name, pdfDictionary(pdf.resolve(pairs[index + 1]))));
  }
  return found;
}

async function attached(pdf, name, spec) {
  const { type, relationship } = ATTACHED[name];
  const files = pdfDictionary(pdf.resolve(spec.get('EF')));
  const named = fileName(spec.get('F')) === name && fileName(spec.get('UF')) === name;
  if (!named || files.size !== 1 || !isPdfName(spec.get('AFRelationship'), relationship))
    throw new PdfRejected('attachments');
  const { entries, content } = await pdf.stream(files.get('F'));
  if (!isPdfName(entries.get('Subtype'), type)) throw new PdfRejected('attachments');
  return content;
}

function fileName(value) {
  const { text, digits } = pdfString(value);
  const name = text ?? toLatin1(fromHex(digits));
  if (!Object.hasOwn(ATTACHED, name)) throw new PdfRejected('attachments');
  return name;
}

/**
 * The one signature field, whose byte range is the whole file but exactly its own `Contents`, in lower-case hexadecimal:
 * then no byte of the file lies outside what is signed or compared.
 */
async function signatureIn(pdf) {
  const form = pdfDictionary(pdf.resolve(pdf.root.get('AcroForm')));
  const fields = pdfArray(pdf.resolve(form.get('Fields')));
  if (fields.length !== 1) throw new PdfRejected('byte-range');
  const field = pdfDictionary(pdf.resolve(fields[0]));
  if (!isPdfName(field.get('FT'), 'Sig')) throw new PdfRejected('byte-range');
  const signature = pdfDictionary(pdf.resolve(field.get('V')));
  const known = signature.size === ENTRIES.length && ENTRIES.every((entry) => signature.has(entry));
  if (!known || !isPdfName(signature.get('Type'), 'Sig') || !isPdfName(signature.get('Filter'), 'Adobe.PPKLite'))
    throw new PdfRejected('byte-range');
  if (!isPdfName(signature.get('SubFilter'), 'ETSI.CAdES.detached')) throw new PdfRejected('byte-range');
  const { bytes } = pdf;
  const { start, end, digits } = pdfString(signature.get('Contents'));
  const range = pdfArray(signature.get('ByteRange')).map(pdfInteger);
  const whole = [0, start, end, bytes.length - end];
  if (range.length !== 4 || range.some((value, index) => value !== whole[index])) throw new PdfRejected('byte-range');
  if (digits === undefined || digits === '' || /[A-F]/.test(digits)) throw new PdfRejected('byte-range');
  const covered = new Uint8Array(start + bytes.length - end);
  covered.set(bytes.subarray(0, start));
  covered.set(bytes.subarray(end), start);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', covered));
  return { container: fromHex(digits), digest };
}

/** `kid` of signed data, undefined when there is none. */
function keyNamedBy(jws) {
  const header = decodeBase64url(toLatin1(jws).split('.', 1)[0]);
  return header && readCanonical(header)?.value?.kid;
}
