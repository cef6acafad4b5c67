import { digestOf } from '../../base/bytes.js';
import { type BagInfo, bagInfoValue, parseBagInfo } from './bag-info.js';
import { checkAccounts } from './check-accounts.js';
import { checkPlan } from './check-plan.js';
import type { LevelCount } from './counts.js';
import type { PackageFiles } from './files.js';
import type { ManifestLine } from './manifest.js';
import { manifestLines } from './manifest-file.js';
import { type Problem, Problems } from './problems.js';
import { againstProfile, BagItProfile, MIGRATION_PROFILE } from './profile.js';
import { smallText, UnreadableText } from './text-file.js';

export interface PackageReport {
  /** `unreadable`: this is no package at all. */
  verdict: 'valid' | 'invalid' | 'unreadable';
  /** As the package says: hash of the migration plan, its own name, system, receiver, protection. */
  planHash: string | undefined;
  name: string | undefined;
  system: string | undefined;
  receiver: string | undefined;
  protection: string | undefined;
  /** By the plan inside: RFC 7638 thumbprint of the key that is to sign the acceptance. */
  receiverKey: string | undefined;
  /** SHA-256 of `tagmanifest-sha256.txt`. */
  tagManifest: string | undefined;
  /** As counted: payload files and bytes, and by level. */
  objects: number;
  bytes: number;
  levels: LevelCount[];
  problems: readonly Problem[];
  /** Problems beyond the first 1,000 are counted here and not named. */
  problemCount: number;
}

export interface VerifyOptions {
  /** The profile of the packages of kimitsu when absent. */
  profile?: BagItProfile;
  /** Files whose names are held in memory at one time. */
  filesAtOnce?: number;
}

const MANIFEST = 'manifest-sha256.txt';
const TAG_MANIFEST = 'tagmanifest-sha256.txt';
/** No tag manifest can list these; which of them there may be is the profile's to say. */
const TAG_MANIFESTS = /^tagmanifest-[a-z0-9]+\.txt$/;
const SMALL = 1024 * 1024;
/** A package of ours has eight. */
const TAG_FILES = 1000;

/**
 * Checks a package to the last file: structure, both manifests, Payload-Oxum, nothing missing, extra or altered, the
 * profile, that `metadata/records.jsonl` accounts for every payload file and adds up by level, and that all of it is what
 * the plan inside announces. Memory does not grow with the number of files.
 */
export async function verifyPackage(
  files: PackageFiles,
  { profile = OWN_PROFILE, filesAtOnce = 100_000 }: VerifyOptions = {},
): Promise<PackageReport> {
  const problems = new Problems();
  const declaration = await text(files, 'bagit.txt', problems);
  const info = infoOf(await text(files, 'bag-info.txt', problems), problems);
  const outline = await outlineOf(files, problems);
  if (declaration === undefined && !outline.tagFiles.has(MANIFEST)) return report('unreadable', info, problems);
  const version = /^BagIt-Version: (\d+\.\d+)\r?\nTag-File-Character-Encoding: UTF-8\r?\n?$/.exec(
    declaration ?? '',
  )?.[1];
  if (version === undefined) problems.add('declaration', 'bagit.txt');

  for (const { rule, about } of againstProfile(profile, {
    version,
    info,
    manifests: algorithms(outline.tagFiles, 'manifest'),
    tagManifests: algorithms(outline.tagFiles, 'tagmanifest'),
    hasFetch: outline.tagFiles.has('fetch.txt'),
    tagFiles: outline.tagFiles,
  }))
    problems.add('profile', `${rule}: ${about}`);

  // A link could lead a reader out of the package, so what it holds is not read further.
  if (outline.irregular) return report('invalid', info, problems, outline);
  const tagManifest = await checkTagFiles(files, outline.tagFiles, problems);
  const lines = await checkPayload(files, problems);
  const oxum = bagInfoValue(info, 'Payload-Oxum');
  if (oxum !== `${outline.bytes}.${outline.objects}`) problems.add('oxum', oxum ?? '');
  const levels = await checkAccounts(
    files,
    { lines, sealed: protectionOf(info) === 'raw-rsa', info, filesAtOnce },
    problems,
  );
  // Another profile is for packages of others, which carry no plan.
  const receiverKey = profile === OWN_PROFILE ? await checkPlan(files, info, levels, problems) : undefined;
  const verdict = problems.count === 0 ? 'valid' : 'invalid';
  return { ...report(verdict, info, problems, outline), levels, tagManifest, receiverKey };
}

const OWN_PROFILE = BagItProfile.parse(MIGRATION_PROFILE);

function report(
  verdict: PackageReport['verdict'],
  info: BagInfo,
  problems: Problems,
  { objects, bytes }: { objects: number; bytes: number } = { objects: 0, bytes: 0 },
): PackageReport {
  return {
    verdict,
    planHash: bagInfoValue(info, 'Kimitsu-Plan-Hash'),
    name: bagInfoValue(info, 'External-Identifier'),
    system: bagInfoValue(info, 'Kimitsu-System'),
    receiver: bagInfoValue(info, 'Kimitsu-Receiver'),
    protection: protectionOf(info),
    receiverKey: undefined,
    tagManifest: undefined,
    objects,
    bytes,
    levels: [],
    problems: problems.named,
    problemCount: problems.count,
  };
}

const protectionOf = (info: BagInfo): string | undefined => bagInfoValue(info, 'Kimitsu-Protection');

async function text(files: PackageFiles, path: string, problems: Problems): Promise<string | undefined> {
  try {
    const found = await smallText(files, path, SMALL);
    if (found === undefined) problems.add('missing', path);
    return found;
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    problems.add('unreadable', path);
    return undefined;
  }
}

function infoOf(source: string | undefined, problems: Problems): BagInfo {
  const info = source === undefined ? [] : parseBagInfo(source);
  if (info) return info;
  problems.add('unreadable', 'bag-info.txt');
  return [];
}

interface Outline {
  tagFiles: Set<string>;
  objects: number;
  bytes: number;
  irregular: boolean;
}

async function outlineOf(files: PackageFiles, problems: Problems): Promise<Outline> {
  const outline: Outline = { tagFiles: new Set(), objects: 0, bytes: 0, irregular: false };
  for await (const { path, bytes, regular } of files.list()) {
    if (!regular) {
      outline.irregular = true;
      problems.add('not-a-file', path);
    } else if (path.startsWith('data/')) {
      outline.objects += 1;
      outline.bytes += bytes;
    } else if (outline.tagFiles.size < TAG_FILES) outline.tagFiles.add(path);
    else problems.add('extra', path);
  }
  return outline;
}

function algorithms(tagFiles: ReadonlySet<string>, kind: 'manifest' | 'tagmanifest'): string[] {
  return [...tagFiles].flatMap((path) => new RegExp(`^${kind}-([a-z0-9]+)\\.txt$`).exec(path)?.[1] ?? []);
}

/** @returns SHA-256 of the tag manifest */
async function checkTagFiles(
  files: PackageFiles,
  tagFiles: ReadonlySet<string>,
  problems: Problems,
): Promise<string | undefined> {
  const listed = new Set<string>();
  for await (const line of manifestLines(files, TAG_MANIFEST, problems)) {
    if (listed.has(line.path)) problems.add('duplicate', line.path);
    else if (line.path.startsWith('data/') || line.path === TAG_MANIFEST) problems.add('unexpected', line.path);
    else if (listed.size < TAG_FILES) {
      listed.add(line.path);
      await checkFile(files, line, problems);
    } else problems.add('unexpected', line.path);
  }
  for (const path of tagFiles) if (!listed.has(path) && !TAG_MANIFESTS.test(path)) problems.add('extra', path);
  const manifest = await files.read(TAG_MANIFEST);
  return manifest && (await digestOf(manifest)).sha256;
}

/** @returns lines of the payload manifest */
async function checkPayload(files: PackageFiles, problems: Problems): Promise<number> {
  let lines = 0;
  for await (const line of manifestLines(files, MANIFEST, problems)) {
    lines += 1;
    if (!line.path.startsWith('data/')) problems.add('unexpected', line.path);
    else await checkFile(files, line, problems);
  }
  return lines;
}

async function checkFile(files: PackageFiles, { path, sha256 }: ManifestLine, problems: Problems): Promise<void> {
  const content = await files.read(path);
  if (!content) problems.add('missing', path);
  else if ((await digestOf(content)).sha256 !== sha256) problems.add('altered', path);
}
