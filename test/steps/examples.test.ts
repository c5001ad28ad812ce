import { describe, expect, test } from 'vitest'
import { DEFAULT_ACCESS } from '../../src/model/entra-rights.ts'
import type { Mode } from '../../src/model/glossary.ts'
import { steps } from '../../src/steps/catalogue.ts'
import { value } from '../support/checked.ts'
import { type Colleague, type Contoso, contoso } from '../support/contoso.ts'
import { e3, projectX, salesList } from '../support/memory-directory.ts'
import { replyOff } from '../support/memory-mailboxes.ts'
import { calendarSync, expenses, globalReader, microsoftGraph, userAdministrator } from '../support/memory-rights.ts'
import { packagesBefore } from '../support/packages-before.ts'
import { planWith } from '../support/plan-with.ts'
import type { AboutMailbox } from '../support/with-mailbox.ts'

/** What an example takes for granted. */
interface Stage {
  readonly mode: Mode
  /** How Adele Vance's account is before; left out where she has none. */
  readonly account?: Partial<Colleague>
  /** Steps of the playbook before the one of the example. */
  readonly before?: string
  readonly set?: (company: Contoso) => Promise<void>
}

const newInAd = '- id: account\n  ad.account: { ou: "OU=Sales,OU=Staff", enabled: true, password: generated }'
const inAllStaff = async (company: Contoso): Promise<void> => {
  const group = await company.ad.byDn(`CN=All Staff,OU=Groups,${company.base}`, [])
  await company.ad.addMember(group?.id ?? '', company.idOf('01024'))
}

const lendDevices = async ({ devices, idOf }: Contoso): Promise<void> => {
  const holders = [{ id: idOf('01024'), name: 'adele.vance@contoso.com' }]
  devices.putDevice({ displayName: 'CONTOSO-LT-7', holders, managed: {} })
}

const lendManagedDevices = async (company: Contoso): Promise<void> => {
  await lendDevices(company)
  const holders = [{ id: company.idOf('01024'), name: 'adele.vance@contoso.com' }]
  const managed = { ownership: 'personal', operatingSystem: 'iOS' } as const
  company.devices.putDevice({ displayName: "Adele's phone", holders, managed })
}

const lendApps = async ({ devices, idOf }: Contoso): Promise<void> => {
  for (const app of ['com.microsoft.Office.Outlook', 'com.microsoft.skype.teams'])
    devices.putApp(idOf('01024'), { app })
}

const lendLaptop = async ({ devices }: Contoso): Promise<void> =>
  devices.putAutopilot('adele.vance@contoso.com', '7Q2XK93')

const sharedMailbox = 'b0000000-0000-4000-8000-000000000001'
const awayRule = { id: 'AQAAAJ5dZqA=', name: 'To my other address', isEnabled: true, sendsAway: true }
const withMail =
  (about: AboutMailbox = {}) =>
  async ({ mailboxes, idOf }: Contoso): Promise<void> =>
    mailboxes.give(idOf('01024'), 'adele.vance@contoso.com', about)

const withPhone = async (company: Contoso): Promise<void> => {
  await withMail()(company)
  company.mailboxes.pair(company.idOf('01024'), { id: '1d1a6a6e-0000-4000-8000-000000000001', name: 'iPhone of Adele' })
}

const withMeetings = async (company: Contoso): Promise<void> => {
  await withMail()(company)
  const attendees = ['miriam.graham@contoso.com']
  const next = { start: dayAfter(company, 2), attendees, isSeries: true }
  company.mailboxes.meet(company.idOf('01024'), { id: 'AAMk1=', subject: 'Forecast', ...next })
  const single = { start: dayAfter(company, 4), attendees, isSeries: false }
  company.mailboxes.meet(company.idOf('01024'), { id: 'AAMk2=', subject: 'Kick-off', ...single })
}

const adelesNumber = {
  telephoneNumber: '+12065550124',
  numberType: 'callingPlan',
  category: 'primary',
  locationId: null,
  isOnPremises: false,
} as const

const dayAfter = ({ clock }: Contoso, days: number): string => new Date(clock.now() + days * 86_400_000).toISOString()

const withSender = async (company: Contoso): Promise<void> => {
  await company.hire({ employeeId: '09001', name: 'IT Service Desk', username: 'it' })
}

const stages: { readonly [example: string]: Stage } = {
  'ad.account: A new colleague': { mode: 'ad' },
  'ad.attributes: Contact data from HR': { mode: 'ad', account: {} },
  'ad.rename: Somebody has married': { mode: 'ad', account: { name: 'Adele Lee', username: 'adele.lee' } },
  'entra.rename: Somebody has married': { mode: 'cloud', account: { name: 'Adele Lee', username: 'adele.lee' } },
  'ad.move: To another department': {
    mode: 'ad',
    account: {},
    set: async ({ ad, base }) => {
      await ad.add({ dn: `OU=Marketing,OU=Staff,${base}`, attributes: { objectClass: ['organizationalUnit'] } })
    },
  },
  'ad.groups: What the role gives': { mode: 'ad', account: {} },
  'ad.groups: Out of every group': { mode: 'ad', account: {}, set: inAllStaff },
  'ad.groups: Another department: what the old one gave goes, and what was given by hand is listed': {
    mode: 'ad',
    account: {},
  },
  'ad.enable: Let somebody sign in again': { mode: 'ad', account: { enabled: false } },
  'ad.disable: Let nobody sign in': { mode: 'ad', account: {} },
  'ad.expire: A contractor until the last day': { mode: 'ad', account: {} },
  'ad.expire: No end': { mode: 'ad', account: {} },
  'ad.unlock: Locked by wrong passwords': {
    mode: 'ad',
    account: { attributes: { lockoutTime: '132223104000000000' } },
  },
  'ad.password: A forgotten password': { mode: 'ad', account: {} },
  'ad.reports: To the manager of the leaver': {
    mode: 'ad',
    account: {},
    set: ({ ad, idOf }) =>
      ad.modify(idOf('00102'), [{ op: 'add', attribute: 'manager', values: [`<GUID=${idOf('01024')}>`] }]),
  },
  'ad.group: A group for a project': { mode: 'ad', account: {} },
  'ad.delete: After retention': { mode: 'ad', account: {} },
  'ad.restore: Deleted too early': { mode: 'ad', account: {}, set: ({ ad, idOf }) => ad.delete(idOf('01024')) },
  'entra.account: A new colleague in the cloud': { mode: 'cloud' },
  'entra.attributes: Where licences may be used': {
    mode: 'cloud',
    account: { properties: { usageLocation: null } },
  },
  'entra.enable: Let somebody sign in again': { mode: 'cloud', account: { enabled: false } },
  'entra.disable: Lock somebody out': { mode: 'cloud', account: {} },
  'entra.delete: After retention': { mode: 'cloud', account: {} },
  'entra.restore: Back again': {
    mode: 'cloud',
    account: {},
    set: ({ entra, idOf }) => entra.deleteUser(idOf('01024')),
  },
  'entra.password: A forgotten password': { mode: 'cloud', account: {} },
  'entra.sessions: Everywhere at once': { mode: 'cloud', account: {} },
  'entra.methods: A lost phone': {
    mode: 'cloud',
    account: {},
    set: async ({ methods, idOf }) => {
      methods.set(idOf('01024'), [
        { id: '3179e48a-750b-4051-897c-87b9720928f7', type: 'phone', name: 'mobile +44 7700 900123' },
        { id: '6803c096-c096-6803-96c0-036896c00368', type: 'microsoftAuthenticator', name: 'Pixel 9' },
        { id: 'b5e01f81-1f81-b5e0-811f-e0b5811fe0b5', type: 'windowsHelloForBusiness', name: 'ADELE-LAPTOP' },
      ])
    },
  },
  'entra.devices: Nobody signs in from them any more': { mode: 'cloud', account: {}, set: lendDevices },
  'entra.devices: Once they are given back': { mode: 'cloud', account: {}, set: lendDevices },
  'intune.devices: Company data off every device': { mode: 'cloud', account: {}, set: lendManagedDevices },
  'intune.autopilot: Laptops that come back': { mode: 'cloud', account: {}, set: lendLaptop },
  'intune.apps: No company data on private phones': { mode: 'cloud', account: {}, set: lendApps },
  'intune.devices: A laptop that was lost': { mode: 'cloud', account: {}, set: lendManagedDevices },
  'drive.access: The manager looks after the files for a while': {
    mode: 'cloud',
    account: {},
    set: async ({ devices, idOf }) => void devices.putDrive(idOf('01024')),
  },
  'entra.guest: An auditor comes for a while': { mode: 'cloud' },
  'notify.mail: Tell the manager': { mode: 'cloud', account: {}, set: withSender },
  'notify.webhook: Tell the service desk': { mode: 'cloud', account: {} },
  'ticket.note: For the record': { mode: 'cloud', account: {} },
  'task.manual: What no interface does': { mode: 'cloud', account: {} },
  'entra.synced: After the account was made': { mode: 'hybrid', before: newInAd },
  'entra.manager: From HR': { mode: 'cloud', account: {} },
  'entra.groups: What the role gives': { mode: 'cloud', account: {} },
  'entra.licences: What the role gives, without Yammer': { mode: 'cloud', account: {} },
  'entra.licences: None, once the mailbox is shared and the groups that give some are left': {
    mode: 'cloud',
    account: {},
    set: async ({ entra, idOf }) =>
      entra.assignLicences(idOf('01024'), { add: [{ skuId: e3.skuId, disabledPlans: [] }], remove: [] }),
  },
  'entra.pass: For the first day': { mode: 'cloud', before: '- entra.account: {}' },
  'entra.reports: To the manager': {
    mode: 'cloud',
    account: {},
    set: async (company) => {
      const diego = await company.hire({ employeeId: '00103', name: 'Diego Siciliani' })
      await company.entra.setManager(diego, company.idOf('01024'))
    },
  },
  'entra.owners: To the manager': {
    mode: 'cloud',
    account: {},
    set: ({ entra, idOf }) => entra.addOwner({ ...projectX, type: 'group' }, idOf('01024')),
  },
  'entra.sponsors: To the manager': {
    mode: 'cloud',
    account: {},
    set: async ({ entra, idOf }) => {
      const wanda = { mail: 'wanda.howard@fabrikam.com', displayName: 'Wanda Howard', sendMail: false }
      const { id } = await entra.inviteGuest({ ...wanda, redirectUrl: 'https://myapps.microsoft.com' })
      await entra.addSponsor(id, idOf('01024'))
    },
  },
  'entra.roles: Of somebody who leaves': {
    mode: 'cloud',
    account: {},
    set: async ({ entra, idOf }) => {
      const holding = { userId: idOf('01024'), scope: '/', until: null }
      await entra.addRole({ ...holding, roleId: userAdministrator.id, by: 'pim' })
      await entra.addEligibility({ ...holding, roleId: globalReader.id })
    },
  },
  'entra.apps: Of somebody who leaves': {
    mode: 'cloud',
    account: {},
    set: async ({ entra, idOf }) => {
      await entra.addAppRole({ userId: idOf('01024'), applicationId: expenses.id, roleId: DEFAULT_ACCESS })
    },
  },
  'entra.consents: Of somebody who leaves': {
    mode: 'cloud',
    account: {},
    set: async ({ entra, idOf }) => {
      const scope = 'Calendars.Read User.Read'
      const [clientId, resourceId] = [calendarSync.id, microsoftGraph.id]
      await entra.addConsent({ userId: idOf('01024'), clientId, resourceId, scope })
    },
  },
  'entra.packages: Of somebody who leaves': {
    mode: 'cloud',
    account: {},
    set: async ({ packages, idOf }) => void packages.set(idOf('01024'), packagesBefore),
  },
  'mailbox.type: Keep the mail of somebody who left, without a licence': {
    mode: 'cloud',
    account: {},
    set: withMail(),
  },
  'mailbox.forward: To the manager': { mode: 'cloud', account: {}, set: withMail() },
  'mailbox.reply: Say who takes over': { mode: 'cloud', account: {}, set: withMail() },
  'mailbox.reply: Back again': {
    mode: 'cloud',
    account: {},
    set: withMail({ reply: { ...replyOff, status: 'alwaysEnabled', internal: 'Back soon' } }),
  },
  'mailbox.rules: Let no mail leave by a rule': { mode: 'cloud', account: {}, set: withMail({ rules: [awayRule] }) },
  'mailbox.access: The manager takes over, and the leaver is out of the mailboxes of others': {
    mode: 'cloud',
    account: {},
    set: async (company) => {
      await withMail()(company)
      company.mailboxes.give(sharedMailbox, 'info@contoso.com', { type: 'shared' })
      const grant = { mailbox: sharedMailbox, user: company.idOf('01024'), right: 'FullAccess' } as const
      company.mailboxes.allow({ ...grant, name: 'info@contoso.com' })
    },
  },
  'mailbox.hide: Nobody writes to somebody who left by accident': { mode: 'cloud', account: {}, set: withMail() },
  'mailbox.lists: Out of every list': {
    mode: 'cloud',
    account: {},
    set: ({ exchange, idOf }) => exchange.addListMember(salesList.id, idOf('01024')),
  },
  'mailbox.mobile: No mail on phones': { mode: 'cloud', account: {}, set: withPhone },
  'calendar.meetings: The meetings of a leaver': { mode: 'cloud', account: {}, set: withMeetings },
  'teams.phone: Of somebody who leaves': {
    mode: 'cloud',
    account: {},
    set: ({ entra, idOf }) => entra.assignTeamsNumber(idOf('01024'), adelesNumber),
  },
  'handover.secret: The first password, encrypted to the help desk': { mode: 'ad', before: newInAd },
  'wait.until: Until the mailbox is there': {
    mode: 'hybrid',
    account: { properties: { mail: null } },
    before: newInAd,
  },
  'wait.until: Until a time': { mode: 'ad', account: {} },
}

const examples = [...steps.values()].flatMap((step) =>
  step.examples.map((example) => ({ ...example, verb: step.verb, name: `${step.verb}: ${example.title}` })),
)

describe('the documented examples', () => {
  test.each(examples)('$name plans exactly what it says', async ({ name, yaml, verb, plans }) => {
    const { mode, account, before, set } = stages[name] as Stage
    const company = await contoso(mode, { exchange: true })
    if (account) await company.hire({ employeeId: '01024', name: 'Adele Vance', department: 'Sales', ...account })
    await set?.(company)

    const plan = value(await planWith(company, [...(before ? [before] : []), yaml].join('\n')))
    const step = /^- id: (\S+)/.exec(yaml)?.[1] ?? verb

    expect(plan.changes.filter((change) => change.step === step).map(({ summary }) => summary)).toEqual(plans)
  })

  test('are all on a stage, and every step has one', () => {
    expect(Object.keys(stages).sort()).toEqual(examples.map(({ name }) => name).sort())
    expect(new Set(examples.map(({ verb }) => verb))).toEqual(new Set(steps.keys()))
  })
})
