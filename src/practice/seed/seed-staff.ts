import type { AdStore } from '../ad/ad-store.ts'
import { fileTime } from '../ad/ad-time.ts'
import { practiceDomain } from '../ad/practice-domain.ts'
import { uac } from '../ad/rules/account-control.ts'
import type { FoundingValues } from './founding.ts'
import { seedDepartments } from './seed-departments.ts'
import type { SeedContainers } from './seed-domain.ts'
import type { SeedPerson } from './seed-person.ts'
import { foundAccount, foundOwnGroup } from './seed-principals.ts'

const COMPANY = 'Contoso'
const ALL_STAFF = 'All Staff'
/** Every third of the staff works from elsewhere. */
const VPN_EVERY = 3

/** Groups beyond the departments' own: what each is for, and who of the staff is in it. */
const ownGroups: readonly {
  readonly name: string
  readonly description: string
  readonly has: (person: SeedPerson) => boolean
}[] = [
  { name: ALL_STAFF, description: 'Everybody who works here', has: () => true },
  ...seedDepartments.map(({ name }) => ({
    name,
    description: `People of ${name}`,
    has: (person: SeedPerson) => person.department === name,
  })),
  {
    name: 'CRM Users',
    description: 'Customer database',
    has: ({ department }) => department === 'Sales' || department === 'Marketing',
  },
  {
    name: 'CRM Admins',
    description: 'Customer database, administration',
    has: ({ employeeId }) => employeeId === '00101',
  },
  {
    name: 'VPN Users',
    description: 'Access from outside',
    has: ({ employeeId }) => Number(employeeId) % VPN_EVERY === 0,
  },
  { name: 'Finance Share', description: 'Files of Finance', has: ({ department }) => department === 'Finance' },
  { name: 'Engineering Tools', description: 'Licensed tools of Engineering', has: () => false },
  { name: 'GG-Nested', description: 'Engineering as a whole, for nesting', has: () => false },
]

/** Groups in groups. */
const nesting: readonly (readonly [group: string, member: string])[] = [
  ['GG-Nested', 'Engineering'],
  ['Engineering Tools', 'GG-Nested'],
]

const countries: { readonly [code: string]: readonly [name: string, number: number] } = {
  US: ['United States', 840],
  GB: ['United Kingdom', 826],
  DE: ['Germany', 276],
  PL: ['Poland', 616],
  FR: ['France', 250],
  BR: ['Brazil', 76],
}

const unitOf = (person: SeedPerson): string => {
  if (!person.enabled) return 'Disabled'
  return person.employeeType === 'contractor' ? 'Contractors' : person.department
}

const DAY_MS = 86_400_000
/** Whoever has left the company did so this long before its first day here. */
const LEFT_DAYS = 45

const valuesOf = (person: SeedPerson, now: number): FoundingValues => {
  const address = `${person.userName}@${practiceDomain.mailDomain}`
  const [countryName = '', countryNumber = 0] = countries[person.country] ?? []
  return {
    sAMAccountName: person.userName,
    userPrincipalName: address,
    mail: address,
    mailNickname: person.userName,
    proxyAddresses: [`SMTP:${address}`],
    givenName: person.givenName,
    sn: person.surname,
    displayName: person.displayName,
    title: person.title,
    department: person.department,
    company: COMPANY,
    physicalDeliveryOfficeName: person.office,
    l: person.city,
    c: person.country,
    co: countryName,
    countryCode: countryNumber,
    telephoneNumber: person.phone,
    employeeID: person.employeeId,
    employeeType: person.employeeType,
    userAccountControl: person.enabled ? uac.normal : uac.normal | uac.disabled,
    ...(person.admin ? { adminCount: 1 } : {}),
    ...(person.enabled
      ? {}
      : { description: `Left on ${new Date(now - LEFT_DAYS * DAY_MS).toISOString().slice(0, 10)}` }),
    ...(person.idleDays ? { lastLogonTimestamp: fileTime(now - person.idleDays * DAY_MS) } : {}),
  }
}

/** A common name that no sibling has yet: the display name, with a number where it is taken. */
const takeName = (taken: Map<string, number>, unit: string, name: string): string => {
  const key = `${unit}/${name}`
  const count = (taken.get(key) ?? 0) + 1
  taken.set(key, count)
  return count === 1 ? name : `${name} (${count})`
}

const foundStaff = (
  store: AdStore,
  units: ReadonlyMap<string, string>,
  people: readonly SeedPerson[],
): ReadonlyMap<string, string> => {
  const ids = new Map<string, string>()
  const taken = new Map<string, number>()
  const now = store.clock.now()
  for (const person of people) {
    const unit = unitOf(person)
    const id = foundAccount(
      store,
      units.get(unit) ?? '',
      takeName(taken, unit, person.displayName),
      valuesOf(person, now),
    )
    ids.set(person.employeeId, id)
    const manager = person.manager === null ? undefined : ids.get(person.manager)
    if (manager !== undefined) store.foundLink('manager', id, manager)
  }
  return ids
}

/** Contoso's own groups and everybody with an AD account. `builtin` are the groups that every domain has. */
export const seedStaff = (
  store: AdStore,
  containers: SeedContainers,
  builtin: ReadonlyMap<string, string>,
  people: readonly SeedPerson[],
): void => {
  const staff = people.filter(({ home }) => home === 'ad')
  const ids = foundStaff(store, containers.units, staff)
  const parent = containers.units.get('Groups') ?? ''
  const groups = new Map(
    ownGroups.map(({ name, description }) => [name, foundOwnGroup(store, parent, name, description)]),
  )
  for (const person of staff) {
    const id = ids.get(person.employeeId) ?? ''
    if (person.admin) store.foundLink('member', builtin.get('Domain Admins') ?? '', id)
    if (!person.enabled) continue
    for (const { name, has } of ownGroups) if (has(person)) store.foundLink('member', groups.get(name) ?? '', id)
  }
  for (const [group, member] of nesting) store.foundLink('member', groups.get(group) ?? '', groups.get(member) ?? '')
  for (const { name, head } of seedDepartments)
    store.foundLink('managedBy', groups.get(name) ?? '', ids.get(head.employeeId) ?? '')
}
