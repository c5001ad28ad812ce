import { type AdEntry, firstValue } from '../model/ad-entry.ts'
import { accounts, allOf, anyOf, equals } from '../model/ad-query.ts'
import { Fault } from '../model/fault.ts'
import type { PersonRecord } from '../model/person.ts'
import type { Readers } from '../ports/systems.ts'
import type { PlanRequest } from './plan-request.ts'

/** Longer ones are padded by nobody. */
const LONGEST_PADDED = 8

/** The same number with fewer and with more zeros before it, as spreadsheets leave them. */
const spellingsOf = (employeeId: string): readonly string[] => {
  if (!/^\d+$/.test(employeeId)) return []
  const bare = employeeId.replace(/^0+(?=\d)/, '')
  const padded = Array.from(
    { length: LONGEST_PADDED - bare.length + 1 },
    (_, more) => '0'.repeat(Math.max(0, more)) + bare,
  )
  return padded.filter((spelling) => spelling !== employeeId)
}

/** That nobody has an account with this number, and who has nearly the same. */
export const unknownEmployee = async (
  { key }: Pick<PlanRequest, 'key'>,
  { person: { employeeId }, where, fields }: PersonRecord,
  readers: Readers,
): Promise<Fault> => {
  const spellings = spellingsOf(employeeId)
  const meant = spellings.length > 0 ? await nearest(spellings, key.ad, readers) : undefined
  return new Fault('plan/unknown-employee', { id: employeeId, meant }, { where: fields['employeeId'] ?? where })
}

const nearest = async (
  spellings: readonly string[],
  key: string,
  { ad, entra }: Readers,
): Promise<string | undefined> => {
  const filter = allOf([accounts, anyOf(spellings.map((spelling) => equals(key, spelling)))])
  const [entry] = (await ad?.search({ scope: 'sub', filter, attributes: ['displayName', key] })) ?? []
  if (entry) return `${firstValue(entry, key) ?? ''} (${nameOf(entry)})`
  const ids = new Set(ad ? [] : await entra?.employeeIds())
  return spellings.find((spelling) => ids.has(spelling))
}

const nameOf = (entry: AdEntry): string => firstValue(entry, 'displayName') ?? entry.dn
