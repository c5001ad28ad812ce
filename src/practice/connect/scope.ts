import type { AdObject } from '../ad/ad-object.ts'
import { hasClass } from '../ad/ad-object.ts'
import type { AdStore } from '../ad/ad-store.ts'

/** Organizational units right below the domain of which Entra Connect takes the people, and those of which it takes the groups. */
export interface SyncScope {
  readonly people: readonly string[]
  readonly groups: readonly string[]
}

export const contosoScope: SyncScope = { people: ['Staff', 'Contractors', 'Disabled'], groups: ['Groups'] }

/** Tells what of the directory is synchronised. */
export interface ScopeTest {
  isPerson(object: AdObject): boolean
  isGroup(object: AdObject): boolean
}

export const scopeTest = (ad: AdStore, scope: SyncScope): ScopeTest => {
  const people = unitIds(ad, scope.people)
  const groups = unitIds(ad, scope.groups)
  return {
    isPerson: (object) => hasClass(object, 'user') && !hasClass(object, 'computer') && isBelow(ad, object, people),
    isGroup: (object) => hasClass(object, 'group') && isBelow(ad, object, groups),
  }
}

const unitIds = (ad: AdStore, names: readonly string[]): readonly string[] => {
  const root = ad.root
  if (!root) return []
  return names.flatMap((value) => ad.childNamed(root.id, { type: 'OU', value })?.id ?? [])
}

const isBelow = (ad: AdStore, object: AdObject, units: readonly string[]): boolean =>
  units.some((unit) => ad.isWithin(object.id, unit))
