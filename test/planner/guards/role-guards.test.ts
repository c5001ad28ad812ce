import { describe, expect, test } from 'vitest'
import type { Change } from '../../../src/changes/change.ts'
import { GLOBAL_ADMINISTRATOR, type HeldRole } from '../../../src/model/entra-rights.ts'
import { defaultPolicy, type Policy, type PrivilegeRule } from '../../../src/model/policy.ts'
import { type Contoso, contoso, tenantAdmins } from '../../support/contoso.ts'
import { type Guarded, guardsOf } from '../../support/guards-of.ts'
import { globalReader, userAdministrator } from '../../support/memory-rights.ts'

const MIRIAM = '00101'
const UPN = 'miriam.graham@contoso.com'

const user = (company: Contoso) => ({ id: company.idOf(MIRIAM), name: UPN })

const disable = (company: Contoso): Change => ({
  kind: 'entra.user.modify',
  target: user(company),
  changes: { accountEnabled: { before: true, after: false } },
})

const takeRole = (company: Contoso, role = userAdministrator): Change => ({
  kind: 'entra.role.remove',
  user: user(company),
  role: { id: role.id, name: role.displayName },
  scope: '/',
  until: null,
  by: 'pim',
  assignment: { id: 'assignment', name: role.displayName },
})

const giveRole = (company: Contoso): Change => ({
  kind: 'entra.role.add',
  user: user(company),
  role: { id: globalReader.id, name: globalReader.displayName },
  scope: '/',
  until: null,
  by: 'pim',
})

const give = async (company: Contoso, more: Partial<HeldRole> = {}): Promise<void> => {
  const role = {
    userId: company.idOf(MIRIAM),
    roleId: userAdministrator.id,
    scope: '/',
    until: null,
    by: 'pim',
  } as const
  await company.entra.addRole({ ...role, ...more })
}

const asked = async (
  company: Contoso,
  changes: readonly Change[],
  rules: readonly Partial<PrivilegeRule>[] = [],
  more: Partial<Policy> = {},
): Promise<Guarded['verdicts']> => {
  const privilege = rules.map((rule) => ({
    playbook: 'offboard',
    groups: [],
    accounts: [],
    ous: [],
    count: 1,
    ...rule,
  }))
  const policy = { ...more, privilege }
  return (await guardsOf(company.readers, { [MIRIAM]: changes }, { policy, playbook: 'offboard' })).verdicts
}

const offboarding = (company: Contoso): readonly Change[] => [takeRole(company), disable(company)]

describe('somebody who holds an admin role', () => {
  test('is not offboarded without a rule, and the hint is the rule', async () => {
    const company = await contoso('cloud')
    await give(company)

    const verdict = (await asked(company, offboarding(company)))['protected']

    expect(verdict).toMatchObject({
      verdict: 'refused',
      because: 'Miriam Graham holds the admin role User Administrator',
      hint: expect.stringContaining('privilege: [{ playbook: offboard, holders: [User Administrator] }]'),
    })
    expect(verdict?.approvers).toBeUndefined()
  })

  test.each([
    ['by the name of the role', { holders: ['user administrator'] }],
    ['by the id of the role', { holders: [userAdministrator.id] }],
    ['as any holder', { holders: 'all' }],
    ['by the account itself', { accounts: [UPN] }],
  ] as const)('is offboarded with a second person where the policy lets it %s', async (_how, rule) => {
    const company = await contoso('cloud')
    await give(company)

    const verdicts = await asked(company, offboarding(company), [rule])

    expect(verdicts['protected']).toMatchObject({
      verdict: 'needs-approval',
      approvers: { count: 1, requesterCounts: false },
    })
    expect(verdicts['privilege']).toMatchObject({ verdict: 'ok' })
  })

  test.each([
    ['another playbook', { playbook: 'onboard', holders: 'all' }],
    ['another role', { holders: ['Global Reader'] }],
    ['what may be given', { roles: ['User Administrator'] }],
  ] as const)('is not, where the rule is about %s', async (_what, rule) => {
    const company = await contoso('cloud')
    await give(company)

    expect((await asked(company, offboarding(company), [rule]))['protected']).toMatchObject({ verdict: 'refused' })
  })

  test('is protected by every role held: one that the rule does not name is enough', async () => {
    const company = await contoso('cloud')
    await give(company)
    await give(company, { roleId: globalReader.id })

    const verdict = (await asked(company, offboarding(company), [{ holders: ['User Administrator'] }]))['protected']

    expect(verdict).toMatchObject({
      verdict: 'refused',
      hint: expect.stringContaining('holders: [Global Reader, User Administrator]'),
    })
  })

  test('is seen where the role counts for a part of the tenant', async () => {
    const company = await contoso('cloud')
    await give(company, { scope: '/administrativeUnits/7d3a1f0e-0000-4000-8000-000000000001' })

    expect((await asked(company, [disable(company)]))['protected']).toMatchObject({
      verdict: 'refused',
      because: expect.stringContaining('holds the admin role User Administrator for administrativeUnits/7d3a1f0e'),
    })
  })

  test('is seen where the role can only be switched on', async () => {
    const company = await contoso('cloud')
    await company.entra.addEligibility({
      userId: company.idOf(MIRIAM),
      roleId: globalReader.id,
      scope: '/',
      until: null,
    })

    expect((await asked(company, [disable(company)]))['protected']).toMatchObject({
      verdict: 'refused',
      because: 'Miriam Graham may switch on the admin role Global Reader',
    })
    expect((await asked(company, [disable(company)], [{ holders: ['Global Reader'] }]))['protected']).toMatchObject({
      verdict: 'needs-approval',
    })
  })

  test('is seen through a group that may hold roles, which a rule names like a role', async () => {
    const company = await contoso('cloud')
    await company.entra.addMember(tenantAdmins.id, company.idOf(MIRIAM))

    expect((await asked(company, [disable(company)]))['protected']).toMatchObject({
      verdict: 'refused',
      hint: expect.stringContaining('holders: [Tenant Admins]'),
    })
    expect((await asked(company, [disable(company)], [{ holders: ['Tenant Admins'] }]))['protected']).toMatchObject({
      verdict: 'needs-approval',
    })
  })

  test('stays refused where something else protects the account too', async () => {
    const company = await contoso('hybrid')
    const [entra] = await company.entra.usersBy('employeeId', MIRIAM)
    const id = entra?.id ?? ''
    await company.entra.addRole({ userId: id, roleId: userAdministrator.id, scope: '/', until: null, by: 'pim' })
    await company.view.sync.ad?.modify(company.idOf(MIRIAM), [
      { op: 'replace', attribute: 'adminCount', values: ['1'] },
    ])
    const change = { ...disable(company), target: { id, name: UPN } } as Change

    expect((await asked(company, [change], [{ holders: 'all' }]))['protected']).toMatchObject({
      verdict: 'refused',
      hint: expect.stringContaining(`accounts: [${UPN}]`),
    })
  })

  test('loses access by losing the role, and does not where another takes its place', async () => {
    const company = await contoso('cloud')
    await give(company)
    const losing = await guardsOf(company.readers, { [MIRIAM]: [takeRole(company)] })
    const moving = await guardsOf(company.readers, { [MIRIAM]: [takeRole(company), giveRole(company)] })

    expect([losing.loses[MIRIAM], moving.loses[MIRIAM]]).toEqual([['access'], undefined])
  })
})

describe('whatever the policy lets', () => {
  const everything = { holders: 'all', accounts: [UPN] } as const

  test('an account for emergencies keeps what it has', async () => {
    const company = await contoso('cloud')
    await give(company)
    const emergency = { protected: { ...defaultPolicy.protected, accounts: [UPN] } }

    const verdict = (await asked(company, offboarding(company), [everything], emergency))['protected']

    expect(verdict).toMatchObject({
      verdict: 'refused',
      because: expect.stringContaining('is protected by the policy'),
      hint: expect.stringContaining('No policy lets a playbook do this'),
    })
    expect(verdict?.approvers).toBeUndefined()
  })

  test('the last Global Administrator keeps the role', async () => {
    const company = await contoso('cloud')
    const global = { id: GLOBAL_ADMINISTRATOR, displayName: 'Global Administrator' }
    await give(company, { roleId: global.id })

    const verdict = (await asked(company, [takeRole(company, global)], [everything]))['protected']

    expect(verdict).toMatchObject({
      verdict: 'refused',
      because: expect.stringContaining('is the last Global Administrator who can sign in'),
    })
  })

  test('Joinery does not take its own role', async () => {
    const company = await contoso('cloud')
    await give(company)
    const privilege = [{ playbook: 'offboard', groups: [], ous: [], count: 1, ...everything }]
    const policy = { privilege } as Partial<Policy>
    const self = { entra: company.idOf(MIRIAM) }

    const { verdicts } = await guardsOf(
      company.readers,
      { [MIRIAM]: offboarding(company) },
      { policy, playbook: 'offboard', self },
    )

    expect(verdicts['protected']).toMatchObject({
      verdict: 'refused',
      because: expect.stringContaining('is the account that Joinery signs in with'),
    })
  })
})

describe('an admin role', () => {
  test('is given by no playbook alone, and the hint is the rule', async () => {
    const company = await contoso('cloud')

    expect((await asked(company, [giveRole(company)]))['privilege']).toMatchObject({
      verdict: 'refused',
      because: expect.stringContaining(`new privileges: Global Reader for ${MIRIAM}`),
      hint: expect.stringContaining('privilege: [{ playbook: offboard, roles: [Global Reader] }]'),
    })
  })

  test('is given with a second person where the policy lets the playbook', async () => {
    const company = await contoso('cloud')

    expect((await asked(company, [giveRole(company)], [{ roles: ['Global Reader'] }]))['privilege']).toMatchObject({
      verdict: 'needs-approval',
      approvers: { count: 1, requesterCounts: false },
    })
    expect((await asked(company, [giveRole(company)], [{ holders: 'all' }]))['privilege']).toMatchObject({
      verdict: 'refused',
    })
  })
})
