import { describe, expect, test } from 'vitest'
import type { Change } from '../../../src/changes/change.ts'
import type { HeldRole } from '../../../src/model/entra-rights.ts'
import type { GuardVerdict } from '../../../src/model/plan.ts'
import { defaultPolicy } from '../../../src/model/policy.ts'
import type { EntraReader } from '../../../src/ports/entra.ts'
import type { Readers } from '../../../src/ports/systems.ts'
import { type Contoso, contoso, tenantAdmins } from '../../support/contoso.ts'
import { type Guarded, guardsOf } from '../../support/guards-of.ts'
import { contosoDomain, salesTeam } from '../../support/memory-directory.ts'

const { base, domainSid } = contosoDomain
const MIRIAM = '00101'

const title = (company: Contoso, employeeId = MIRIAM): Change => ({
  kind: 'ad.entry.modify',
  type: 'account',
  target: { id: company.idOf(employeeId), name: 'CN=Miriam Graham' },
  changes: { title: { before: [], after: ['Clerk'] } },
})

const jobTitle = (company: Contoso): Change => ({
  kind: 'entra.user.modify',
  target: { id: company.idOf(MIRIAM), name: 'miriam.graham@contoso.com' },
  changes: { jobTitle: { before: null, after: 'Clerk' } },
})

/** Sets what only AD itself sets. */
const mark = async ({ view }: Contoso, id: string, values: { readonly [attribute: string]: string }): Promise<void> => {
  const replaced = Object.entries(values).map(
    ([attribute, value]) => ({ op: 'replace', attribute, values: [value] }) as const,
  )
  await view.sync.ad?.modify(id, replaced)
}

const groupId = async ({ ad }: Contoso, name: string): Promise<string> =>
  (await ad.byDn(`CN=${name},OU=Groups,${base}`, []))?.id ?? ''

const verdictOn = async (
  readers: Readers,
  change: Change,
  asked: Parameters<typeof guardsOf>[2] = {},
): Promise<GuardVerdict | undefined> => (await guardsOf(readers, { [MIRIAM]: [change] }, asked)).verdicts['protected']

/** A tenant in which users hold roles. */
const withRoles = (company: Contoso, entra: Partial<EntraReader>): Readers => ({
  ...company.readers,
  entra: { ...company.entra, ...entra },
})

const role = (roleName: string, roleId: string, more: Partial<HeldRole> = {}): HeldRole => ({
  id: 'f1e1d1c1-0000-4000-8000-000000000001',
  roleId,
  roleName,
  scope: '/',
  by: 'pim',
  until: null,
  activated: false,
  throughGroup: false,
  ...more,
})
const globalAdministrator = role('Global Administrator', '62e90394-69f5-4237-9190-012177145e10')
const userAdministrator = role('User Administrator', 'fe930be7-5e62-47db-91af-98c3a49a38b1')

describe('an account in Active Directory may be changed', () => {
  test('where nothing protects it', async () => {
    const company = await contoso('ad')

    expect(await verdictOn(company.readers, title(company))).toEqual({ name: 'protected', verdict: 'ok' })
  })
})

describe('not even the title is changed of', () => {
  const refused: readonly (readonly [string, (company: Contoso, id: string) => Promise<void>, string])[] = [
    ['an account that AD marks as privileged', (company, id) => mark(company, id, { adminCount: '1' }), 'adminCount'],
    ['the built-in Administrator', (company, id) => mark(company, id, { objectSid: `${domainSid}-500` }), 'RID 500'],
    ['the built-in Guest', (company, id) => mark(company, id, { objectSid: `${domainSid}-501` }), 'RID 501'],
    ['krbtgt', (company, id) => mark(company, id, { objectSid: `${domainSid}-502` }), 'RID 502'],
    [
      'a member of Domain Admins, whatever that is called',
      async (company, id) => company.ad.addMember(await groupId(company, 'Wizards'), id),
      'is in Wizards',
    ],
    [
      'a member of a group in a group of Domain Admins',
      async (company, id) => company.ad.addMember(await groupId(company, 'Night Shift'), id),
      'is in Night Shift, which is in Server Team, which is in Wizards',
    ],
    [
      'a member of the built-in Administrators',
      async (company, id) => company.ad.addMember(await groupId(company, 'Administrators'), id),
      'is in Administrators',
    ],
    [
      'a member of DnsAdmins, which has its rights by its name',
      async (company, id) => company.ad.addMember(await groupId(company, 'DnsAdmins'), id),
      'is in DnsAdmins',
    ],
    [
      'somebody whose primary group is Domain Admins',
      (company, id) => mark(company, id, { objectSid: `${domainSid}-1200`, primaryGroupID: '512' }),
      'is in Wizards',
    ],
  ]

  test.each(refused)('%s', async (_who, make, because) => {
    const company = await contoso('ad')
    await make(company, company.idOf(MIRIAM))

    const verdict = await verdictOn(company.readers, title(company))

    expect(verdict).toMatchObject({ verdict: 'refused', because: expect.stringContaining(because) })
    expect(verdict?.approvers).toBeUndefined()
  })

  test('a member of Domain Admins ten groups away', async () => {
    const company = await contoso('ad')
    let parent = await groupId(company, 'Wizards')
    for (let depth = 1; depth <= 10; depth += 1) {
      const attributes = { objectClass: ['group'], sAMAccountName: [`Level ${depth}`] }
      const { id } = await company.ad.add({ dn: `CN=Level ${depth},OU=Groups,${base}`, attributes })
      await company.ad.addMember(parent, id)
      parent = id
    }
    await company.ad.addMember(parent, company.idOf(MIRIAM))

    expect(await verdictOn(company.readers, title(company))).toMatchObject({ verdict: 'refused' })
  })

  test('somebody whose stand-in from another domain is in Domain Admins', async () => {
    const company = await contoso('ad')
    const sid = 'S-1-5-21-1-2-3-1234'
    await mark(company, company.idOf(MIRIAM), { objectSid: sid })
    await company.ad.add({ dn: `CN=ForeignSecurityPrincipals,${base}`, attributes: { objectClass: ['container'] } })
    const dn = `CN=${sid},CN=ForeignSecurityPrincipals,${base}`
    const { id } = await company.ad.add({ dn, attributes: { objectClass: ['foreignSecurityPrincipal'] } })
    await company.ad.addMember(await groupId(company, 'Wizards'), id)

    expect(await verdictOn(company.readers, title(company))).toMatchObject({ verdict: 'refused' })
  })

  test.each([
    ['svc-joinery@contoso.com'],
    ['svc-joinery@corp.contoso.com'],
    ['CORP\\svc-joinery'],
    ['svc-joinery'],
    [`cn=svc joinery,ou=it,ou=staff,${base}`],
  ])('the account that Joinery signs in with as %s', async (self) => {
    const company = await contoso('ad')
    await company.hire({ employeeId: 'S1', name: 'svc joinery', username: 'svc-joinery', department: 'IT' })

    expect(await verdictOn(company.readers, title(company, 'S1'), { self: { ad: self } })).toMatchObject({
      verdict: 'refused',
      because: 'svc joinery is the account that Joinery signs in with',
    })
    expect(await verdictOn(company.readers, title(company), { self: { ad: self } })).toMatchObject({ verdict: 'ok' })
  })

  test.each([
    ['00101'],
    ['miriam.graham'],
    ['MIRIAM.GRAHAM@contoso.com'],
    [`CN=Miriam Graham,OU=Sales,OU=Staff,${base}`],
  ])('an account that the policy protects as %s', async (name) => {
    const company = await contoso('ad')
    const policy = { protected: { ...defaultPolicy.protected, accounts: [name] } }

    expect(await verdictOn(company.readers, title(company), { policy })).toMatchObject({
      verdict: 'refused',
      because: 'Miriam Graham is protected by the policy',
    })
    expect(await verdictOn(company.readers, title(company, '00102'), { policy })).toMatchObject({ verdict: 'ok' })
  })

  test('somebody below an OU that the policy protects; and nobody is put there', async () => {
    const company = await contoso('ad')
    const policy = { protected: { ...defaultPolicy.protected, ous: ['OU=HR,OU=Staff'] } }
    const move: Change = {
      kind: 'ad.entry.move',
      type: 'account',
      target: { id: company.idOf(MIRIAM), name: 'CN=Miriam Graham' },
      from: `CN=Miriam Graham,OU=Sales,OU=Staff,${base}`,
      to: `CN=Miriam Graham,OU=HR,OU=Staff,${base}`,
    }
    const add: Change = {
      kind: 'ad.entry.add',
      type: 'account',
      dn: `CN=Adele Vance,OU=HR,OU=Staff,${base}`,
      key: { attribute: 'employeeID', value: '01024' },
      attributes: { userAccountControl: ['514'] },
    }

    for (const change of [title(company, '00102'), move, add])
      expect(await verdictOn(company.readers, change, { policy })).toMatchObject({ verdict: 'refused' })
    expect(await verdictOn(company.readers, title(company), { policy })).toMatchObject({ verdict: 'ok' })
  })
})

describe('an account in Entra', () => {
  test('may be changed where nothing protects it', async () => {
    const company = await contoso('cloud')

    expect(await verdictOn(company.readers, jobTitle(company))).toMatchObject({ verdict: 'ok' })
  })

  test('is not, where it holds an admin role', async () => {
    const company = await contoso('cloud')
    const readers = withRoles(company, { heldRoles: async () => [userAdministrator] })

    expect(await verdictOn(readers, jobTitle(company))).toMatchObject({
      verdict: 'refused',
      because: 'Miriam Graham holds the admin role User Administrator',
    })
  })

  test('is not, where it is in a group that may hold admin roles', async () => {
    const company = await contoso('cloud')
    const readers = withRoles(company, { groupsOf: async () => [salesTeam, tenantAdmins] })

    expect(await verdictOn(readers, jobTitle(company))).toMatchObject({
      verdict: 'refused',
      because: 'Miriam Graham is in Tenant Admins, which may hold admin roles',
    })
  })

  test('is not, where Joinery itself is signed in as that user', async () => {
    const company = await contoso('cloud')

    expect(
      await verdictOn(company.readers, jobTitle(company), { self: { entra: company.idOf(MIRIAM) } }),
    ).toMatchObject({
      verdict: 'refused',
    })
  })

  test('is protected by what protects its other side in Active Directory, and the other way round', async () => {
    const company = await contoso('hybrid')
    const [user] = await company.entra.usersBy('employeeId', MIRIAM)
    const change: Change = { ...jobTitle(company), target: { id: user?.id ?? '', name: 'miriam' } } as Change
    const readers = withRoles(company, {
      heldRoles: async (id) => (id === user?.id ? [userAdministrator] : []),
    })

    expect(await verdictOn(readers, title(company))).toMatchObject({ verdict: 'refused' })
    await mark(company, company.idOf(MIRIAM), { adminCount: '1' })
    expect(await verdictOn(company.readers, change)).toMatchObject({
      verdict: 'refused',
      because: expect.stringContaining('adminCount'),
    })
  })
})

describe('what the policy lets a playbook change', () => {
  const policy = { privilege: [{ playbook: 'offboard', groups: [], accounts: ['miriam.graham'], ous: [], count: 1 }] }

  test('takes a second person, and the playbook that is named', async () => {
    const company = await contoso('ad')
    await mark(company, company.idOf(MIRIAM), { adminCount: '1' })

    expect(await verdictOn(company.readers, title(company), { policy, playbook: 'offboard' })).toMatchObject({
      verdict: 'needs-approval',
      approvers: { count: 1, requesterCounts: false },
    })
    expect(await verdictOn(company.readers, title(company), { policy, playbook: 'onboard' })).toMatchObject({
      verdict: 'refused',
    })
  })

  test('is never to lock out the last Global Administrator who can sign in', async () => {
    const company = await contoso('cloud')
    const id = company.idOf(MIRIAM)
    const disable: Change = {
      kind: 'entra.user.modify',
      target: { id, name: 'miriam' },
      changes: { accountEnabled: { before: true, after: false } },
    }
    const holders = (others: readonly { readonly id: string; readonly enabled: boolean }[]): Readers =>
      withRoles(company, {
        heldRoles: async () => [globalAdministrator],
        rolesOf: async () => [
          { id: 'x', displayName: globalAdministrator.roleName, roleTemplateId: globalAdministrator.roleId },
        ],
        roleMembers: async () => [{ id, enabled: true }, ...others],
      })
    const asked = {
      policy: { privilege: [{ ...policy.privilege[0], accounts: ['00101'] }] } as never,
      playbook: 'offboard',
    }

    expect(await verdictOn(holders([]), disable, asked)).toMatchObject({
      verdict: 'refused',
      because: expect.stringContaining('is the last Global Administrator who can sign in'),
    })
    expect(await verdictOn(holders([{ id: 'x', enabled: false }]), disable, asked)).toMatchObject({
      verdict: 'refused',
    })
    expect(await verdictOn(holders([{ id: 'x', enabled: true }]), disable, asked)).toMatchObject({
      verdict: 'needs-approval',
    })
    expect(await verdictOn(holders([]), jobTitle(company), asked)).toMatchObject({ verdict: 'needs-approval' })
  })

  test('is never to lock out Joinery itself', async () => {
    const company = await contoso('ad')
    const disable: Change = {
      ...title(company),
      changes: { userAccountControl: { before: ['512'], after: ['514'] } },
    } as Change

    const verdict = await verdictOn(company.readers, disable, {
      policy,
      playbook: 'offboard',
      self: { ad: 'miriam.graham' },
    })

    expect(verdict).toMatchObject({ verdict: 'refused' })
    expect(verdict?.approvers).toBeUndefined()
  })
})

describe('new privileges', () => {
  const join = async (company: Contoso, name: string): Promise<Change> => ({
    kind: 'ad.member.add',
    group: { id: await groupId(company, name), name },
    member: { id: company.idOf(MIRIAM), name: 'Miriam Graham' },
    groupName: name,
    memberName: 'Miriam Graham',
  })
  const joinCloud = (company: Contoso): Change => ({
    kind: 'entra.member.add',
    group: { id: tenantAdmins.id, name: tenantAdmins.displayName },
    member: { id: company.idOf(MIRIAM), name: 'Miriam Graham' },
    groupName: tenantAdmins.displayName,
    memberName: 'Miriam Graham',
  })
  const granted = async (
    company: Contoso,
    change: Change,
    asked: Parameters<typeof guardsOf>[2] = {},
  ): Promise<Guarded['verdicts']> => (await guardsOf(company.readers, { [MIRIAM]: [change] }, asked)).verdicts

  test('are none where the group is ordinary', async () => {
    const company = await contoso('ad')

    expect(await granted(company, await join(company, 'HR'))).toMatchObject({
      protected: { verdict: 'ok' },
      privilege: { verdict: 'ok', because: 'new privileges: none' },
    })
  })

  test.each([['Wizards'], ['Night Shift'], ['Administrators'], ['Old Admins'], ['DnsAdmins']])(
    'are refused and listed where %s gives control',
    async (name) => {
      const company = await contoso('ad')

      expect(await granted(company, await join(company, name))).toMatchObject({
        protected: { verdict: 'ok' },
        privilege: { verdict: 'refused', because: expect.stringContaining(`new privileges: ${name} for ${MIRIAM}`) },
      })
    },
  )

  test('are refused where the group may hold admin roles of Entra', async () => {
    const company = await contoso('cloud')

    expect((await granted(company, joinCloud(company)))['privilege']).toMatchObject({ verdict: 'refused' })
  })

  test('are refused where the policy protects the group, and taking it away is too', async () => {
    const company = await contoso('ad')
    const policy = { protected: { ...defaultPolicy.protected, groups: ['CRM Admins'] } }
    const add = await join(company, 'CRM Admins')

    expect((await granted(company, add, { policy }))['privilege']).toMatchObject({ verdict: 'refused' })
    expect(await granted(company, { ...add, kind: 'ad.member.remove' } as Change, { policy })).toMatchObject({
      privilege: { verdict: 'ok' },
      protected: { verdict: 'refused', because: 'CRM Admins is protected by the policy' },
    })
  })

  test('that the policy lets the playbook give take as many other people as it says', async () => {
    const company = await contoso('ad')
    const rule = { playbook: 'onboard', groups: ['Night Shift'], accounts: [], ous: [], count: 2 }
    const change = await join(company, 'Night Shift')

    expect((await granted(company, change, { policy: { privilege: [rule] } }))['privilege']).toMatchObject({
      verdict: 'needs-approval',
      because: `new privileges: Night Shift for ${MIRIAM}`,
      approvers: { count: 2, requesterCounts: false },
    })
    expect(
      (await granted(company, change, { policy: { privilege: [{ ...rule, playbook: 'offboard' }] } }))['privilege'],
    ).toMatchObject({
      verdict: 'refused',
    })
  })
})
