import { describe, expect, test } from 'vitest'
import { changeOf, kindOf } from '../../../src/changes/change.ts'
import { emptyAd, projectAd } from '../../../src/planner/projection/projected-ad.ts'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { adGroupsOf, entryOf } from '../../support/look-up.ts'
import { contosoDomain } from '../../support/memory-directory.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

const remove = '- ad.delete: {}'
const restore = '- ad.restore: {}'

const withAdele = async (): Promise<Contoso> => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  const sales = await company.ad.byDn(`CN=Sales,OU=Groups,${company.base}`, [])
  await company.ad.addMember(sales?.id ?? '', company.idOf('01024'))
  return company
}

/** The company with another word about its recycle bin. */
const withBin = (company: Contoso, recycleBin: { readonly enabled: boolean; readonly readable: boolean }): Contoso => ({
  ...company,
  readers: { ...company.readers, ad: { ...company.ad, recycleBin: async () => recycleBin } },
})

describe('an account that is deleted', () => {
  test('is gone, once, and shows in the plan what it was', async () => {
    const company = await withAdele()

    const plan = await runSteps(company, remove)

    expect(plan.changes.map(({ summary, hazards, undo }) => [summary, hazards, undo])).toEqual([
      ['delete account Adele Vance', ['deletes-data', 'locks-out'], 'needs-before-image'],
    ])
    expect(plan.changes[0]?.before).toMatchObject({
      sAMAccountName: ['adele.vance'],
      memberOf: [`CN=Sales,OU=Groups,${company.base}`],
    })
    expect(plan.people[0]?.notes).toEqual(['the account is still enabled'])
    expect(await company.ad.byId(company.idOf('01024'), [])).toBeNull()
    expect(await plannedBy(company, remove)).toEqual([])
  })

  test('comes back by what takes the change back, with its id, attributes and groups', async () => {
    const company = await withAdele()
    const attributes = ['sAMAccountName', 'title', 'userAccountControl', 'memberOf']
    const before = await entryOf(company, '01024', attributes)
    const plan = await runSteps(company, remove)
    const change = changeOf(plan.changes[0]?.change ?? {})
    const made = { id: before.id }

    const left = await kindOf(change).remains?.(change, made, company.readers)
    const back = changeOf(JSON.parse(JSON.stringify(kindOf(change).inverse(left?.change ?? change, made))))
    await kindOf(back).apply(back, company.writers, { idOf: () => before.id } as never)

    expect(back).toMatchObject({ kind: 'ad.entry.restore', target: { id: before.id, name: before.dn } })
    expect(await entryOf(company, '01024', attributes)).toEqual(before)
    expect(await kindOf(change).remains?.(change, made, company.readers)).toMatchObject({ change: null, moved: [] })
  })

  test.each([
    [
      'is off',
      { enabled: false, readable: true },
      'the recycle bin of Active Directory is off, so what the account was is lost',
    ],
    [
      'may not be looked into',
      { enabled: true, readable: false },
      'ad.user may not look into the recycle bin of Active Directory; an administrator can restore it',
    ],
  ])('is lost where the recycle bin %s, and the plan says so', async (_, recycleBin, why) => {
    const company = withBin(await withAdele(), recycleBin)

    const plan = value(await planWith(company, remove))

    expect(plan.changes[0]?.undo).toBe('irreversible')
    expect(plan.people[0]?.notes).toContain(`deleting the account cannot be undone: ${why}`)
    const change = changeOf(plan.changes[0]?.change ?? {})
    expect(kindOf(change).inverse(change, { id: 'x' })).toEqual({ irreversible: why })
  })

  test('takes the cloud account along, which the plan says', async () => {
    const company = await contoso('hybrid')
    await company.hire({ employeeId: '01024', name: 'Adele Vance', enabled: false })

    expect(value(await planWith(company, remove)).people[0]?.notes).toEqual([
      'Entra Connect deletes the cloud account as well, with mailbox and OneDrive',
    ])
  })
})

describe('an account is not deleted', () => {
  test('while something is below it', async () => {
    const company = await withAdele()
    const { dn } = await entryOf(company, '01024')
    const attributes = { objectClass: ['container'] }
    await company.ad.add({ dn: `CN=ExchangeActiveSyncDevices,${dn}`, attributes })

    const plan = await planWith(company, remove)

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/account-has-children'])
    expect(messages(plan)[0]).toContain('ExchangeActiveSyncDevices')
  })

  test('while it is protected from accidental deletion', async () => {
    const company = await withAdele()
    const protectedAd = { ...company.ad, isDeletionProtected: async (id: string) => id === company.idOf('01024') }

    const plan = await planWith({ ...company, readers: { ...company.readers, ad: protectedAd } }, remove)

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/deletion-protected'])
  })
})

describe('an account that is restored', () => {
  test('is where it was, with its id, attributes and groups, once', async () => {
    const company = await withAdele()
    const before = await entryOf(company, '01024', ['sAMAccountName', 'userAccountControl'])
    await company.ad.delete(before.id)

    const plan = await runSteps(company, restore)

    expect(plan.changes.map(({ summary, hazards, undo }) => [summary, hazards, undo])).toEqual([
      [`restore the deleted account Adele Vance to OU=Sales,OU=Staff,${company.base}`, ['grants-access'], 'reversible'],
    ])
    expect(plan.people[0]?.notes).toEqual(['Adele Vance, comes back enabled'])
    expect(await entryOf(company, '01024', ['sAMAccountName', 'userAccountControl'])).toEqual(before)
    expect(await adGroupsOf(company, '01024')).toEqual(['Sales'])
    expect(await plannedBy(company, restore)).toEqual([])
  })

  test('goes to the OU that is named, under another common name where that is taken', async () => {
    const company = await withAdele()
    await company.ad.delete(company.idOf('01024'))
    await company.hire({ employeeId: '01500', name: 'Adele Vance', username: 'avance2', department: 'HR' })
    const steps =
      '- id: back\n  ad.restore: { to: "OU=HR,OU=Staff" }\n- ad.attributes: { info: "${{ steps.back.dn }}" }'

    await runSteps(company, steps)

    const { id, dn, attributes } = await entryOf(company, '01024', ['info', 'cn'])
    expect([id, dn]).toEqual([company.idOf('01024'), `CN=Adele Vance (2),OU=HR,OU=Staff,${company.base}`])
    expect(attributes).toEqual({ info: [dn], cn: ['Adele Vance (2)'] })
  })

  test('is seen by the steps after it as it will be', async () => {
    const company = await withAdele()
    await company.ad.delete(company.idOf('01024'))

    const plan = await runSteps(
      company,
      `${restore}\n- ad.disable: {}\n- ad.groups: { only: [] }\n- ad.move: { to: "OU=HR,OU=Staff" }`,
    )

    expect(plan.changes.map(({ summary }) => summary)).toEqual([
      `restore the deleted account Adele Vance to OU=Sales,OU=Staff,${company.base}`,
      'disable account Adele Vance',
      'remove Adele Vance from Sales',
      `move account Adele Vance to OU=HR,OU=Staff,${company.base}`,
    ])
    expect(await adGroupsOf(company, '01024')).toEqual([])
  })

  test('can be the one of two that is named by its id', async () => {
    const company = await withAdele()
    const first = company.idOf('01024')
    await company.ad.delete(first)
    const second = await company.hire({ employeeId: '01024', name: 'Adele Vance' })
    await company.ad.delete(second)

    expect(findings(await planWith(company, restore))).toEqual(['test.yaml:3:5 plan/two-deleted-entries'])
    await runSteps(company, `- ad.restore: { id: ${second.toUpperCase()} }`)

    expect((await entryOf(company, '01024')).id).toBe(second)
  })

  test.each([
    ['is not there', { enabled: true, readable: true }, 'none in the recycle bin'],
    ['is not kept', { enabled: false, readable: true }, 'is off'],
    ['is not shown', { enabled: true, readable: false }, 'ad.user may not look'],
  ])('has to be there: where it %s, that is said', async (_, recycleBin, why) => {
    const company = withBin(await contoso('ad'), recycleBin)

    const plan = await planWith(company, restore)

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/not-in-recycle-bin'])
    expect(messages(plan)[0]).toContain(why)
  })

  test('does not come back under a name that somebody else has by now', async () => {
    const company = await withAdele()
    await company.ad.delete(company.idOf('01024'))
    await company.hire({ employeeId: '01500', name: 'Adele Vance' })

    expect(findings(await planWith(company, restore))).toEqual(['test.yaml:3:5 plan/restore-name-taken'])
  })

  test('needs the OU that it was in, or another one', async () => {
    const company = await contoso('ad')
    const ou = `OU=Project,OU=Staff,${company.base}`
    const unit = await company.ad.add({ dn: ou, attributes: { objectClass: ['organizationalUnit'] } })
    await company.hire({ employeeId: '01024', name: 'Adele Vance', ou: 'OU=Project,OU=Staff' })
    await company.ad.delete(company.idOf('01024'))
    await company.ad.delete(unit.id)

    expect(findings(await planWith(company, restore))).toEqual(['test.yaml:3:5 plan/former-ou-gone'])
    expect(await plannedBy(company, '- ad.restore: { to: "OU=HR,OU=Staff" }')).toHaveLength(1)
  })
})

test('without the recycle bin a deleted object keeps its user name alone, in the projection as in Active Directory', async () => {
  const projection = projectAd(emptyAd(contosoDomain, { enabled: false, readable: true }))
  const writer = projection.writer(() => '11111111-0000-4000-8000-000000000001', { asSync: false })
  const attributes = { objectClass: ['user'], sAMAccountName: ['adele.vance'], employeeID: [adele.employeeId] }
  const { id } = await writer.add({ dn: `CN=Adele Vance,${contosoDomain.base}`, attributes })

  await writer.delete(id)

  expect((await projection.deletedById(id, ['sAMAccountName', 'employeeID']))?.attributes).toEqual({
    sAMAccountName: ['adele.vance'],
  })
})
