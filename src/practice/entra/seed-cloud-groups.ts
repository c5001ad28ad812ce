import type { JsonObject } from '../../model/json.ts'
import { seedDepartments } from '../seed/seed-departments.ts'
import type { SeedPerson } from '../seed/seed-person.ts'
import type { EntraStore } from './entra-store.ts'

interface SeedGroup {
  readonly displayName: string
  readonly mailNickname: string
  readonly description: string
  /** What the group is beyond a plain security group. */
  readonly more?: JsonObject
  /** employeeIds. */
  readonly members?: readonly string[]
  readonly owner?: string
}

const nicknameOf = (name: string): string => name.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase()

const mailGroup = (mailNickname: string, more: JsonObject): JsonObject => ({
  mailEnabled: true,
  mail: `${mailNickname}@contoso.com`,
  proxyAddresses: [`SMTP:${mailNickname}@contoso.com`],
  ...more,
})

const unified = (mailNickname: string, more: JsonObject = {}): JsonObject =>
  mailGroup(mailNickname, { groupTypes: ['Unified'], securityEnabled: false, visibility: 'Private', ...more })

const teamOf = (department: string, head: string, people: readonly SeedPerson[]): SeedGroup => ({
  displayName: `${department} Team`,
  mailNickname: nicknameOf(`${department} Team`),
  description: `Mail, calendar and files of ${department}`,
  more: unified(nicknameOf(`${department} Team`)),
  members: people
    .filter((person) => person.department === department && person.enabled)
    .map(({ employeeId }) => employeeId),
  owner: head,
})

const everybody: SeedGroup = {
  displayName: 'All Company',
  mailNickname: 'allcompany',
  description: 'Everybody with an account, kept by a rule',
  more: unified('allcompany', {
    groupTypes: ['DynamicMembership', 'Unified'],
    membershipRule: '(user.accountEnabled -eq true) and (user.userType -eq "Member")',
    membershipRuleProcessingState: 'On',
  }),
}

/** Names of groups that others look up. */
export const LICENCE_GROUP = 'Licence Visio'

const others: readonly SeedGroup[] = [
  everybody,
  {
    displayName: LICENCE_GROUP,
    mailNickname: 'licencevisio',
    description: 'Members get a Visio licence',
    members: ['00106', '00102'],
    owner: '00105',
  },
  {
    displayName: 'VPN Cloud',
    mailNickname: 'vpncloud',
    description: 'Access from outside, for people without AD',
    owner: '00105',
  },
  { displayName: 'Project X', mailNickname: 'projectx', description: 'The first project of this name', owner: '00101' },
  {
    displayName: 'Project X',
    mailNickname: 'projectx2',
    description: 'The second project of this name',
    owner: '00106',
  },
  {
    displayName: 'Helpdesk Admins',
    mailNickname: 'helpdeskadmins',
    description: 'May hold admin roles',
    more: { isAssignableToRole: true },
    members: ['00105'],
  },
  {
    displayName: 'Sales News',
    mailNickname: 'salesnews',
    description: 'Distribution list, kept by Exchange',
    more: mailGroup('salesnews', { securityEnabled: false }),
    members: ['00101'],
  },
  {
    displayName: 'Finance Alerts',
    mailNickname: 'financealerts',
    description: 'Mail-enabled security group, kept by Exchange',
    more: mailGroup('financealerts', { securityEnabled: true }),
    members: ['00103'],
  },
]

/** The groups that live in Entra alone: a team per department, and one of each kind that behaves in its own way. */
export const seedCloudGroups = (store: EntraStore, people: readonly SeedPerson[]): void => {
  const teams = seedDepartments.map(({ name, head }) => teamOf(name, head.employeeId, people))
  for (const group of [...teams, ...others]) foundGroup(store, group)
}

/** Adds a cloud group to the company. */
export const foundGroup = (
  store: EntraStore,
  { displayName, mailNickname, description, more, members = [], owner }: SeedGroup,
): void => {
  const now = store.timestamp()
  const id = store.newId()
  const properties = {
    displayName,
    mailNickname,
    description,
    groupTypes: [],
    mailEnabled: false,
    securityEnabled: true,
    createdDateTime: now,
    renewedDateTime: now,
    ...more,
  }
  store.put({ type: 'group', id, deletedDateTime: null, properties, licences: [] })
  for (const member of members) linkPerson(store, 'members', id, member)
  if (owner !== undefined) linkPerson(store, 'owners', id, owner)
}

const linkPerson = (store: EntraStore, link: 'members' | 'owners', group: string, employeeId: string): void => {
  for (const user of store.find('employeeId', employeeId)) store.link(link, group, user.id)
}
