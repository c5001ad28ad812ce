import { describe, expect, test } from 'vitest'
import type { Change } from '../../../src/changes/change.ts'
import type { ObjectRef } from '../../../src/model/object-ref.ts'
import type { Loss } from '../../../src/model/plan.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { guardsOf } from '../../support/guards-of.ts'
import { e3, f1, salesTeam } from '../../support/memory-directory.ts'

const MIRIAM = '00101'
const target = (company: Contoso): ObjectRef => ({ id: company.idOf(MIRIAM), name: 'CN=Miriam Graham' })

const group = async ({ ad, base }: Contoso, name: string): Promise<ObjectRef> => {
  const entry = await ad.byDn(`CN=${name},OU=Groups,${base}`, [])
  return { id: entry?.id ?? '', name: entry?.dn ?? '' }
}

const membership = async (
  company: Contoso,
  kind: 'ad.member.add' | 'ad.member.remove',
  name: string,
): Promise<Change> => ({
  kind,
  group: await group(company, name),
  member: target(company),
  groupName: name,
  memberName: 'Miriam Graham',
})

const losesBy = async (company: Contoso, changes: readonly Change[]): Promise<readonly Loss[]> =>
  (await guardsOf(company.readers, { [MIRIAM]: changes })).loses[MIRIAM] ?? []

const modify = (company: Contoso, attribute: string, before: string, after: string): Change => ({
  kind: 'ad.entry.modify',
  type: 'account',
  target: target(company),
  changes: { [attribute]: { before: [before], after: [after] } },
})

describe('somebody loses', () => {
  test('sign-in when the account is disabled, and nothing when it is enabled or renamed', async () => {
    const company = await contoso('ad')

    expect(await losesBy(company, [modify(company, 'userAccountControl', '512', '514')])).toEqual(['sign-in'])
    expect(await losesBy(company, [modify(company, 'userAccountControl', '514', '512')])).toEqual([])
    expect(await losesBy(company, [modify(company, 'title', 'Clerk', 'Director')])).toEqual([])
  })

  test('access when the account ends earlier, and nothing when it ends later', async () => {
    const company = await contoso('ad')

    expect(await losesBy(company, [modify(company, 'accountExpires', '0', '134000000000000000')])).toEqual(['access'])
    expect(await losesBy(company, [modify(company, 'accountExpires', '134000000000000000', '0')])).toEqual([])
  })

  test('data and sign-in when the account is deleted', async () => {
    const company = await contoso('ad')

    expect(await losesBy(company, [{ kind: 'ad.entry.delete', type: 'account', target: target(company) }])).toEqual([
      'data',
      'sign-in',
    ])
  })

  test('all groups when the last one goes, and nothing while one stays or another comes', async () => {
    const company = await contoso('ad')
    for (const name of ['Sales', 'All Staff'])
      await company.ad.addMember(((await group(company, name)) as { id: string }).id, company.idOf(MIRIAM))
    const [sales, staff, hr] = [
      await membership(company, 'ad.member.remove', 'Sales'),
      await membership(company, 'ad.member.remove', 'All Staff'),
      await membership(company, 'ad.member.add', 'HR'),
    ]

    expect(await losesBy(company, [sales])).toEqual([])
    expect(await losesBy(company, [sales, staff])).toEqual(['groups'])
    expect(await losesBy(company, [sales, staff, hr])).toEqual([])
  })

  test('all cloud groups, those that follow a rule not counted', async () => {
    const company = await contoso('cloud')
    const user = company.idOf(MIRIAM)
    await company.entra.addMember(salesTeam.id, user)
    const dynamic = { ...salesTeam, id: 'd', displayName: 'Everybody', groupTypes: ['DynamicMembership'] }
    const entra = { ...company.entra, groupsOf: async (id: string) => [...(await company.entra.groupsOf(id)), dynamic] }
    const remove: Change = {
      kind: 'entra.member.remove',
      group: { id: salesTeam.id, name: salesTeam.displayName },
      member: { id: user, name: 'miriam.graham@contoso.com' },
      groupName: 'Sales Team',
      memberName: 'Miriam Graham',
    }

    const { loses } = await guardsOf({ ...company.readers, entra }, { [MIRIAM]: [remove] })

    expect(loses).toEqual({ [MIRIAM]: ['groups'] })
  })

  test('a licence when it is taken, and nothing when another comes in its place', async () => {
    const company = await contoso('cloud')
    const user = { id: company.idOf(MIRIAM), name: 'miriam.graham@contoso.com' }
    const one = ({ skuId, skuPartNumber }: typeof e3) => ({ skuId, skuPartNumber, disabledPlans: [] })
    const take: Change = { kind: 'entra.licence.assign', user, add: [], remove: [one(e3)] }

    expect(await losesBy(company, [take])).toEqual(['licence'])
    expect(await losesBy(company, [{ ...take, add: [one(f1)] }])).toEqual([])
    expect(await losesBy(company, [take, { ...take, add: [one(f1)], remove: [] }])).toEqual([])
  })
})
