import { recognizers } from '../../../classifiers/index.js';
import { detectorTarget, recognizerTarget } from '../detecting.js';

/** Every recognizer by itself, and all of them as they work together. */
export const recognizerTargets = [...recognizers.map(recognizerTarget), detectorTarget];
