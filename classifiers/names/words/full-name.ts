/** Three kanji or more, two words, or more katakana than a given name has. */
const FULL_NAME = /^(?:[一-龠々ヶ]{3,}|.{1,8}[ \u3000].{1,8}|[ァ-ヴー]{6,})$/;

/** Whether a name, by its length alone, is a surname with a given name, as neither a pet nor a branch has. */
export const isFullName = (name: string): boolean => FULL_NAME.test(name);
