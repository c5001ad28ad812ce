import { textsOf } from '../../entra/stored-objects.ts'
import { ExchangeFault } from './exchange-fault.ts'
import type { ExchangeOrganisation, Recipient } from './recipient.ts'

const COMPARISON = /^\s*\(?\s*(\w+)\s+-eq\s+'((?:[^']|'')*)'\s*\)?\s*/
const JOIN = /^-(and|or)\s+/i

type Values = (recipient: Recipient, organisation: ExchangeOrganisation) => readonly string[]

/** The properties that a filter of the practice tenant can ask for. `Members` compares with a distinguished name. */
const properties: { readonly [name: string]: Values } = {
  members: ({ id }, { entra }) => [...entra.members.of(id)].map((member) => member.toLowerCase()),
  displayname: ({ displayName }) => [displayName],
  primarysmtpaddress: ({ address }) => [address],
  emailaddresses: ({ object, address }) => [
    address,
    ...textsOf(object, 'proxyAddresses').map((proxy) => proxy.replace(/^smtp:/i, '')),
  ],
  alias: ({ alias }) => [alias],
  name: ({ name }) => [name],
  externaldirectoryobjectid: ({ id }) => [id],
}

/**
 * The test that an OPATH filter stands for: equalities joined with -and or -or, read from left to right.
 * https://learn.microsoft.com/powershell/exchange/recipient-filters
 */
export const recipientFilter = (filter: string, organisation: ExchangeOrganisation): ((one: Recipient) => boolean) => {
  let rest = filter
  let test: (one: Recipient) => boolean = () => true
  let join: 'and' | 'or' = 'and'
  for (;;) {
    const comparison = COMPARISON.exec(rest)
    const values = properties[(comparison?.[1] ?? '').toLowerCase()]
    if (!comparison || !values) throw new ExchangeFault('bad-filter', { filter })
    const wanted = comparedValue(comparison[1] ?? '', comparison[2] ?? '')
    const before = test
    const equal = (one: Recipient): boolean => values(one, organisation).some((value) => value.toLowerCase() === wanted)
    test = join === 'and' ? (one) => before(one) && equal(one) : (one) => before(one) || equal(one)
    rest = rest.slice(comparison[0].length)
    if (rest === '') return test
    const joined = JOIN.exec(rest)
    if (!joined) throw new ExchangeFault('bad-filter', { filter })
    join = joined[1]?.toLowerCase() === 'or' ? 'or' : 'and'
    rest = rest.slice(joined[0].length)
  }
}

/** Users are named after their ids, so the first part of a distinguished name is the id. */
const comparedValue = (property: string, text: string): string => {
  const value = text.replaceAll("''", "'").toLowerCase()
  return property.toLowerCase() === 'members' ? (/^cn=([^,]+),/.exec(value)?.[1] ?? '') : value
}
