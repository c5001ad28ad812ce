import { describe, expect, test } from 'vitest'
import { type Change, kindOf } from '../../../src/changes/change.ts'
import { entraLicenceAssign } from '../../../src/changes/entra/entra-licence-assign.ts'
import { applyContext, e3, f1, memoryDirectory, salesTeam } from '../../support/memory-directory.ts'
import { holds, make } from '../support.ts'

const adele = {
  accountEnabled: true,
  displayName: 'Adele Vance',
  mailNickname: 'adele.vance',
  userPrincipalName: 'adele.vance@contoso.com',
  employeeId: '00123',
  usageLocation: 'PL',
}
const addAdele = {
  kind: 'entra.user.add',
  properties: adele,
  mustChangePassword: true,
  avoid: ['Adele', 'Vance'],
  key: { property: 'employeeId', value: '00123' },
} as const

const withAdele = async () => {
  const directory = await memoryDirectory()
  const { id } = await make(directory, addAdele)
  return { directory, user: { id: String(id), name: adele.userPrincipalName } }
}

describe('a user who is added', () => {
  test('reads with all values and holds where key and sign-in name are the planned ones', async () => {
    const { directory, user } = await withAdele()
    const { summary, target, after } = kindOf(addAdele).describe(addAdele)

    expect({ summary, target }).toEqual({
      summary: 'create cloud account adele.vance@contoso.com',
      target: { type: 'account', id: null, name: 'adele.vance@contoso.com' },
    })
    expect(after).toMatchObject({ ...adele, password: '(generated)' })
    expect(await holds(directory, addAdele)).toEqual({ id: user.id })
    const other = { ...addAdele, properties: { ...adele, userPrincipalName: 'adele@contoso.com' } }
    expect(await holds(directory, other)).toBeNull()
  })

  test('is taken back by deleting; a lost password is made anew for the account that is there', async () => {
    const { directory, user } = await withAdele()
    const remove = kindOf(addAdele).inverse(addAdele, user) as Change

    const again = kindOf(addAdele).reissue?.(addAdele, user)
    await make(directory, remove)

    expect(again).toEqual({
      kind: 'entra.password.set',
      target: user,
      avoid: ['Adele', 'Vance'],
      mustChange: true,
    })
    expect([await holds(directory, addAdele), await holds(directory, remove)]).toEqual([null, { id: user.id }])
    expect(kindOf(remove).hazards(remove)).toEqual(['deletes-data', 'locks-out'])
  })
})

describe('changed properties', () => {
  test('hold once they are written, and not while one of them differs', async () => {
    const { directory, user } = await withAdele()
    const changes = { jobTitle: { before: null, after: 'Clerk' }, usageLocation: { before: 'PL', after: 'DE' } }
    const change = { kind: 'entra.user.modify', target: user, changes } as const
    const before = await holds(directory, change)

    const made = await make(directory, change)

    expect([before, await holds(directory, change)]).toEqual([null, made])
    const back = kindOf(change).inverse(change, made) as Change
    await make(directory, back)
    expect((await directory.entra.user(user.id))?.properties).toMatchObject({ usageLocation: 'PL' })
    expect((await directory.entra.user(user.id))?.properties).not.toHaveProperty('jobTitle')
  })

  test('count an empty list, null and absence as the same', async () => {
    const { directory, user } = await withAdele()
    const change = (property: string, after: null | readonly string[]) =>
      ({ kind: 'entra.user.modify', target: user, changes: { [property]: { before: 'x', after } } }) as const

    expect(await holds(directory, change('otherMails', null))).not.toBeNull()
    expect(await holds(directory, change('jobTitle', []))).not.toBeNull()
  })

  test.each([
    [
      'enable cloud account adele.vance@contoso.com',
      ['grants-access'],
      { accountEnabled: { before: false, after: true } },
    ],
    [
      'disable cloud account adele.vance@contoso.com',
      ['locks-out'],
      { accountEnabled: { before: true, after: false } },
    ],
    [
      'change city, jobTitle of adele.vance@contoso.com',
      [],
      { city: { before: null, after: 'x' }, jobTitle: { before: null, after: 'y' } },
    ],
  ])('%s, with the hazards %j', (summary, hazards, changes) => {
    const change = { kind: 'entra.user.modify', target: { id: 'a', name: 'adele.vance@contoso.com' }, changes } as const

    expect(kindOf(change).describe(change as never).summary).toBe(summary)
    expect(kindOf(change).hazards(change as never)).toEqual(hazards)
  })
})

test('a manager is set, exchanged and removed, each taken back by the other way round', async () => {
  const { directory, user } = await withAdele()
  const boss = async (name: string) => {
    const properties = { ...adele, userPrincipalName: `${name}@contoso.com`, displayName: name, employeeId: name }
    const { id } = await make(directory, { ...addAdele, properties, key: { property: 'employeeId', value: name } })
    return { id: String(id), name: `${name}@contoso.com` }
  }
  const [patti, megan] = [await boss('patti'), await boss('megan')]
  const set = (manager: typeof patti | null, before: typeof patti | null) =>
    ({ kind: 'entra.manager.set', user, manager, before }) as const
  const seen: unknown[] = []

  for (const change of [set(patti, null), set(megan, patti), set(null, megan)]) {
    const made = await make(directory, change)
    const back = kindOf(change).inverse(change, made) as Change
    seen.push([
      (await directory.entra.manager(user.id))?.id ?? null,
      await holds(directory, change),
      await holds(directory, back),
    ])
  }

  expect(seen).toEqual([
    [patti.id, { id: user.id }, null],
    [megan.id, { id: user.id }, null],
    [null, { id: user.id }, null],
  ])
  const unborn = set({ madeBy: 'c9', name: 'x' } as never, null)
  expect(kindOf(unborn).describe(unborn).after).toEqual({ manager: { knownAfter: 'c9' } })
})

test('a cloud group is joined and left, each taken back by the other', async () => {
  const { directory, user } = await withAdele()
  const group = { id: salesTeam.id, name: 'Sales Team' }
  const add = {
    kind: 'entra.member.add',
    group,
    member: user,
    groupName: 'Sales Team',
    memberName: 'Adele Vance',
  } as const

  const made = await make(directory, add)
  const joined = await holds(directory, add)
  const remove = kindOf(add).inverse(add, made) as Change
  await make(directory, remove)

  expect([joined, await holds(directory, add), await holds(directory, remove)]).toEqual([made, null, made])
  expect(kindOf(remove).describe(remove).summary).toBe('remove Adele Vance from Sales Team')
})

describe('licences', () => {
  const [yammer = '', sway = ''] = e3.servicePlans.map(({ servicePlanId }) => servicePlanId)
  const licence = (sku: typeof e3, disabledPlans: readonly string[] = []) => ({
    skuId: sku.skuId,
    skuPartNumber: sku.skuPartNumber,
    disabledPlans,
    disabledPlanNames: sku.servicePlans
      .filter((plan) => disabledPlans.includes(plan.servicePlanId))
      .map((plan) => plan.servicePlanName),
  })

  test('are assigned, changed and removed, and come back as they were', async () => {
    const { directory, user } = await withAdele()
    const assign = { kind: 'entra.licence.assign', user, add: [licence(e3, [yammer])], remove: [] } as const
    const change = {
      kind: 'entra.licence.assign',
      user,
      add: [{ ...licence(e3, [sway]), disabledBefore: [yammer] }, licence(f1)],
      remove: [],
    } as const
    const swap = { kind: 'entra.licence.assign', user, add: [], remove: [licence(e3, [sway])] } as const
    const states: string[] = []
    const look = async () => void states.push(JSON.stringify(await directory.entra.licencesOf(user.id)))

    await look()
    const done: Change[] = []
    for (const one of [assign, change, swap]) {
      expect(await holds(directory, one)).toBeNull()
      const made = await make(directory, one)
      expect(await holds(directory, one)).toEqual({ id: user.id })
      done.unshift(kindOf(one).inverse(one, made) as Change)
      await look()
    }
    for (const back of done) {
      await make(directory, back)
      await look()
    }

    expect(states.slice(3)).toEqual(states.slice(0, 4).reverse())
  })

  test('read as what is assigned, changed and removed, and cost a seat only when new', () => {
    const user = { id: 'a', name: 'adele.vance@contoso.com' }
    const change = {
      kind: 'entra.licence.assign',
      user,
      add: [licence(e3, [yammer]), { ...licence(f1), disabledBefore: [yammer] }],
      remove: [licence(e3)],
    } as const

    expect(entraLicenceAssign.describe(change)).toEqual({
      target: { type: 'licence', id: 'a', name: user.name },
      summary:
        'assign SPE_E3 without YAMMER_ENTERPRISE to adele.vance@contoso.com, change SPE_F1 of adele.vance@contoso.com, remove SPE_E3 from adele.vance@contoso.com',
      before: { licences: ['SPE_F1', 'SPE_E3'] },
      after: { licences: ['SPE_E3 without YAMMER_ENTERPRISE', 'SPE_F1'] },
      count: 'modify',
    })
    expect(entraLicenceAssign.hazards(change)).toEqual(['costs-licence', 'revokes-access'])
    expect(entraLicenceAssign.hazards({ ...change, add: change.add.slice(1), remove: [] })).toEqual([])
  })

  test('inherited through a group are not held directly', async () => {
    const { directory, user } = await withAdele()
    const inherited = { skuId: e3.skuId, disabledPlans: [], group: salesTeam.id, state: 'Active' }
    const entra = { ...directory.entra, licencesOf: async () => [inherited] }
    const change = { kind: 'entra.licence.assign', user, add: [licence(e3)], remove: [] } as const

    expect(await kindOf(change).holds(change, { ...directory.readers, entra }, applyContext())).toBeNull()
  })
})

describe('a temporary access pass', () => {
  const pass = (user: { id: string; name: string }) =>
    ({ kind: 'entra.pass.issue', user, lifetimeInMinutes: 60, usableOnce: true }) as const

  test('is kept for hand-over, holds while it is usable, and is deleted to take it back', async () => {
    const { directory, user } = await withAdele()
    const issue = pass(user)
    const own = applyContext(new Map(), 'c1')

    const made = await kindOf(issue).apply(issue, directory.writers, own)

    expect(own.secrets.has('c1')).toBe(true)
    expect(await holds(directory, issue)).toEqual(made)
    const remove = kindOf(issue).inverse(issue, made) as Change
    await make(directory, remove)
    expect([await holds(directory, issue), await holds(directory, remove)]).toEqual([null, made])
    expect(kindOf(issue).reissue?.(issue, made)).toEqual(issue)
  })

  test('that begins later is told from others by its beginning', async () => {
    const { directory, user } = await withAdele()
    const later = { ...pass(user), start: '2026-12-07T08:00:00+01:00' }

    await make(directory, later)

    expect(await holds(directory, later)).not.toBeNull()
    expect(await holds(directory, { ...later, start: '2026-12-07T07:00:00Z' })).not.toBeNull()
    expect(await holds(directory, { ...later, start: '2026-12-07T08:00:00Z' })).toBeNull()
    expect(await holds(directory, pass(user))).toBeNull()
  })
})
