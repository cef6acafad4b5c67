import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { packageRoot } from '../../src/base/package-root.js';

export const ROOT = packageRoot();

export interface SourceFile {
  /** From the project's folder, with `/`. */
  path: string;
  text: string;
}

/** TypeScript files below `folders`. @throws when a folder holds none, so a moved folder cannot pass unnoticed */
export function sourceFiles(...folders: string[]): SourceFile[] {
  return folders.flatMap((folder) => {
    const files = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({ path: relative(ROOT, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
    if (files.length === 0) throw new Error(`no TypeScript files below ${folder}`);
    return files;
  });
}

/** Module specifiers that a file imports, at its beginning or later, or re-exports, with whether only types are taken. */
export function importsOf(file: SourceFile): { specifier: string; typeOnly: boolean }[] {
  const atFirst = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm;
  const later = /(typeof\s+)?\bimport\('([^']+)'\)/g;
  return [...file.text.matchAll(atFirst), ...file.text.matchAll(later)].map(([, type, specifier]) => ({
    specifier: specifier ?? '',
    typeOnly: type !== undefined,
  }));
}
