import type { Control } from '../control.js';

/** 別紙４ 情報管理レベル */
export const ANNEX_4: readonly Control[] = [
  {
    id: 'B4',
    title: '情報管理レベル',
    asks: '府民等から収集する各種情報を、情報セキュリティ要綱に定める区分（機密性１～３）に従って保管・運用すること。',
    satisfiedBy: '保管中の全ての記録が分類され、機密性に応じて保護され、確認待ちのものがないこと',
    coverage: 'covered',
    now: 'levels by `classifiers/policy/bessi4.yaml`: kinds of records and information types; unknown means 3. Files exported from the five systems are read as CSV, JSON, JSON Lines, text, WebVTT, SRT, HTML, RTF, EML, PDF, XLSX, DOCX, PPTX, ZIP, GZIP, JSON of speech engines, and the tags of WAV, MP3, Ogg, FLAC and MP4; what cannot be read is level 3 and listed for review. What is said in a recording is not listened to: a recording is level 3 by its kind. Other systems can be added with `type: other`',
    code: ['classifiers', 'src/classify', 'src/records', 'src/protect', 'jobs/classify-records.ts'],
    tests: ['test/classify/policy.test.ts'],
    documents: ['classifiers/README.md', 'docs/bad-input.md'],
  },
];
