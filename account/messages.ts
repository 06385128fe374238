// Everything the page says, in every language it speaks.

const en = {
  languageName: 'English',
  language: 'Language',
  title: 'Your account',
  tryAgain: 'Try again',
  cancel: 'Cancel',

  signIn: 'Sign in',
  name: 'Name or e-mail address',
  password: 'Password',
  show: 'Show what is typed',
  signedOutByServer: 'Your session is over. Sign in again.',

  signOut: 'Sign out',
  email: 'E-mail address',
  roles: 'Roles',
  offline: 'The server cannot be reached at the moment. What you see may be old.',

  devices: 'Where you are signed in',
  thisDevice: 'This device',
  unknownDevice: 'Unknown device',
  programOn: (program: string, system: string) => `${program} on ${system}`,
  lastSeen: (when: string) => `Last seen ${when}`,
  justNow: 'just now',
  signedInAt: (when: string) => `Signed in ${when}`,
  network: (network: string) => `Network ${network}`,
  signOutDevice: (device: string) => `Sign out ${device}`,
  deviceSignedOut: (device: string) => `${device} is signed out.`,
  signOutOthers: 'Sign out all other devices',
  signOutOthersQuestion: 'Sign out all other devices?',
  signOutOthersEffect: 'This device stays signed in. Whoever uses the others has to sign in again.',
  othersSignedOut: 'All other devices are signed out.',
  showAll: (count: number) => `Show all ${count}`,

  changePassword: 'Change password',
  currentPassword: 'Current password',
  newPassword: 'New password',
  newPasswordHint: (min: number) =>
    `At least ${min} characters. A few words that do not belong together are good.`,
  changeSignsOut: 'Whoever is signed in on another device has to sign in again.',
  passwordChanged: 'The password is changed, and all other devices are signed out.',

  errors: {
    invalid_credentials: 'The name or the password is wrong.',
    account_disabled: 'This account is disabled. Ask whoever runs this service.',
    password_mismatch: 'This is not your current password.',
    password_too_short: 'This is too short.',
    password_too_long: 'This is too long.',
    password_common: 'This is too easy to guess. Choose another one.',
    password_malformed: 'This has characters that cannot be typed.',
    unreachable: 'The server cannot be reached. Check the connection and try again.',
    overloaded: 'The server is busy. Try again in a moment.',
    temporarily_unavailable: 'The server cannot do this right now. Try again in a moment.',
    cross_site_request:
      'The server does not expect this page at this address. Tell whoever runs it.',
  },
  rateLimited: (when: string) => `Too many attempts. Try again ${when}.`,
  otherError: (code: string) => `Something went wrong (${code}).`,

  insecure: 'Nobody can sign in here',
  insecureReason: 'The connection is not encrypted. The address has to begin with https.',
}

export type Messages = typeof en

const de: Messages = {
  languageName: 'Deutsch',
  language: 'Sprache',
  title: 'Ihr Konto',
  tryAgain: 'Noch einmal versuchen',
  cancel: 'Abbrechen',

  signIn: 'Anmelden',
  name: 'Name oder E-Mail-Adresse',
  password: 'Passwort',
  show: 'Eingabe zeigen',
  signedOutByServer: 'Ihre Sitzung ist beendet. Melden Sie sich neu an.',

  signOut: 'Abmelden',
  email: 'E-Mail-Adresse',
  roles: 'Rollen',
  offline: 'Der Server ist gerade nicht zu erreichen. Was Sie sehen, kann veraltet sein.',

  devices: 'Wo Sie angemeldet sind',
  thisDevice: 'Dieses Gerät',
  unknownDevice: 'Unbekanntes Gerät',
  programOn: (program, system) => `${program} auf ${system}`,
  lastSeen: (when) => `Zuletzt gesehen ${when}`,
  justNow: 'gerade eben',
  signedInAt: (when) => `Angemeldet ${when}`,
  network: (network) => `Netz ${network}`,
  signOutDevice: (device) => `${device} abmelden`,
  deviceSignedOut: (device) => `${device} ist abgemeldet.`,
  signOutOthers: 'Alle anderen Geräte abmelden',
  signOutOthersQuestion: 'Alle anderen Geräte abmelden?',
  signOutOthersEffect:
    'Dieses Gerät bleibt angemeldet. Wer die anderen benutzt, muss sich neu anmelden.',
  othersSignedOut: 'Alle anderen Geräte sind abgemeldet.',
  showAll: (count) => `Alle ${count} zeigen`,

  changePassword: 'Passwort ändern',
  currentPassword: 'Jetziges Passwort',
  newPassword: 'Neues Passwort',
  newPasswordHint: (min) =>
    `Mindestens ${min} Zeichen. Gut sind ein paar Wörter, die nicht zusammengehören.`,
  changeSignsOut: 'Wer auf einem anderen Gerät angemeldet ist, muss sich neu anmelden.',
  passwordChanged: 'Das Passwort ist geändert, und alle anderen Geräte sind abgemeldet.',

  errors: {
    invalid_credentials: 'Der Name oder das Passwort ist falsch.',
    account_disabled: 'Dieses Konto ist gesperrt. Fragen Sie, wer diesen Dienst betreibt.',
    password_mismatch: 'Das ist nicht Ihr jetziges Passwort.',
    password_too_short: 'Das ist zu kurz.',
    password_too_long: 'Das ist zu lang.',
    password_common: 'Das ist zu leicht zu erraten. Wählen Sie ein anderes.',
    password_malformed: 'Das enthält Zeichen, die man nicht tippen kann.',
    unreachable:
      'Der Server ist nicht zu erreichen. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
    overloaded: 'Der Server ist überlastet. Versuchen Sie es gleich noch einmal.',
    temporarily_unavailable:
      'Der Server kann das gerade nicht. Versuchen Sie es gleich noch einmal.',
    cross_site_request:
      'Der Server erwartet diese Seite nicht unter dieser Adresse. Sagen Sie es dem, der ihn betreibt.',
  },
  rateLimited: (when) => `Zu viele Versuche. Versuchen Sie es ${when} noch einmal.`,
  otherError: (code) => `Etwas ist schiefgegangen (${code}).`,

  insecure: 'Hier kann sich niemand anmelden',
  insecureReason: 'Die Verbindung ist nicht verschlüsselt. Die Adresse muss mit https beginnen.',
}

export const languages: { readonly en: Messages; readonly de: Messages } = { en, de }

export type Language = keyof typeof languages
