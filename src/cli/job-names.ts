/** Jobs as operators read them. */
const JOB_NAMES: Readonly<Record<string, string>> = {
  classify: '分類',
  enforce: '暗号化',
  'find-expired': '保存期間の確認',
};

export const jobName = (job: string): string => JOB_NAMES[job] ?? job;

export const RESULT_NAMES = {
  done: '正常終了',
  failed: '失敗',
  stopped: '中断',
  skipped: '見送り',
  missed: '未実行',
} as const;
