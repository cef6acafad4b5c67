/** Wording shared by the documents and the screen. */
export { actorName, deviationText, eventName, evidenceName, stateName } from '../../documents/key-words.js';
