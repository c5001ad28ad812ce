import { describe, expect, test } from 'vitest'
import type { GroupPage } from '../../src/model/group-page.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { RunReport } from '../../src/model/run.ts'
import { practiceWorld, sharedWorld, type World } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'

const keyOf = async (world: World, name: string): Promise<string> =>
  String((await world.account(`(displayName=${name})`))?.['employeeID'])

describe('joinery group show', () => {
  const world = sharedWorld()

  test('shows both halves of a synchronised group and who is its master', async () => {
    const page = documentOf<GroupPage>(await world().joinery(['group', 'show', 'Sales', '--json']))

    expect(page.ad).toMatchObject({ scope: 'global', kind: 'security' })
    expect(page.entra).toMatchObject({ membersChange: 'in Active Directory' })
    expect(page.ad?.members.length).toBe(page.entra?.members.length)
    expect(page.ad?.members.map(({ name }) => name)).toContain('Miriam Graham')
    expect(page.notes.join()).toContain('synchronised')
  })

  test('says of a dynamic group that its members follow a rule', async () => {
    const page = documentOf<GroupPage>(await world().joinery(['group', 'show', 'All Company', '--json']))

    expect(page).toMatchObject({ ad: null, entra: { membersChange: 'by rule' } })
  })

  test('suggests the name that was meant', async () => {
    const end = await world().joinery(['group', 'show', 'Salse'])

    expect(end.code).toBe(65)
    expect(end.stderr).toContain('Did you mean "Sales"?')
  })
})

describe('joinery group add and remove', () => {
  test('put somebody into an AD group once, and undo takes it back', async () => {
    const world = await practiceWorld()
    const before = world.digest()
    const key = await keyOf(world, 'Miriam Graham')

    const first = await world.joinery(['group', 'add', 'VPN Users', key, '--yes', '--json'])
    const second = await world.joinery(['group', 'add', 'VPN Users', key, '--yes', '--json'])

    expect(first.code, first.stderr).toBe(0)
    expect((await world.account('(displayName=Miriam Graham)'))?.['memberOf']).toEqual(
      expect.arrayContaining([expect.stringMatching(/^CN=VPN Users,/)]),
    )
    expect(documentOf<RunReport>(second).counts.made).toBe(0)
    const undone = await world.joinery(['undo', documentOf<RunReport>(first).id, '--yes'])
    expect(undone.code, undone.stderr).toBe(0)
    expect(world.digest()).toBe(before)
  })

  test('write a cloud group in Entra, several people in one plan', async () => {
    const world = await practiceWorld()
    const keys = [await keyOf(world, 'Amara Abara'), await keyOf(world, 'Miriam Graham')]

    const end = await world.joinery(['group', 'add', 'HR Team', ...keys, '--yes', '--json'])

    expect(end.code, end.stderr).toBe(0)
    const page = documentOf<GroupPage>(await world.joinery(['group', 'show', 'HR Team', '--json']))
    const names = page.entra?.members.map(({ name }) => name).join()
    expect(names).toContain('Amara Abara')
    expect(names).toContain('Miriam Graham')
  })

  test('plan and write nothing with --dry-run', async () => {
    const world = await practiceWorld()
    const before = world.digest()
    const key = await keyOf(world, 'Miriam Graham')

    const end = await world.joinery(['group', 'remove', 'Sales', key, '--dry-run', '--json'])

    expect(documentOf<Plan>(end).changes).toMatchObject([{ kind: 'ad.member.remove' }])
    expect(world.digest()).toBe(before)
  })

  test('refuse a privileged group, and nothing is written', async () => {
    const world = await practiceWorld()
    const before = world.digest()
    const key = await keyOf(world, 'Miriam Graham')

    const end = await world.joinery(['group', 'add', 'Domain Admins', key, '--yes'])

    expect(end.code).toBe(3)
    expect(world.digest()).toBe(before)
  })

  test('name every person who is not known, and change nobody', async () => {
    const world = await practiceWorld()
    const before = world.digest()
    const key = await keyOf(world, 'Miriam Graham')

    const end = await world.joinery(['group', 'add', 'VPN Users', 'nobody@contoso.com', key, '99999', '--yes'])

    expect(end.code).toBe(65)
    expect(end.stderr).toContain('nobody@contoso.com')
    expect(end.stderr).toContain('99999')
    expect(world.digest()).toBe(before)
  })

  test('refuse an account without employee number', async () => {
    const world = await practiceWorld()

    const end = await world.joinery(['group', 'add', 'VPN Users', 'Administrator', '--yes'])

    expect(end.code).toBe(3)
    expect(end.stderr).toContain('lookup/no-key')
  })
})

describe('joinery licence list', () => {
  test('counts seats, and says of an organisation without Entra that it has none', async () => {
    const hybrid = await practiceWorld()
    const ad = await practiceWorld({ mode: 'ad' })

    const listed = documentOf<{ licences: readonly { skuPartNumber: string; free: number; enabled: number }[] }>(
      await hybrid.joinery(['licence', 'list', '--json']),
    )
    const refused = await ad.joinery(['licence', 'list'])

    const skus = await hybrid.graph<{ value: readonly { skuPartNumber: string; consumedUnits: number }[] }>(
      '/subscribedSkus',
    )
    for (const { skuPartNumber, free, enabled } of listed.licences) {
      const sku = skus.value.find((one) => one.skuPartNumber === skuPartNumber)
      expect(enabled - free).toBe(sku?.consumedUnits)
    }
    expect(refused.code).toBe(64)
    expect(refused.stderr).toContain('lookup/no-licences')
  })
})
