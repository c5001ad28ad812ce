import { type AdEntry, firstValue } from '../model/ad-entry.ts'
import { accounts, allOf, anyOf, equals } from '../model/ad-query.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import type { EntraUser } from '../model/entra-objects.ts'
import { Fault } from '../model/fault.ts'
import type { SourcePosition } from '../model/source-position.ts'
import type { Readers } from '../ports/systems.ts'
import type { PlanRequest } from './plan-request.ts'

/** Enough of a name to find those that are spelt nearly so. */
const SAME_BEGINNING = 3

/** An account that an address leads to. */
interface Found {
  readonly name: string
  readonly employeeId: string | undefined
}

/**
 * The employee number of whoever has this sign-in name or mail address. Throws `plan/unknown-address`, `plan/ambiguous-person` or, for an account
 * that is tied to nobody, `plan/no-key`.
 */
export const employeeIdOf = async (
  address: string,
  where: SourcePosition,
  { readers, key }: Pick<PlanRequest, 'readers' | 'key'>,
): Promise<string> => {
  const inAd = await searchAd(address, key.ad, readers)
  const found = inAd.length > 0 ? inAd : await searchEntra(address, readers)
  const ids = new Set(found.map(({ employeeId, name }) => employeeId?.toLowerCase() ?? name))
  const [first] = found
  if (!first) throw new Fault('plan/unknown-address', { address, meant: await nearest(address, readers) }, { where })
  if (ids.size > 1) {
    const names = found.map(({ name }) => name).join(' and ')
    throw new Fault('plan/ambiguous-person', { reference: address, field: 'person', names }, { where })
  }
  if (first.employeeId) return first.employeeId
  const attribute = inAd.length > 0 ? key.ad : key.entra
  throw new Fault('plan/no-key', { account: first.name, address, attribute }, { where })
}

const searchAd = async (address: string, key: string, { ad }: Readers): Promise<readonly Found[]> => {
  const filter = allOf([
    accounts,
    anyOf([equals('userPrincipalName', address), equals('mail', address), equals('proxyAddresses', `smtp:${address}`)]),
  ])
  const entries = (await ad?.search({ scope: 'sub', filter, attributes: [key, 'userPrincipalName'] })) ?? []
  return entries.map((entry: AdEntry) => ({ name: entry.dn, employeeId: firstValue(entry, key) }))
}

const searchEntra = async (address: string, { entra }: Readers): Promise<readonly Found[]> => {
  if (!entra) return []
  const answers = await Promise.all([
    entra.usersBy('userPrincipalName', address),
    entra.usersBy('mail', address),
    entra.usersBy('proxyAddresses', `smtp:${address}`),
  ])
  const users = new Map(answers.flat().map((user) => [user.id, user]))
  return [...users.values()].map((user) => ({ name: user.userPrincipalName, employeeId: idOf(user) }))
}

const idOf = ({ properties }: EntraUser): string | undefined => {
  const id = properties['employeeId']
  return typeof id === 'string' && id !== '' ? id : undefined
}

const nearest = async (address: string, { ad }: Readers): Promise<string | undefined> => {
  const filter = allOf([
    accounts,
    { op: 'starts', attribute: 'userPrincipalName', value: address.slice(0, SAME_BEGINNING) },
  ])
  const entries = (await ad?.search({ scope: 'sub', filter, attributes: ['userPrincipalName'] })) ?? []
  return didYouMean(
    address,
    entries.map((entry) => firstValue(entry, 'userPrincipalName') ?? ''),
  )
}
