import type {
  AppRoleAssignment,
  Consent,
  EligibleRole,
  HeldRole,
  OwnedObject,
  RoleAndScope,
} from '../../model/entra-rights.ts'

/** What the plan adds, by its key, and what it takes away (null). */
export type Edits<T> = Map<string, T | null>

/** What a plan does to rights: by user, or by owned object. */
export interface RightsOverlay {
  readonly roles: Map<string, Edits<HeldRole>>
  readonly eligible: Map<string, Edits<EligibleRole>>
  readonly appRoles: Map<string, Edits<AppRoleAssignment>>
  readonly consents: Map<string, Edits<Consent>>
  /** By object, then by owner. */
  readonly owners: Map<string, Edits<Omit<OwnedObject, 'id'>>>
}

export const emptyRightsOverlay = (): RightsOverlay => ({
  roles: new Map(),
  eligible: new Map(),
  appRoles: new Map(),
  consents: new Map(),
  owners: new Map(),
})

/** One holding of a role. */
export const roleKey = ({ roleId, scope }: RoleAndScope): string => `${roleId} ${scope}`

const NONE: Edits<never> = new Map()

/** The edits of one user or object, for reading. */
export const editsOf = <T>(map: Map<string, Edits<T>>, id: string): Edits<T> => map.get(id) ?? NONE

/** The same, for writing. */
export const editsFor = <T>(map: Map<string, Edits<T>>, id: string): Edits<T> => {
  const known = map.get(id)
  if (known) return known
  const made: Edits<T> = new Map()
  map.set(id, made)
  return made
}
