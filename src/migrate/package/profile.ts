import { z } from 'zod';
import { type BagInfo, bagInfoValue } from './bag-info.js';

const Rule = z.object({
  required: z.boolean().optional(),
  values: z.array(z.string()).optional(),
  repeatable: z.boolean().optional(),
});

/** A BagIt profile, version 1.3.0, as far as it concerns a package in a folder. Other members are passed over. */
export const BagItProfile = z.object({
  'BagIt-Profile-Info': z.object({ 'BagIt-Profile-Identifier': z.string() }).loose(),
  'Bag-Info': z.record(z.string(), Rule).default({}),
  'Manifests-Required': z.array(z.string()).default([]),
  'Manifests-Allowed': z.array(z.string()).optional(),
  'Tag-Manifests-Required': z.array(z.string()).default([]),
  'Tag-Manifests-Allowed': z.array(z.string()).optional(),
  'Tag-Files-Required': z.array(z.string()).default([]),
  'Tag-Files-Allowed': z.array(z.string()).optional(),
  'Allow-Fetch.txt': z.boolean().default(true),
  Serialization: z.enum(['forbidden', 'required', 'optional']).default('optional'),
  'Accept-BagIt-Version': z.array(z.string()).min(1),
});
export type BagItProfile = z.infer<typeof BagItProfile>;

export const PROFILE_ID = 'urn:kimitsu:bagit-profile:migration:1';

const required = { required: true, repeatable: false };
const optional = { required: false, repeatable: false };

/** The profile of every package; a copy lies in each as `metadata/bagit-profile.json`. */
export const MIGRATION_PROFILE = {
  'BagIt-Profile-Info': {
    'BagIt-Profile-Identifier': PROFILE_ID,
    'BagIt-Profile-Version': '1.3.0',
    'Source-Organization': 'kimitsu',
    'External-Description': 'Records of a contact centre, handed over at the end of a service',
    Version: '1',
  },
  'Bag-Info': {
    'Source-Organization': required,
    'Contact-Name': required,
    'External-Description': required,
    'External-Identifier': required,
    'Bag-Group-Identifier': required,
    'Bagging-Date': required,
    'Payload-Oxum': required,
    'Bag-Software-Agent': optional,
    'BagIt-Profile-Identifier': { ...required, values: [PROFILE_ID] },
    'Kimitsu-Plan-Hash': required,
    'Kimitsu-System': required,
    'Kimitsu-Receiver': required,
    'Kimitsu-Protection': { ...required, values: ['none', 'raw-rsa', 'kms'] },
    'Kimitsu-Objects-Level-3': required,
    'Kimitsu-Objects-Level-2': required,
    'Kimitsu-Objects-Level-1': required,
  },
  'Manifests-Required': ['sha256'],
  'Manifests-Allowed': ['sha256'],
  'Tag-Manifests-Required': ['sha256'],
  'Tag-Manifests-Allowed': ['sha256'],
  'Tag-Files-Required': ['metadata/records.jsonl', 'metadata/migration-plan.json', 'metadata/bagit-profile.json'],
  'Tag-Files-Allowed': ['metadata/*'],
  'Allow-Fetch.txt': false,
  Serialization: 'forbidden',
  'Accept-Serialization': [],
  'Accept-BagIt-Version': ['1.0'],
} as const;

/** What a package looks like from outside, for its profile. */
export interface BagOutline {
  version: string | undefined;
  info: BagInfo;
  /** `sha256` of `manifest-sha256.txt`. */
  manifests: readonly string[];
  tagManifests: readonly string[];
  hasFetch: boolean;
  tagFiles: ReadonlySet<string>;
}

/** What stands against the profile: the member of the profile and what it is about. */
export function againstProfile(profile: BagItProfile, bag: BagOutline): { rule: string; about: string }[] {
  const found: { rule: string; about: string }[] = [];
  const object = (rule: string, about: string): unknown => found.push({ rule, about });
  if (!profile['Accept-BagIt-Version'].includes(bag.version ?? '')) object('Accept-BagIt-Version', bag.version ?? '');
  if (!profile['Allow-Fetch.txt'] && bag.hasFetch) object('Allow-Fetch.txt', 'fetch.txt');
  if (profile.Serialization === 'required') object('Serialization', 'required');
  for (const [label, rule] of Object.entries(profile['Bag-Info'])) {
    const values = bag.info.filter(([name]) => name.toLowerCase() === label.toLowerCase()).map(([, value]) => value);
    if (rule.required && values.every((value) => value === '')) object('Bag-Info', label);
    if (rule.repeatable === false && values.length > 1) object('Bag-Info', label);
    if (rule.values && values.some((value) => !rule.values?.includes(value))) object('Bag-Info', label);
  }
  const named = (rule: string, wanted: readonly string[], there: readonly string[]): void => {
    for (const name of wanted) if (!there.includes(name)) object(rule, name);
  };
  named('Manifests-Required', profile['Manifests-Required'], bag.manifests);
  named('Tag-Manifests-Required', profile['Tag-Manifests-Required'], bag.tagManifests);
  named('Manifests-Allowed', profile['Manifests-Allowed'] ? bag.manifests : [], profile['Manifests-Allowed'] ?? []);
  const allowed = profile['Tag-Manifests-Allowed'];
  named('Tag-Manifests-Allowed', allowed ? bag.tagManifests : [], allowed ?? []);
  for (const path of profile['Tag-Files-Required']) if (!bag.tagFiles.has(path)) object('Tag-Files-Required', path);
  const patterns = profile['Tag-Files-Allowed'];
  if (patterns)
    for (const path of bag.tagFiles)
      if (!STRUCTURE.test(path) && !patterns.some((pattern) => matches(pattern, path)))
        object('Tag-Files-Allowed', path);
  return found;
}

/** What a bag is made of; a profile speaks of it under other members. */
const STRUCTURE = /^(bagit|bag-info|fetch|(tag)?manifest-[a-z0-9]+)\.txt$/;

/** As the shell matches names: `*` is any run of characters, `/` among them. */
function matches(pattern: string, path: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (!path.startsWith(first)) return false;
  if (rest.length === 0) return path === first;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return path.length - last.length >= at && path.endsWith(last);
}

/** The identifier of the profile that a package says it follows. */
export function profileOf(info: BagInfo): string | undefined {
  return bagInfoValue(info, 'BagIt-Profile-Identifier');
}
