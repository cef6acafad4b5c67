import { JOB_NAMES, RESULT_NAMES as RUN_RESULTS } from '../app/report/report-texts.js';

/** Jobs as operators read them. */
export const jobName = (job: string): string => JOB_NAMES[job] ?? job;

export const RESULT_NAMES = { ...RUN_RESULTS, skipped: '見送り', missed: '未実行' } as const;
