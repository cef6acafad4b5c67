/** Words for streets, towns and countries in languages with Latin letters, as parts of patterns and as cues. From general knowledge. */

const BEHIND =
  'Street St Road Rd Avenue Ave Lane Ln Drive Dr Court Ct Terrace Tce Place Pl Crescent Boulevard Blvd Way Close Highway Hwy Parade Grove Marg Nagar Colony Lu';
/** Behind the name of the street: 12 Elm Street. */
export const WAYS_BEHIND = BEHIND.split(' ').join('|');

const BEFORE =
  'Rua Avenida Travessa Alameda Estrada Calle Carrera Via Viale Corso Piazza Jalan Đường Đuong Ulica Ulitsa Soi Thanon';
/** Before it: Rua das Flores, 12. */
export const WAYS_BEFORE = `${BEFORE.split(' ').join('|')}|Av\\.|Jl\\.|[uU]l\\.|Cra\\.`;

export const COUNTRIES =
  'USA|U\\.S\\.A\\.|United States|UK|U\\.K\\.|United Kingdom|England|Scotland|Wales|Ireland|France|Germany|Deutschland|Italy|Italia|Spain|España|Portugal|Netherlands|Belgium|Switzerland|Austria|Sweden|Norway|Denmark|Finland|Poland|Czech Republic|Hungary|Romania|Greece|Turkey|Russia|Ukraine|Canada|Mexico|México|Brazil|Brasil|Argentina|Chile|Peru|Perú|Colombia|Bolivia|Australia|New Zealand|China|P\\.R\\. China|Taiwan|Hong Kong|Korea|South Korea|Republic of Korea|Vietnam|Viet Nam|Philippines|Thailand|Indonesia|Malaysia|Singapore|Myanmar|Nepal|India|Bangladesh|Pakistan|Sri Lanka|Iran|Egypt|Nigeria|Ghana|Kenya|South Africa|Mongolia|Cambodia|Laos';
export const CITIES =
  'London|Manchester|Birmingham|Edinburgh|Dublin|Paris|Lyon|Marseille|Berlin|Hamburg|München|Munich|Köln|Frankfurt|Wien|Vienna|Zürich|Roma|Rome|Milano|Milan|Madrid|Barcelona|Lisboa|Lisbon|Porto|Amsterdam|Stockholm|Oslo|Helsinki|Copenhagen|København|Warszawa|Praha|Budapest|New York|Los Angeles|San Francisco|Chicago|Boston|Seattle|Honolulu|Toronto|Vancouver|São Paulo|Rio de Janeiro|Curitiba|Lima|Bogotá|Sydney|Melbourne|Brisbane|Perth|Auckland|Wellington|Christchurch|Beijing|Shanghai|Guangzhou|Shenzhen|Taipei|Taichung|Kaohsiung|Seoul|Busan|Incheon|Daegu|Hanoi|Hà Nội|Ha Noi|Ho Chi Minh|Hồ Chí Minh|Manila|Quezon|Makati|Cebu|Davao|Bangkok|Jakarta|Surabaya|Bandung|Kuala Lumpur|Yangon|Kathmandu|Delhi|New Delhi|Mumbai|Bengaluru|Bangalore|Chennai|Kolkata|Dhaka|Karachi|Lahore|Colombo|Tehran|Cairo|Lagos|Accra|Nairobi';
/** Cities whose post codes have three digits. */
export const TAIWAN = 'Taipei|New Taipei|Taoyuan|Hsinchu|Taichung|Tainan|Kaohsiung';

/** Cues: those words, and the ends of names that are written in one. None begins with a space, which every text has. */
export const WAY_CUES: readonly string[] = [
  ...BEHIND.split(' '),
  ...BEFORE.split(' ').map((word) => `${word} `),
  ...['Av. ', 'Jl. ', 'Ul. ', 'ul. ', 'Cra. '],
  ...['rue ', 'Rue ', 'avenue ', 'boulevard ', 'place ', 'chemin ', 'impasse ', 'quai ', 'allée '],
  ...[
    'straße',
    'strasse',
    'straat',
    'str. ',
    'weg ',
    'gasse ',
    'platz ',
    'allee ',
    'gatan ',
    'vägen ',
    'gata ',
    'vej ',
  ],
  ...['gade ', 'katu ', 'laan ', 'gracht ', 'plein ', '-ro ', '-ro,', '-gil', '-daero'],
];
