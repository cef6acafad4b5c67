import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/base/package-root.js';
import { DATA_SOURCES } from '../../supply-chain/data-sources.js';
import { licenceReport } from '../../supply-chain/licences.js';
import { idOf, lockedPackages } from '../../supply-chain/locked-packages.js';
import { makeSbom, type Sbom, serialOf } from '../../supply-chain/sbom.js';

const root = packageRoot();
const text = readFileSync(join(root, 'supply-chain/sbom.cdx.json'), 'utf8');
const sbom = JSON.parse(text) as Sbom;
const packages = lockedPackages(root);
const delivered = packages.filter(({ use }) => use === 'production');
const libraries = sbom.components.filter(({ type }) => type === 'library');

describe('B1-2-3, B2-5-1: the bill of materials', () => {
  it('lists exactly what package-lock.json installs for production, and the data', () => {
    expect(libraries.map((one) => one['bom-ref']).sort(), 'run npm run supply-chain').toEqual(
      delivered.map(idOf).sort(),
    );
    expect(
      sbom.components
        .filter(({ type }) => type === 'data')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(DATA_SOURCES.map(({ name }) => name).sort());
  });

  it('what both the product and a tool need is not left out', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const refs = new Set(libraries.map((one) => one['bom-ref']));
    for (const [name, version] of Object.entries(dependencies)) expect(refs).toContain(`${name}@${version}`);
  });

  it('every dependency is pinned exactly', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const versions = Object.values({ ...dependencies, ...devDependencies });
    expect(versions.length).toBeGreaterThan(40);
    for (const version of versions) expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
  });

  it('has what the schema of CycloneDX 1.5 requires', () => {
    expect(sbom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 });
    expect(sbom.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const one of [sbom.metadata.component, ...sbom.components]) {
      expect(['application', 'library', 'data']).toContain(one.type);
      expect(one.name).not.toBe('');
      expect(['required', 'optional']).toContain(one.scope);
      expect(one.licenses).toHaveLength(1);
      expect(Object.keys(one.licenses[0]!)).toEqual([expect.stringMatching(/^(license|expression)$/)]);
      expect(one.purl).toMatch(/^pkg:(npm|generic)\/(%40[a-z0-9._-]+\/)?[A-Za-z0-9._-]+@[A-Za-z0-9._-]+$/);
    }
  });

  it('each package stands under its own purl with the hash that package-lock.json demands', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    for (const one of libraries) {
      expect(one.purl).toBe(`pkg:npm/${one['bom-ref'].replace(/^@/, '%40')}`);
      const { paths } = delivered.find((locked) => idOf(locked) === one['bom-ref'])!;
      const hashes = paths.map((path) => lock.packages[path].integrity as string | undefined);
      const [hash] = one.hashes ?? [];
      // A package that lies inside another has no hash of its own.
      if (hash) expect(hashes).toContain(`sha512-${Buffer.from(hash.content, 'hex').toString('base64')}`);
      else expect(hashes).toEqual(paths.map(() => undefined));
    }
  });

  it('references are unique, and the graph is closed and reaches everything', () => {
    const refs = [sbom.metadata.component, ...sbom.components].map((one) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    const graph = new Map(sbom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    expect(graph.size).toBe(sbom.dependencies.length);
    expect([...graph.keys()].sort()).toEqual([...refs].sort());
    const reached = new Set<string>();
    const visit = (ref: string): void => {
      if (reached.has(ref)) return;
      reached.add(ref);
      for (const other of graph.get(ref) ?? expect.fail(`${ref} is not in the graph`)) visit(other);
    };
    visit(sbom.metadata.component['bom-ref']);
    expect(refs.filter((ref) => !reached.has(ref))).toEqual([]);
  });

  it('is the same whenever and wherever it is made', () => {
    const again = makeSbom(root, licenceReport(root, packages).packages);
    expect(`${JSON.stringify(again, null, 2)}\n` === text, 'run npm run supply-chain').toBe(true);
    expect(sbom.serialNumber).toBe(serialOf(sbom));
    expect(text).not.toMatch(/https?:|timestamp|\d{4}-\d\d-\d\dT/);
  });
});
