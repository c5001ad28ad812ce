import { describe, expect, test } from 'vitest'
import { peopleByRule, type RuleDeps } from '../../src/lookup/people-by-rule.ts'
import { immutableIdOf } from '../../src/model/immutable-id.ts'
import type { FindRule } from '../../src/model/people-rule.ts'
import type { EntraLookupReader, UserSignIns } from '../../src/ports/entra-lookup.ts'
import { type Contoso, contoso } from '../support/contoso.ts'
import { quickClock } from '../support/quick-clock.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const DAY_MS = 86_400_000
const EPOCH_MS = 11_644_473_600_000

const fileTimeOf = (daysAgo: number): string => `${NOW - daysAgo * DAY_MS + EPOCH_MS}0000`
const iso = (daysAgo: number): string => new Date(NOW - daysAgo * DAY_MS).toISOString()

interface Seen {
  readonly company: Contoso
  readonly users?: readonly UserSignIns[]
  readonly members?: { readonly [group: string]: readonly string[] }
  readonly leavers?: { readonly [employeeId: string]: string }
}

const lookupOf = ({ users = [], members = {} }: Seen): EntraLookupReader => ({
  usersLike: async () => [],
  users: async () => [],
  lastSignIn: async () => null,
  signIns: async () => users,
  membersOf: async (group) =>
    (members[group] ?? []).map((id) => ({ id, type: 'user', displayName: id, userPrincipalName: null })),
})

const found = async (seen: Seen, rule: Partial<FindRule>): Promise<readonly string[]> => {
  const { company, leavers = {} } = seen
  const deps: RuleDeps = {
    read: { ...company.readers, clock: quickClock(NOW) },
    lookup: company.readers.entra ? lookupOf(seen) : null,
    key: { ad: 'employeeID', entra: 'employeeId' },
    leavers: async () => new Map(Object.entries(leavers)),
  }
  const people = await peopleByRule(deps, { exceptGroups: [], ...rule })
  return people.map(({ employeeId, because }) => `${employeeId} ${because}`)
}

const hire = async (
  company: Contoso,
  employeeId: string,
  name: string,
  more: { [attribute: string]: string },
  enabled = true,
) => {
  const { lastLogonTimestamp, whenCreated, ...attributes } = more
  const id = await company.hire({ employeeId, name, enabled, attributes })
  const own = { lastLogonTimestamp, whenCreated }
  // Only AD itself writes these.
  for (const [attribute, value] of Object.entries(own))
    if (value !== undefined) await company.view.sync.ad?.modify(id, [{ op: 'replace', attribute, values: [value] }])
  return id
}

const inactive = { inactiveDays: 90 }

describe('accounts that nobody uses, in Active Directory', () => {
  test('are those whose last sign-in is too long ago, with two weeks for how late AD tells it', async () => {
    const company = await contoso('ad')
    await hire(company, '00201', 'Long Gone', { lastLogonTimestamp: fileTimeOf(120) })
    await hire(company, '00202', 'Just So', { lastLogonTimestamp: fileTimeOf(100) })
    await hire(company, '00203', 'Here Today', { lastLogonTimestamp: fileTimeOf(1) })
    await hire(company, '00204', 'Locked Out', { lastLogonTimestamp: fileTimeOf(400) }, false)

    expect(await found({ company }, inactive)).toEqual(['00201 last signed in on 2026-07-25'])
  })

  test('are those that were never used since they were made, and nobody of whom nothing is known', async () => {
    const company = await contoso('ad')
    await hire(company, '00201', 'Never Came', { whenCreated: '20260101080000.0Z' })
    await hire(company, '00202', 'Quite New', { whenCreated: '20261101080000.0Z' })
    await hire(company, '00203', 'Who Knows', {})

    expect(await found({ company }, inactive)).toEqual(['00201 never signed in, made on 2026-01-01'])
  })

  test('are looked for below an OU, outside of groups and of groups in them; a misspelt group is refused', async () => {
    const company = await contoso('ad')
    const gone = { lastLogonTimestamp: fileTimeOf(200) }
    await hire(company, '00201', 'Long Gone', gone)
    const kept = await hire(company, '00202', 'On Hold', gone)
    const inner = await company.ad.byDn(`CN=Circle A,OU=Groups,${company.base}`, [])
    await company.ad.addMember(inner?.id ?? '', kept)

    expect(await found({ company }, { ...inactive, ou: 'OU=Sales,OU=Staff', exceptGroups: ['Circle B'] })).toHaveLength(
      1,
    )
    expect(await found({ company }, { ...inactive, ou: 'OU=HR,OU=Staff' })).toEqual([])
    await expect(found({ company }, { ...inactive, exceptGroups: ['Circle C'] })).rejects.toMatchObject({
      code: 'lookup/unknown-group',
    })
  })
})

const user = (id: string, more: Partial<UserSignIns>): UserSignIns => ({
  id,
  employeeId: null,
  enabled: true,
  anchor: null,
  created: iso(700),
  lastSignIn: null,
  ...more,
})

describe('accounts that nobody uses, with Entra', () => {
  test('are in use while one of their two sides is', async () => {
    const company = await contoso('hybrid')
    const id = await hire(company, '00201', 'Only Mail', { lastLogonTimestamp: fileTimeOf(200) })
    const gone = await hire(company, '00202', 'Long Gone', { lastLogonTimestamp: fileTimeOf(200) })
    const users = [
      user('u1', { anchor: immutableIdOf(id), lastSignIn: iso(2) }),
      user('u2', { anchor: immutableIdOf(gone), lastSignIn: iso(150) }),
    ]

    expect(await found({ company, users }, inactive)).toEqual(['00202 last signed in on 2026-05-06'])
  })

  test('are those of the cloud too, unless they are nobody’s, blocked, new, or in a group', async () => {
    const company = await contoso('cloud')
    const users = [
      user('u1', { employeeId: '00201', lastSignIn: iso(100) }),
      user('u2', { lastSignIn: iso(100) }),
      user('u3', { employeeId: '00203', lastSignIn: iso(100), enabled: false }),
      user('u4', { employeeId: '00204', created: iso(10) }),
      user('u5', { employeeId: '00205', lastSignIn: iso(100) }),
    ]
    const salesTeam = (await company.readers.entra?.groupsNamed('Sales Team'))?.[0]
    const members = { [salesTeam?.id ?? '']: ['u5'] }

    expect(await found({ company, users, members }, { ...inactive, exceptGroups: ['Sales Team'] })).toEqual([
      '00201 last signed in on 2026-08-14',
    ])
  })
})

describe('who left a while ago', () => {
  const left = { leftDays: 30 }

  test('is disabled and carries the stamp of a day that is long enough ago', async () => {
    const company = await contoso('ad')
    await hire(company, '00201', 'Long Gone', { description: 'Left on 2026-10-01' }, false)
    await hire(company, '00202', 'Last Week', { description: 'Left on 2026-11-15' }, false)
    await hire(company, '00203', 'Back Again', { description: 'Left on 2026-10-01' })
    await hire(company, '00204', 'On Leave', { description: 'On leave since 2026-01-01' }, false)

    expect(await found({ company }, left)).toEqual(['00201 left on 2026-10-01'])
  })

  test('is known from runs where no directory keeps a stamp, and still blocked', async () => {
    const company = await contoso('cloud')
    await company.hire({
      employeeId: '00201',
      name: 'Long Gone',
      enabled: false,
      properties: { accountEnabled: false },
    })
    await company.hire({ employeeId: '00202', name: 'Back Again' })
    const leavers = { '00201': '2026-10-01', '00202': '2026-10-01', '00203': '2026-10-01' }

    expect(await found({ company, leavers }, left)).toEqual(['00201 left on 2026-10-01, by the record of runs'])
  })
})
