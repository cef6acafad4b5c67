/** Data that is delivered with the product and is not a package of its own. */
export interface DataSource {
  name: string;
  version: string;
  /** SPDX expression. */
  licence: string;
  holder: string;
  /** What it is used for. */
  use: string;
  /** Files or folders that hold it, from the project's folder. */
  files: string[];
  /** The text that the licence asks to be delivered. */
  notice: string;
}

/** Versions are those that the files themselves, or the packages they lie in, name; a test compares. */
export const DATA_SOURCES: readonly DataSource[] = [
  {
    name: 'mecab-ipadic',
    version: '2.7.0-20070801',
    licence: 'NAIST-2003',
    holder: 'Nara Institute of Science and Technology; parts from ICOT Free Software',
    use: 'the dictionary that words are read with, and lists of surnames, given names and places made from it',
    files: [
      'node_modules/kuromoji/dict',
      'classifiers/lexicon/surnames.txt',
      'classifiers/lexicon/given-names.txt',
      'classifiers/lexicon/places.txt',
    ],
    notice: 'classifiers/lexicon/NOTICE',
  },
  {
    name: 'SudachiDict-core',
    version: '20240716',
    licence: 'Apache-2.0 AND BSD-3-Clause',
    holder: 'Works Applications Co., Ltd.; The UniDic Consortium; Toshinori Sato',
    use: 'lists of surnames and given names made from it',
    files: ['classifiers/lexicon/surnames-more.txt', 'classifiers/lexicon/given-names-more.txt'],
    notice: 'classifiers/lexicon/NOTICE',
  },
  {
    name: 'Noto Sans JP',
    version: 'v56',
    licence: 'OFL-1.1',
    holder: 'Adobe',
    use: 'the typeface of plans, certificates and reports; embedded in part in each PDF',
    files: ['node_modules/@expo-google-fonts/noto-sans-jp'],
    notice: 'node_modules/@expo-google-fonts/noto-sans-jp/LICENSE_FONT',
  },
  {
    name: 'Japanese national holidays (holiday_jp)',
    version: '2.5.1',
    licence: 'MIT',
    holder: 'the holiday-jp project',
    use: 'business hours of the watch over access',
    files: ['node_modules/@holiday-jp/holiday_jp/lib'],
    notice: 'node_modules/@holiday-jp/holiday_jp/LICENSE',
  },
  {
    name: 'Adobe CMap resources',
    version: 'as in pdfjs-dist 5.6.205',
    licence: 'BSD-3-Clause',
    holder: 'Adobe Systems Incorporated',
    use: 'characters of Japanese PDF files',
    files: ['node_modules/pdfjs-dist/cmaps'],
    notice: 'node_modules/pdfjs-dist/cmaps/LICENSE',
  },
  {
    name: 'Liberation fonts',
    version: 'as in pdfjs-dist 5.6.205',
    licence: 'OFL-1.1',
    holder: 'Google Corporation; Red Hat, Inc.',
    use: 'delivered inside pdfjs-dist; kimitsu draws nothing with them',
    files: ['node_modules/pdfjs-dist/standard_fonts'],
    notice: 'node_modules/pdfjs-dist/standard_fonts/LICENSE_LIBERATION',
  },
  {
    name: 'Foxit fonts',
    version: 'as in pdfjs-dist 5.6.205',
    licence: 'BSD-3-Clause',
    holder: 'PDFium Authors',
    use: 'delivered inside pdfjs-dist; kimitsu draws nothing with them',
    files: ['node_modules/pdfjs-dist/standard_fonts'],
    notice: 'node_modules/pdfjs-dist/standard_fonts/LICENSE_FOXIT',
  },
];
