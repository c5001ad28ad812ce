import { AndFilter, EqualityFilter, type Filter, NotFilter, OrFilter, PresenceFilter, SubstringFilter } from 'ldapts'
import type { AdFilter } from '../model/ad-query.ts'
import { Fault } from '../model/fault.ts'
import { isAttributeName } from '../model/writable-attribute.ts'
import { encodeValue } from './ldap-values.ts'

const everything = (): Filter => new PresenceFilter({ attribute: 'objectClass' })
const nothing = (): Filter => new NotFilter({ filter: everything() })

const checked = (attribute: string): string => {
  if (!isAttributeName(attribute)) throw new Fault('ad/attribute-not-allowed', { attribute })
  return attribute
}

const joined = (op: 'and' | 'or', parts: readonly Filter[]): Filter => {
  const [only] = parts
  // AD has no filters for "always" and "never" (RFC 4526).
  if (!only) return op === 'and' ? everything() : nothing()
  if (parts.length === 1) return only
  return op === 'and' ? new AndFilter({ filters: [...parts] }) : new OrFilter({ filters: [...parts] })
}

/** A filter as LDAP sends it. Values travel as bytes of their own, so nothing in them can be read as syntax. */
export const toLdapFilter = (filter: AdFilter): Filter => {
  if ('of' in filter) {
    return filter.op === 'not'
      ? new NotFilter({ filter: toLdapFilter(filter.of) })
      : joined(filter.op, filter.of.map(toLdapFilter))
  }
  const attribute = checked(filter.attribute)
  if (filter.op === 'present') return new PresenceFilter({ attribute })
  const { op, value } = filter
  // AD keeps no empty values: nothing has one, and everything that is there begins with one. Servers differ in what they answer.
  if (value === '') return op === 'starts' ? new PresenceFilter({ attribute }) : nothing()
  if (op === 'starts') return new SubstringFilter({ attribute, initial: value })
  return new EqualityFilter({ attribute, value: encodeValue(attribute, value) })
}
