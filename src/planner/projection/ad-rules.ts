import { type Attributes, isEnabled, valuesOf } from '../../model/ad-entry.ts'
import { anyOf, equals } from '../../model/ad-query.ts'
import { parentOf } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import { matchesFilter } from '../../model/match-ad-filter.ts'
import { isSettableAttribute } from '../../model/writable-attribute.ts'
import { type AdNode, type AdOverlay, readByDn } from './ad-overlay.ts'
import { searchOverlay } from './ad-search.ts'

const NAMES = ['sAMAccountName', 'userPrincipalName'] as const

/** AD keeps logon names unique in the domain, and user principal names in the forest. */
export const refuseTakenNames = async (
  overlay: AdOverlay,
  id: string,
  dn: string,
  attributes: Attributes,
): Promise<void> => {
  const wanted = NAMES.flatMap((name) => valuesOf({ attributes }, name).map((value) => equals(name, value)))
  if (wanted.length === 0) return
  const found = await searchOverlay(overlay, { scope: 'sub', filter: anyOf(wanted), attributes: NAMES })
  const other = found.find((entry) => entry.id !== id)
  if (!other) return
  const [account] = valuesOf({ attributes }, 'sAMAccountName')
  if (account !== undefined && matchesFilter(equals('sAMAccountName', account), other)) {
    throw new Fault('ad/name-taken', { target: dn, text: `${account} belongs to ${other.dn}` })
  }
  throw new Fault('ad/upn-taken', { target: dn })
}

/** The container has to be there, and nothing else under that name in it. */
export const refuseTakenPlace = async (overlay: AdOverlay, id: string, dn: string): Promise<void> => {
  const container = parentOf(dn)
  if (!(await readByDn(overlay, container, []))) throw new Fault('ad/no-such-object', { target: container })
  const there = await readByDn(overlay, dn, [])
  if (there && there.id !== id)
    throw new Fault('ad/name-taken', { target: dn, text: `the name belongs to ${there.dn}` })
}

/** An account without a password meets no password policy, so AD does not let anybody sign in with it. */
export const refuseOpenAccount = (node: AdNode, attributes: Attributes): void => {
  if (valuesOf({ attributes }, 'userAccountControl').length === 0 || node.hasPassword || !isEnabled({ attributes }))
    return
  throw new Fault('ad/password-refused', { target: node.dn })
}

/** Passwords, members and rights are not set as plain values. */
export const refuseAttributes = (names: readonly string[]): void => {
  const wrong = names.find((name) => !isSettableAttribute(name))
  if (wrong !== undefined) throw new Fault('ad/attribute-not-allowed', { attribute: wrong })
}

/** Only an object with nothing below it can be deleted. */
export const refuseFullContainer = async (overlay: AdOverlay, dn: string): Promise<void> => {
  const inside = await searchOverlay(overlay, {
    base: dn,
    scope: 'one',
    filter: { op: 'present', attribute: 'objectClass' },
    attributes: [],
  })
  if (inside.length > 0) throw new Fault('ad/has-children', { target: dn })
}
