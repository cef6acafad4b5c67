import type { PackageFiles } from './files.js';
import { type ManifestLine, parseManifestLine, staysInside } from './manifest.js';
import type { Problems } from './problems.js';
import { textLines, UnreadableText } from './text-file.js';

/** What can be read of a manifest; lines that lead out of the package are named and not followed. */
export async function* manifestLines(
  files: PackageFiles,
  manifest: string,
  problems: Problems,
): AsyncGenerator<ManifestLine> {
  const content = await files.read(manifest);
  if (!content) return problems.add('missing', manifest);
  try {
    for await (const line of textLines(content)) {
      const parsed = parseManifestLine(line);
      if (!parsed) problems.add('unreadable', manifest);
      else if (!staysInside(parsed.path)) problems.add('unsafe-path', parsed.path);
      else yield parsed;
    }
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    problems.add('unreadable', manifest);
  }
}
