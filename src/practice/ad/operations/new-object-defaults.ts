import type { Rdn } from '../../../model/distinguished-name.ts'
import type { AdObject } from '../ad-object.ts'
import type { AdStore } from '../ad-store.ts'
import { schemaTarget } from '../dn-target.ts'
import { defaultAccountControl } from '../rules/account-control.ts'
import { defaultGroupType } from '../rules/group-type.ts'
import { lineage } from '../schema/ad-schema.ts'
import type { ClassSchema } from '../schema/schema.ts'

export interface NewObject {
  readonly parent: string
  readonly rdn: Rdn
  readonly objectClass: ClassSchema
  /** Kept values that were given. */
  readonly values: ReadonlyMap<string, readonly string[]>
}

const WRITABLE_OBJECT = '4'
/** accountExpires of an account that never does. */
export const NEVER_EXPIRES = '9223372036854775807'
const DOMAIN_USERS = '513'
const DOMAIN_COMPUTERS = '515'

type Defaults = { readonly [attribute: string]: string }

const accountDefaults = (isComputer: boolean): Defaults => ({
  userAccountControl: String(defaultAccountControl),
  primaryGroupID: isComputer ? DOMAIN_COMPUTERS : DOMAIN_USERS,
  accountExpires: NEVER_EXPIRES,
  pwdLastSet: '0',
  badPwdCount: '0',
  badPasswordTime: '0',
  lastLogon: '0',
  lastLogoff: '0',
  logonCount: '0',
  codePage: '0',
  countryCode: '0',
  ...(isComputer ? { isCriticalSystemObject: 'FALSE' } : {}),
})

/** A name like `$K51000-H2IT8QRT5RAB`, which AD makes up where none is given. */
const madeUpName = (store: AdStore, id: string): string => {
  const letters = store.ids
    .bytes('sAMAccountName', id)
    .toString('base64')
    .replace(/[^A-Z0-9]/gi, '')
    .toUpperCase()
  return `$${letters.slice(0, 6)}-${letters.slice(6, 18)}`
}

const classDefaults = (store: AdStore, id: string, classes: readonly string[]): Defaults => {
  const isUser = classes.includes('user')
  if (!isUser && !classes.includes('group')) return {}
  return {
    sAMAccountName: madeUpName(store, id),
    objectSid: `${store.domainSid}-${store.nextRid()}`,
    ...(isUser ? accountDefaults(classes.includes('computer')) : { groupType: String(defaultGroupType) }),
  }
}

/** A new object with everything that AD gives it by itself. */
export const newObjectDefaults = (store: AdStore, wanted: NewObject): AdObject => {
  const id = store.ids.uuid('object', store.nextUsn())
  const classes = lineage(wanted.objectClass.name).map(({ name }) => name)
  const naming = wanted.objectClass.rdn
  const values = new Map<string, readonly string[]>([
    ['objectClass', classes],
    ['objectCategory', [schemaTarget(wanted.objectClass.category)]],
    ['instanceType', [WRITABLE_OBJECT]],
    [naming, [wanted.rdn.value]],
    ['name', [wanted.rdn.value]],
  ])
  if (wanted.objectClass.hidden) values.set('showInAdvancedViewOnly', ['TRUE'])
  for (const [name, value] of Object.entries(classDefaults(store, id, classes))) values.set(name, [value])
  for (const [name, given] of wanted.values) values.set(name, given)
  return { id, parent: wanted.parent, rdn: wanted.rdn, values }
}
