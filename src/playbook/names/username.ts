import { toAscii } from './to-ascii.ts'

/** Longest sAMAccountName of a user. https://learn.microsoft.com/windows/win32/adschema/a-samaccountname */
const USERNAME_MAX = 20

/** Dots, hyphens and underscores join; they stand neither at an end nor beside one another. */
const tidy = (text: string): string => text.replace(/([._-])[._-]+/g, '$1').replace(/^[._-]+|[._-]+$/g, '')

/** What an expression gave, as a user name of any length: ASCII in lower case, of letters, digits, dots, hyphens and underscores. */
export const usernameFrom = (text: string, language: string): string =>
  tidy(
    toAscii(text, language)
      .toLowerCase()
      .replace(/[^a-z0-9._-]/g, ''),
  )

/**
 * A user name of at most 20 characters with the number behind it. `make` is asked for the name with a surname of at most so many letters, so
 * that what is cut is the end of the surname wherever it stands; a given name that fills all the room is cut itself.
 */
export const fittedUsername = (
  make: (surnameLength: number) => string,
  surnameLength: number,
  number: number | null,
): string => {
  const suffix = number === null ? '' : String(number)
  const room = USERNAME_MAX - suffix.length
  let letters = surnameLength
  let name = make(letters)
  while (name.length > room && letters > 1) {
    letters = Math.max(1, letters - (name.length - room))
    name = make(letters)
  }
  return tidy(name.slice(0, room)) + suffix
}

/** Characters that Entra takes before the @. https://learn.microsoft.com/entra/identity/hybrid/connect/plan-connect-userprincipalname */
const notInAddress = /[^A-Za-z0-9'.\-_!#^~]/g
const LOCAL_MAX = 64

/** A UPN or mail address with nothing in it that Entra refuses: ASCII, no dot at an end or beside another. The number goes before the @. */
export const addressFrom = (text: string, language: string, number: number | null): string => {
  const at = text.lastIndexOf('@')
  const local = toAscii(at < 0 ? text : text.slice(0, at), language).replace(notInAddress, '')
  const suffix = number === null ? '' : String(number)
  const short = local
    .replace(/\.\.+/g, '.')
    .replace(/^\.+/, '')
    .slice(0, LOCAL_MAX - suffix.length)
    .replace(/\.+$/, '')
  return `${short}${suffix}${at < 0 ? '' : text.slice(at).toLowerCase()}`
}
