import { names } from '../words/name-lexicon.js';
import { romanized } from './romanized.js';

/** Surnames of residents from abroad as they are written in Latin letters. */
export const FOREIGN: ReadonlySet<string> = new Set(
  'nguyen tran le pham hoang phan vu vo dang bui do ho ngo duong ly shrestha gurung tamang magar rai thapa karki adhikari sharma singh kumar patel gupta khan ahmed ali hossain rahman islam santos silva souza oliveira pereira costa garcia lopez martinez rodriguez gonzalez hernandez ramirez cruz reyes bautista delacruz mendoza smith johnson williams brown jones miller davis wilson anderson taylor thomas moore martin lee kim park choi jung kang cho yoon jang lim han wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo ivanov petrov mueller schmidt dubois rossi carter clark walker hall young king wright scott green baker adams nelson hill campbell mitchell roberts turner phillips evans edwards collins stewart morris rogers reed cook morgan bell murphy bailey cooper richardson cox howard ward peterson gray james watson brooks kelly sanders bennett wood ross henderson fernandes almeida carvalho gomes ribeiro alves lima barbosa rocha dela aquino villanueva ramos flores torres castillo bui dinh mai truong lam ta cao luu quach bhandari khadka poudel sapkota basnet lama sherpa chaudhary yadav das roy chowdhury begum akter uddin hasan kaur mehta jain reddy nair tanaka'.split(
    ' ',
  ),
);
/** Given names of residents from abroad, and of English. */
export const FOREIGN_GIVEN: ReadonlySet<string> = new Set(
  'john james robert michael william david richard joseph thomas charles mary patricia jennifer linda elizabeth barbara susan jessica sarah karen maria jose juan carlos luis ana paulo pedro joao pradeep rajesh suresh ramesh anil sunil krishna bishnu anita sita gita minh anh thi van hung tuan huong lan linh mei wei ming jing hui xin yan muhammad mohammed ahmed fatima ali emily emma olivia sophia charlotte amelia hannah grace chloe lily anna laura julia kate alice helen lucy rachel amy nicole megan kelly daniel matthew andrew paul mark george kevin brian steven edward ryan peter alex alexander henry jack oliver noah liam lucas mateus gabriel rafael felipe bruno fernanda beatriz camila larissa juliana angel angelica jasmine mark rowena maricel rosa carmen elena sofia olga natalia ivan dmitri ngoc thao phuong trang nga hoa hai duc quang khanh bao trung son hieu nam long thanh tam yen nhung thuy sushma sabina sunita prakash dipak bikash santosh sanjay priya deepa rahul amit jiwoo minjun seoyeon soo hyun yong jun wen xiao lei tao bin qiang yu ying na hong'.split(
    ' ',
  ),
);
let romaji: { surnames: Set<string>; given: Set<string> } | undefined;

/** Readings of Japanese names in Latin letters, lower case. Made on first use. */
export function spellings(): { surnames: Set<string>; given: Set<string> } {
  if (!romaji) {
    const { surnameReadings, givenReadings } = names();
    const all = (readings: Iterable<string>) =>
      new Set([...readings].flatMap(romanized).filter((one) => one.length > 2));
    romaji = { surnames: all(surnameReadings), given: all(givenReadings) };
  }
  return romaji;
}

/** Whether any list holds a word, given in lower case. */
export function isNameWord(word: string): boolean {
  const { surnames, given } = spellings();
  return surnames.has(word) || given.has(word) || FOREIGN.has(word) || FOREIGN_GIVEN.has(word);
}

/** Companies and services that people speak of as さん. */
export const COMPANIES =
  /^(?:google|amazon|apple|microsoft|yahoo|facebook|meta|twitter|instagram|zoom|uber|softbank|docomo|rakuten|paypay|netflix|youtube|tiktok|sony|panasonic|toyota|nissan|adobe|oracle|cisco|dell|lenovo|nintendo|mercari|airbnb|booking|web|net|call|center|chat|bot|siri|alexa|copilot|chatgpt|gemini|teams|slack)/i;
