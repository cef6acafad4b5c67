/** Words of programs, devices and services, in small letters, that are nobody's name: Windows Update, Google Chrome. */
export const PRODUCT_WORDS: ReadonlySet<string> = new Set(
  (
    'windows update internet explorer google chrome microsoft edge office excel powerpoint outlook onedrive ' +
    'sharepoint teams zoom webex skype adobe acrobat reader android iphone ipad ipados ios macos macbook firefox ' +
    'safari mozilla opera gmail youtube facebook instagram twitter tiktok paypay dropbox evernote slack chatwork ' +
    'java javascript flash silverlight linux ubuntu oracle server client system version service support center ' +
    'desktop laptop tablet browser bluetooth ethernet wifi router printer scanner driver setup install login logout ' +
    'password account online offline download upload click enter shift control delete error message home page menu'
  ).split(' '),
);
