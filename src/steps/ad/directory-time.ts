const GENERALIZED = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z$/

/** A time as AD writes it (`20301231235959.0Z`) in milliseconds since 1970; null for anything else. */
export const whenOf = (text: string | undefined): number | null => {
  const [, year, month, day, hour, minute, second] = GENERALIZED.exec(text ?? '') ?? []
  if (year === undefined) return null
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}
