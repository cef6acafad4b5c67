import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../base/fault.js';
import { packageRoot } from '../base/package-root.js';

/** What both pages are made of, each module after those it needs. */
const SHARED = [
  'bytes.js',
  'canonical-parser.js',
  'shape.js',
  'certificate-shape.js',
  'certificate-coherence.js',
  'public-key-text.js',
  'signed-data.js',
  'inclusion-proof.js',
  'later-document.js',
  'elements.js',
  'der.js',
  'signature-algorithm.js',
  'x509.js',
  'timestamp-token.js',
  'timestamp.js',
  'inflate.js',
  'pdf-syntax.js',
  'pdf-objects.js',
  'pdf-container.js',
  'pdf-verify.js',
  'verify-file.js',
  'verdict-view.js',
  'certificate-view.js',
];
const VERIFY = [
  ...SHARED,
  'canonical-writer.js',
  'zip-archive.js',
  'inventory-root.js',
  'checkpoint-series.js',
  'audit-excerpt.js',
  'delivery-parts.js',
  'verify-delivery.js',
  'delivery-view.js',
  'chosen-files.js',
  'proven-view.js',
  'page.js',
];
const APPROVAL = [
  ...SHARED,
  'canonical-writer.js',
  'officer-key.js',
  'sign-document.js',
  'pdf-attachments.js',
  'plan-reader.js',
  'plan-view.js',
  'agreed-view.js',
  'approval-page.js',
];

/** verify.html: the page with which a recipient checks a certificate. */
export const verifyPage = (): Promise<string> => page('verify.html', VERIFY);

/** approval.html: the page with which an officer approves or refuses a plan, and accepts a certificate. */
export const approvalPage = (): Promise<string> => page('approval.html', APPROVAL);

/**
 * One file without anything from outside. Its policy admits exactly the inlined script and style and no connection at
 * all.
 */
async function page(html: string, modules: readonly string[]): Promise<string> {
  const folder = join(packageRoot(), 'src/certify/page');
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const script = (await Promise.all(modules.map(async (name) => inlined(await read(name), name)))).join('\n');
  const style = await read('verify.css');
  const policy = [
    "default-src 'none'",
    `script-src '${integrity(script)}'`,
    `style-src '${integrity(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const values: Record<string, string> = { policy, style, script };
  // A function, because `$` in the script must stay what it is.
  return (await read(html)).replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name]!);
}

/** A module as part of one script: in a scope of its own, with what it exports as constants around it. */
function inlined(source: string, name: string): string {
  const exported = Array.from(
    source.matchAll(/^export (?:async function|function|const|class) (\w+)/gm),
    (match) => match[1],
  );
  const body = source.replace(/^import \{[^}]*\} from '\.\/[\w-]+\.js';\n/gm, '').replace(/^export /gm, '');
  if (/^(?:import|export)\b/m.test(body) || /<\/script|<!--/i.test(body)) {
    throw new Fault('bug', 'certificate/page', 'a module of the page cannot be inlined', { name });
  }
  const names = exported.length > 0 ? `{ ${exported.join(', ')} }` : '';
  return names ? `const ${names} = (() => {\n${body}return ${names};\n})();` : `(() => {\n${body}})();`;
}

/** As a browser hashes an inline element: SHA-256 over its text. */
function integrity(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
