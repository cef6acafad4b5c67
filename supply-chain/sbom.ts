import { execFileSync } from 'node:child_process';
import { canonicalHash } from '../src/base/canonical-json.js';
import { DATA_SOURCES, type DataSource } from './data-sources.js';
import type { LicencedPackage } from './licences.js';
import { idOf, inOrder } from './locked-packages.js';

export interface Component {
  'bom-ref': string;
  type: string;
  name: string;
  version: string;
  scope?: string;
  purl: string;
  hashes?: { alg: string; content: string }[];
  licenses: ({ license: { id: string } } | { expression: string })[];
  [member: string]: unknown;
}

export interface Sbom {
  bomFormat: 'CycloneDX';
  specVersion: string;
  serialNumber: string;
  version: number;
  metadata: { component: Component; [member: string]: unknown };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

/**
 * B1-2-3, B2-5-1: CycloneDX 1.5 of what is delivered, the same bytes for the same packages: no time, no random serial
 * number, no address of a registry.
 *
 * `npm sbom --omit dev` leaves out what both the product and a tool need, so everything is asked for and what
 * package-lock.json installs for production is kept.
 */
export function makeSbom(root: string, packages: readonly LicencedPackage[]): Sbom {
  const whole = JSON.parse(
    execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as Sbom;
  const delivered = new Map(packages.filter(({ use }) => use === 'production').map((one) => [idOf(one), one]));
  const own = whole.metadata.component;
  const ref = own['bom-ref'];
  const dependencies = whole.dependencies
    .filter((one) => one.ref === ref || delivered.has(one.ref))
    .map((one) => ({ ref: one.ref, dependsOn: one.dependsOn.filter((other) => delivered.has(other)).sort(inOrder) }));
  for (const one of dependencies) if (one.ref === ref) one.dependsOn.push(...DATA_SOURCES.map(refOfData));
  dependencies.push(...DATA_SOURCES.map((source) => ({ ref: refOfData(source), dependsOn: [] })));
  const { name } = parsePurl(own.purl);
  const content: Omit<Sbom, 'serialNumber'> = {
    bomFormat: 'CycloneDX',
    specVersion: whole.specVersion,
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'pre-build' }],
      tools: [{ vendor: 'npm', name: 'npm sbom' }],
      component: { ...shown(own, licencesOf('Apache-2.0')), type: 'application', name },
    },
    components: [
      ...whole.components
        .filter((one) => delivered.has(one['bom-ref']))
        .map((one) => shown(one, licencesOf(delivered.get(one['bom-ref'])!.licence))),
      ...DATA_SOURCES.map(componentOfData),
    ].sort((a, b) => inOrder(a['bom-ref'], b['bom-ref'])),
    dependencies: dependencies.sort((a, b) => inOrder(a.ref, b.ref)),
  };
  const { bomFormat, specVersion, ...rest } = content;
  return { bomFormat, specVersion, serialNumber: serialOf(content), ...rest };
}

/** RFC 9562 version 8: a UUID whose bits come from the content. */
export function serialOf({
  serialNumber: _,
  ...content
}: Omit<Sbom, 'serialNumber'> & { serialNumber?: string }): string {
  const hex = canonicalHash(content);
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`];
  return `urn:uuid:${parts.join('-')}-${hex.slice(20, 32)}`;
}

/** `pkg:npm/name@version`. */
function parsePurl(purl: string): { name: string } {
  return { name: decodeURIComponent(/^pkg:npm\/(.+)@[^@]+$/.exec(purl)?.[1] ?? purl) };
}

function shown(
  { 'bom-ref': ref, type, name, version, scope, purl, hashes }: Component,
  licenses: Component['licenses'],
): Component {
  return { 'bom-ref': ref, type, name, version, ...(scope && { scope }), purl, ...(hashes && { hashes }), licenses };
}

const licencesOf = (licence: string): Component['licenses'] =>
  /[\s()]/.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];

const refOfData = ({ name, version }: DataSource): string => `data:${slug(name)}@${slug(version)}`;
const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-|-$/g, '');

function componentOfData(source: DataSource): Component {
  const { name, version, licence, use, holder } = source;
  const purl = `pkg:generic/${slug(name)}@${slug(version)}`;
  const facts = { description: use, copyright: holder, licenses: licencesOf(licence) };
  return { 'bom-ref': refOfData(source), type: 'data', name, version, scope: 'required', purl, ...facts };
}
