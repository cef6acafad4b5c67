/** A licence under which something may be part of the product, or of what builds and tests it. */
export interface AllowedLicence {
  /** SPDX identifier. */
  id: string;
  /** `development`: only for what is never delivered. */
  for: 'all' | 'development';
  why: string;
}

export const ALLOWED_LICENCES: readonly AllowedLicence[] = [
  { id: '0BSD', for: 'all', why: 'permits everything and asks for nothing' },
  { id: 'Apache-2.0', for: 'all', why: 'permissive, with a patent grant; licence text and NOTICE are delivered' },
  { id: 'BSD-3-Clause', for: 'all', why: 'permissive; its text is delivered, holders are not named to advertise' },
  { id: 'BlueOak-1.0.0', for: 'all', why: 'permissive, with a patent grant; its text or address is delivered' },
  { id: 'CC0-1.0', for: 'all', why: 'a dedication to the public domain' },
  { id: 'ISC', for: 'all', why: 'permissive; its text is delivered' },
  { id: 'MIT', for: 'all', why: 'permissive; its text is delivered' },
  { id: 'MIT-0', for: 'all', why: 'as MIT, without asking for the text' },
  { id: 'NAIST-2003', for: 'all', why: 'free use and distribution; its text is delivered with what was made from it' },
  {
    id: 'OFL-1.1',
    for: 'all',
    why: 'fonts may be delivered and embedded in documents, not sold alone or renamed; text delivered',
  },
  {
    id: 'MPL-2.0',
    for: 'development',
    why: 'copyleft for each file; used unchanged by the test runner, never delivered',
  },
];

/**
 * Licences of packages that do not name one, each read in that package's own licence file by a person.
 * Bound to one version, so the next is read anew.
 */
export const READ_LICENCES: Readonly<Record<string, { licence: string; words: string }>> = {
  'png-js@2.0.0': {
    licence: 'MIT',
    words: 'Permission is hereby granted, free of charge, to any person obtaining a copy',
  },
};
