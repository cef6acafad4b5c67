import type { FaultTexts } from './fault-text.js';

export const CONTROLS: FaultTexts = {
  'controls/report-format': {
    message: '報告書の形式が分かりません。',
    remedy: '--output には、.pdf 又は .html で終わるファイル名を指定してください。',
  },
};
