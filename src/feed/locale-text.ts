import type { z } from 'zod'
import { didYouMean } from '../model/did-you-mean.ts'
import { showText } from '../model/show-text.ts'
import { countryCodes } from './country-codes.ts'
import { checkedText, type Refusal } from './text-rules.ts'

const codes = new Set(countryCodes)

const englishNames = (): ReadonlyMap<string, string> => {
  const names = new Intl.DisplayNames(['en'], { type: 'region' })
  return new Map(countryCodes.map((code) => [names.of(code) ?? code, code]))
}

/** What people write instead of the code. */
const habits: { readonly [word: string]: string } = {
  UK: 'GB',
  ENGLAND: 'GB',
  SCOTLAND: 'GB',
  USA: 'US',
  EL: 'GR',
  DEUTSCHLAND: 'DE',
  POLSKA: 'PL',
}

const meantCountry = (text: string): string | undefined => {
  const habit = habits[text.toUpperCase()]
  if (habit) return habit
  if (text.length <= 3) return undefined
  const names = englishNames()
  return names.get(didYouMean(text, names.keys()) ?? '')
}

const whyNoCountry = (text: string): Refusal | undefined => {
  if (codes.has(text.toUpperCase())) return undefined
  const meant = meantCountry(text)
  const hint = meant ? `Did you mean "${meant}"?` : 'Write the two letters of ISO 3166-1, such as DE, PL or US.'
  return { what: `"${showText(text)}" is no country code`, hint }
}

/** ISO 3166-1 alpha-2, in capitals. */
export const countryText: z.ZodType<string, string> = checkedText(whyNoCountry).transform((text) => text.toUpperCase())

const canonicalLanguage = (text: string): string | undefined => {
  try {
    const [tag] = Intl.getCanonicalLocales(text)
    const language = tag && new Intl.Locale(tag).language
    return language && new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(language)
      ? tag
      : undefined
  } catch {
    return undefined
  }
}

const whyNoLanguage = (text: string): Refusal | undefined => {
  if (canonicalLanguage(text)) return undefined
  const meant = canonicalLanguage(text.replaceAll('_', '-'))
  return {
    what: `"${showText(text)}" is no language tag (BCP 47)`,
    hint: meant ? `Did you mean "${meant}"?` : 'Write for example de-DE, pl or en-US.',
  }
}

/** A BCP 47 tag in its usual spelling, `de-DE`. */
export const languageText: z.ZodType<string, string> = checkedText(whyNoLanguage).transform(
  (text) => canonicalLanguage(text) ?? text,
)

/** Asking for one takes a tenth of a millisecond, and a feed asks for each of its rows. */
const timeZones = new Set<string>()
const MOST_KEPT = 1000

const isTimeZone = (text: string): boolean => {
  if (timeZones.has(text)) return true
  if (!/^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(text)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    if (timeZones.size < MOST_KEPT) timeZones.add(text)
    return true
  } catch {
    return false
  }
}

const whyNoTimeZone = (text: string): Refusal | undefined => {
  if (isTimeZone(text)) return undefined
  const meant = didYouMean(text, Intl.supportedValuesOf('timeZone'))
  const hint = meant
    ? `Did you mean "${meant}"?`
    : 'Write the IANA name, such as Europe/Warsaw. Windows names ("W. Europe Standard Time") and offsets are not read.'
  return { what: `"${showText(text)}" is no time zone`, hint }
}

/** An IANA name. https://www.iana.org/time-zones */
export const timeZoneText: z.ZodType<string, string> = checkedText(whyNoTimeZone)
