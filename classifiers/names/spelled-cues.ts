/** Cues: の before each character that spells surnames most often. */
export const SPELLED_CUES = [
  ...'田山川木本村井藤野原松林中小高佐伊加渡吉橋石上西東南北大谷森池島岡竹福清水金土和平長前後内宮坂阪三五八千',
].map((character) => `の${character}`);
