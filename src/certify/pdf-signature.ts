import { createHash } from 'node:crypto';
import { PdfRejected } from './pdf-lexer.js';
import { array, dictionary, integer, isName, type PdfReader, text } from './pdf-reader.js';

/** The signature of a PDF, found and known to cover everything around it, not yet verified. */
export interface FoundSignature {
  /** CMS with its zero padding. */
  container: Buffer;
  /** SHA-256 of all bytes of the file but the hexadecimal string that holds `container`. */
  digest: Buffer;
}

const ENTRIES = ['Type', 'Filter', 'SubFilter', 'ByteRange', 'Contents', 'M'];

/**
 * The one signature field, whose byte range is the whole file but exactly its own `Contents`, written in lower-case
 * hexadecimal: then no byte of the file lies outside what is signed or compared.
 *
 * @throws {PdfRejected} `byte-range` or `structure`
 */
export function findSignature(pdf: PdfReader): FoundSignature {
  const form = dictionary(pdf.resolve(pdf.root.get('AcroForm')));
  const fields = array(pdf.resolve(form.get('Fields')));
  if (fields.length !== 1) throw rejected('there is not exactly one signature');
  const field = dictionary(pdf.resolve(fields[0]));
  if (!isName(field.get('FT'), 'Sig')) throw rejected('the form field is no signature');
  const signature = dictionary(pdf.resolve(field.get('V')));
  if (signature.size !== ENTRIES.length || !ENTRIES.every((entry) => signature.has(entry)))
    throw rejected('the signature has other entries');
  if (!isName(signature.get('Type'), 'Sig') || !isName(signature.get('Filter'), 'Adobe.PPKLite'))
    throw rejected('the signature is of another kind');
  if (!isName(signature.get('SubFilter'), 'ETSI.CAdES.detached')) throw rejected('the signature is not PAdES');

  const { start, end, hex } = text(signature.get('Contents'));
  const range = array(signature.get('ByteRange')).map(integer);
  const expected = [0, start, end, pdf.bytes.length - end];
  if (range.length !== 4 || range.some((value, index) => value !== expected[index]))
    throw rejected('the signature does not cover the whole file');
  const digits = pdf.bytes.toString('latin1', start + 1, end - 1);
  if (!hex || !/^(?:[0-9a-f]{2})+$/.test(digits))
    throw rejected('the signature is not written in lower-case hexadecimal');
  const digest = createHash('sha256').update(pdf.bytes.subarray(0, start)).update(pdf.bytes.subarray(end)).digest();
  return { container: Buffer.from(digits, 'hex'), digest };
}

function rejected(why: string): PdfRejected {
  return new PdfRejected('byte-range', why);
}
