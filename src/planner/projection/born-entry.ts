import { type Attributes, type AttributeValues, accountControl, valuesOf } from '../../model/ad-entry.ts'
import { parseDn } from '../../model/distinguished-name.ts'

/** A class with everything above it, as AD answers objectClass. */
const CLASSES: { readonly [structural: string]: AttributeValues } = {
  user: ['top', 'person', 'organizationalPerson', 'user'],
  computer: ['top', 'person', 'organizationalPerson', 'user', 'computer'],
  contact: ['top', 'person', 'organizationalPerson', 'contact'],
  group: ['top', 'group'],
  organizationalunit: ['top', 'organizationalUnit'],
  container: ['top', 'container'],
}

const PASSWORD_NOT_REQUIRED = 0x20
/** 2^63 - 1: never. */
const NEVER = '9223372036854775807'
const DOMAIN_USERS = '513'
/** A global security group. https://learn.microsoft.com/windows/win32/adschema/a-grouptype */
const GLOBAL_SECURITY = '-2147483646'

/** What AD gives a new object beside what was asked for. https://learn.microsoft.com/openspecs/windows_protocols/ms-samr/ */
const DEFAULTS: { readonly [structural: string]: Attributes } = {
  user: {
    useraccountcontrol: [String(accountControl.normalAccount | accountControl.disabled | PASSWORD_NOT_REQUIRED)],
    pwdlastset: ['0'],
    accountexpires: [NEVER],
    primarygroupid: [DOMAIN_USERS],
  },
  group: { grouptype: [GLOBAL_SECURITY] },
}

const classesOf = (given: AttributeValues): AttributeValues =>
  given
    .map((name) => CLASSES[name.toLowerCase()] ?? [name])
    .reduce((most, classes) => (classes.length > most.length ? classes : most), [])

/** All attributes of a new object by lower-case name. */
export const bornValues = (dn: string, attributes: Attributes): Map<string, AttributeValues> => {
  const objectClass = classesOf(valuesOf({ attributes }, 'objectClass'))
  const structural = (objectClass.at(-1) ?? '').toLowerCase()
  const given = Object.entries(attributes).map(([name, values]) => [name.toLowerCase(), values] as const)
  const values = new Map([
    ...Object.entries(DEFAULTS[structural] ?? {}),
    ...given,
    ['objectclass', objectClass] as const,
  ])
  for (const [name, value] of namesIn(dn)) values.set(name, [value])
  return values
}

/** The attributes that follow from the first part of a DN: its own (cn, ou) and `name`. */
export const namesIn = (dn: string): readonly (readonly [string, string])[] => {
  const first = parseDn(dn)[0]
  return first
    ? [
        [first.type.toLowerCase(), first.value],
        ['name', first.value],
      ]
    : []
}
