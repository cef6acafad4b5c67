import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../base/fault.js';
import { packageRoot } from '../base/package-root.js';

/** Modules of the page, each after those it needs. */
const MODULES = [
  'bytes.js',
  'canonical-parser.js',
  'shape.js',
  'certificate-shape.js',
  'certificate-coherence.js',
  'public-key-text.js',
  'pdf-attachments.js',
  'signed-data.js',
  'inclusion-proof.js',
  'later-document.js',
  'elements.js',
  'timestamp.js',
  'verify-file.js',
  'chosen-files.js',
  'verdict-view.js',
  'proven-view.js',
  'certificate-view.js',
  'page.js',
];

/**
 * verify.html: the page with which a recipient checks a certificate, in one file without anything from outside.
 * Its policy admits exactly the inlined script and style and no connection at all.
 */
export async function verifyPage(): Promise<string> {
  const folder = join(packageRoot(), 'src/certify/page');
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
  const script = (await Promise.all(MODULES.map(async (name) => inlined(await read(name), name)))).join('\n');
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
  return (await read('verify.html')).replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name]!);
}

/** A module as part of one script: in a scope of its own, with what it exports as constants around it. */
function inlined(source: string, name: string): string {
  const exported = Array.from(
    source.matchAll(/^export (?:async function|function|const) (\w+)/gm),
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
