import { z } from 'zod'

/** `all`, or some by their names. */
export const namedOrAll = (what: string) =>
  z
    .union([z.literal('all'), z.array(z.string().min(1))])
    .optional()
    .describe(`\`all\`, or a list of ${what}; absent for none.`)

export type NamedOrAll = 'all' | readonly string[] | undefined

/** Names are compared without letter case and blanks around them. */
export const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** What is left of `all`, and which of several it is. `of` answers everything that something may be called. */
export const chosen = <T>(from: readonly T[], wanted: NamedOrAll, of: (one: T) => readonly string[]): readonly T[] => {
  if (wanted === undefined) return []
  if (wanted === 'all') return from
  return from.filter((one) => wanted.some((name) => of(one).some((own) => sameName(own, name))))
}
