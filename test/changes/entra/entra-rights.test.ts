import { describe, expect, test } from 'vitest'
import { type Change, kindOf } from '../../../src/changes/change.ts'
import { DEFAULT_ACCESS, GLOBAL_ADMINISTRATOR } from '../../../src/model/entra-rights.ts'
import { canonicalJson } from '../../../src/model/json.ts'
import { planOf } from '../../runner/support/plans.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { applyContext, projectX } from '../../support/memory-directory.ts'
import {
  calendarSync,
  crm,
  expenses,
  globalReader,
  microsoftGraph,
  userAdministrator,
} from '../../support/memory-rights.ts'
import { runBench } from '../../support/undo-runs.ts'
import { holds, make } from '../support.ts'

const MIRIAM = '00101'
const ALEX = '00102'
const LATER = '2099-12-31T00:00:00Z'
const UNIT = '/administrativeUnits/7d3a1f0e-0000-4000-8000-000000000001'

const userIn = (company: Contoso, key = MIRIAM) => ({ id: company.idOf(key), name: `${key}@contoso.com` })
const roleRef = ({ id, displayName }: typeof globalReader) => ({ id, name: displayName })
const shared = (company: Contoso) => ({
  user: userIn(company),
  role: roleRef(userAdministrator),
  scope: '/',
  until: null,
})

/** Miriam with one right of every sort, and the changes that take them all. */
const withRights = async (company: Contoso): Promise<readonly Change[]> => {
  const { entra } = company
  const user = userIn(company)
  const role = { userId: user.id, by: 'pim' } as const
  await entra.addRole({ ...role, roleId: userAdministrator.id, scope: '/', until: null })
  await entra.addRole({ ...role, roleId: globalReader.id, scope: UNIT, until: LATER })
  await entra.addEligibility({ userId: user.id, roleId: globalReader.id, scope: '/', until: LATER })
  const { id: assignment } = await entra.addAppRole({
    userId: user.id,
    applicationId: expenses.id,
    roleId: DEFAULT_ACCESS,
  })
  const scope = 'Mail.Read User.Read'
  const consent = await entra.addConsent({
    userId: user.id,
    clientId: calendarSync.id,
    resourceId: microsoftGraph.id,
    scope,
  })
  await entra.addOwner({ ...projectX, type: 'group' }, user.id)
  const [active, scoped] = [...(await entra.heldRoles(user.id))].sort((a, b) => a.scope.length - b.scope.length)
  const owned = { object: { id: projectX.id, name: 'Project X' }, type: 'group' } as const
  return [
    { kind: 'entra.role.remove', ...shared(company), by: 'pim', assignment: { id: active?.id ?? '', name: 'active' } },
    {
      kind: 'entra.role.remove',
      user,
      role: roleRef(globalReader),
      scope: UNIT,
      until: LATER,
      by: 'pim',
      assignment: { id: scoped?.id ?? '', name: 'scoped' },
    },
    { kind: 'entra.eligibility.remove', user, role: roleRef(globalReader), scope: '/', until: LATER },
    {
      kind: 'entra.app-role.remove',
      user,
      application: { id: expenses.id, name: 'Expenses' },
      role: { id: DEFAULT_ACCESS, name: 'default access' },
      assignment: { id: assignment, name: 'default access' },
    },
    {
      kind: 'entra.consent.remove',
      user,
      client: { id: calendarSync.id, name: 'Calendar Sync' },
      resource: { id: microsoftGraph.id, name: 'Microsoft Graph' },
      scope,
      consent: { id: consent.id, name: scope },
    },
    { kind: 'entra.owner.add', ...owned, owner: userIn(company, ALEX), ownerName: 'Alex Wilber' },
    { kind: 'entra.owner.remove', ...owned, owner: user, ownerName: 'Miriam Graham' },
  ]
}

/** Everything that Miriam has, ids of assignments apart, which are others after they were given back. */
const rightsOf = async ({ entra, idOf }: Contoso): Promise<string> => {
  const id = idOf(MIRIAM)
  const eligible = await entra.eligibleRoles(id)
  const withoutId = <T extends { readonly id: string }>(all: readonly T[]) => all.map(({ id: _id, ...rest }) => rest)
  return canonicalJson({
    roles: withoutId(await entra.heldRoles(id)) as never,
    eligible: (eligible.readable ? withoutId(eligible.roles) : []) as never,
    apps: withoutId(await entra.appRolesOf(id)) as never,
    consents: withoutId(await entra.consentsOf(id)) as never,
    owned: (await entra.ownedBy(id)) as never,
    owners: (await entra.ownersOf({ type: 'group', id: projectX.id })) as never,
  })
}

const planned = (changes: readonly Change[]) =>
  planOf([{ key: MIRIAM, changes: changes.map((change, at) => ({ id: `c${at}`, change })) }])

describe('every right', () => {
  test('holds as taken only once it is, shows what is there, and is given back by its inverse', async () => {
    const company = await contoso('cloud')
    for (const change of await withRights(company)) {
      const kind = kindOf(change)
      const context = applyContext()
      const before = await kind.found?.(change, company.readers, context)
      expect(await holds(company, change), change.kind).toBeNull()

      const made = await make(company, change)

      expect(await holds(company, change), change.kind).toEqual(made)
      expect(await kind.found?.(change, company.readers, context)).not.toEqual(before)
      const back = kind.inverse(change, made) as Change
      const again = await make(company, back)
      expect(await holds(company, back), back.kind).toEqual(again)
      expect(await holds(company, change), change.kind).toBeNull()
      await make(company, kindOf(back).inverse(back, again) as Change)
    }
  })

  test('is taken by a run and brought back by undo, to the same digest', async () => {
    const company = await contoso('cloud')
    const changes = await withRights(company)
    const bench = runBench(company)
    const untouched = await rightsOf(company)

    const run = await bench.apply(planned(changes))
    const taken = await rightsOf(company)
    const undo = await bench.apply(await bench.undoPlan(run.id))

    expect([run.status, undo.status, undo.faults]).toEqual(['done', 'done', []])
    expect(JSON.parse(taken)).toMatchObject({ roles: [], eligible: [], apps: [], consents: [], owned: [] })
    expect(JSON.parse(await rightsOf(company))).toEqual(JSON.parse(untouched))
    expect((await bench.undoPlan(run.id)).changes).toEqual([])
  })

  test('reads as one line', async () => {
    const company = await contoso('cloud')
    const lines = (await withRights(company)).map((change) => kindOf(change).describe(change).summary)

    expect(lines).toEqual([
      'take the admin role User Administrator from 00101@contoso.com',
      'take the admin role Global Reader for administrativeUnits/7d3a1f0e-0000-4000-8000-000000000001 until 2099-12-31T00:00:00Z from 00101@contoso.com',
      'no longer let 00101@contoso.com switch on the admin role Global Reader until 2099-12-31T00:00:00Z',
      'take Expenses (default access) from 00101@contoso.com',
      'withdraw the consent of 00101@contoso.com to Calendar Sync: Mail.Read, User.Read on Microsoft Graph',
      'make Alex Wilber an owner of Project X',
      'remove Miriam Graham from the owners of Project X',
    ])
  })
})

describe('a role', () => {
  test('that would have ended meanwhile is not given back, and undo says so', async () => {
    const company = await contoso('cloud')
    const bench = runBench(company)
    const until = new Date(company.clock.now() + 3_600_000).toISOString()
    const user = userIn(company)
    await company.entra.addRole({ userId: user.id, roleId: userAdministrator.id, scope: '/', by: 'pim', until })
    const [held] = await company.entra.heldRoles(user.id)
    const change = {
      kind: 'entra.role.remove',
      ...shared(company),
      until,
      by: 'pim',
      assignment: { id: held?.id ?? '', name: 'held' },
    } as const
    const run = await bench.apply(planned([change]))
    await company.clock.sleep(2 * 3_600_000)

    const undo = await bench.undoPlan(run.id)

    expect(undo.changes).toEqual([])
    expect(JSON.stringify(undo.people)).toContain(`it would have ended by itself on ${until}`)
  })

  test('that its holder switched on is switched on by nobody else', async () => {
    const company = await contoso('cloud')
    const change = {
      kind: 'entra.role.remove',
      ...shared(company),
      by: 'pim',
      assignment: { id: 'a', name: 'a' },
      activated: true,
    } as const

    expect(kindOf(change).inverse(change, { id: 'a' })).toEqual({
      irreversible: expect.stringContaining('by that person alone'),
    })
  })

  test('of the last Global Administrator is refused right before the write', async () => {
    const company = await contoso('cloud')
    const bench = runBench(company)
    const user = userIn(company)
    await company.entra.addRole({ userId: user.id, roleId: GLOBAL_ADMINISTRATOR, scope: '/', by: 'pim', until: null })
    const role = { id: GLOBAL_ADMINISTRATOR, name: 'Global Administrator' }
    const change = {
      kind: 'entra.role.remove',
      ...shared(company),
      role,
      by: 'pim',
      assignment: { id: 'a', name: 'a' },
    } as const

    const run = await bench.apply(planned([change]))

    expect(run.faults.map(({ code }) => code)).toEqual(['entra/last-administrator'])
    expect((await company.entra.heldRoles(user.id)).map(({ roleId }) => roleId)).toEqual([GLOBAL_ADMINISTRATOR])
  })
})

describe('the last owner', () => {
  test('stays, where the other one went after planning: nothing is sent', async () => {
    const company = await contoso('cloud')
    const bench = runBench(company)
    const app = { id: crm.id, name: 'CRM' }
    const change = {
      kind: 'entra.owner.remove',
      object: app,
      type: 'servicePrincipal',
      owner: userIn(company),
      ownerName: 'Miriam Graham',
    } as const
    await company.entra.addOwner({ id: crm.id, type: 'servicePrincipal', displayName: 'CRM' }, company.idOf(MIRIAM))

    const run = await bench.apply(planned([change]))

    expect(run.faults.map(({ code, message }) => [code, message])).toEqual([
      [
        'entra/last-owner',
        'Miriam Graham is the last owner of the enterprise application CRM and stays it. Nothing was changed.',
      ],
    ])
    expect((await company.entra.ownersOf({ type: 'servicePrincipal', id: crm.id })).map(({ id }) => id)).toEqual([
      company.idOf(MIRIAM),
    ])
  })
})
