import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { cloudGroupsOf } from '../../support/look-up.ts'
import { salesList, salesTeam } from '../../support/memory-directory.ts'
import { planWith } from '../../support/plan-with.ts'
import { withMailbox } from '../../support/with-mailbox.ts'

describe('distribution lists', () => {
  test.each([
    ['with a driver', true],
    ['by hand', false],
  ])('are joined and left %s, and cloud groups stay', async (_how, driver) => {
    const company = await withMailbox({}, { driver })
    await company.entra.addMember(salesTeam.id, company.adeleId)

    const joined = await runSteps(company, '- mailbox.lists: { add: [sales list] }')
    const groups = await cloudGroupsOf(company, '01024')
    const again = value(await planWith(company, '- mailbox.lists: { add: [Sales List] }'))
    const left = await runSteps(company, '- mailbox.lists: { only: [] }')

    expect(joined.changes.map(({ summary, action }) => [summary, action])).toEqual([
      ['add Adele Vance to the list Sales List', driver ? 'add' : 'other'],
    ])
    expect(groups).toEqual(['Sales List', 'Sales Team'])
    expect([again.changes, again.people[0]?.holds]).toEqual([[], 1])
    expect(left.changes.map(({ summary }) => summary)).toEqual(['remove Adele Vance from the list Sales List'])
    expect(await cloudGroupsOf(company, '01024')).toEqual(['Sales Team'])
  })

  test('from Active Directory are left alone and told of', async () => {
    const company = await withMailbox()
    const synced = { id: salesList.id, displayName: 'News', address: 'news@contoso.com', isSynced: true }
    const exchange = { ...company.exchange, listsOf: async () => [synced] }

    const readers = { ...company.readers, exchange }
    const plan = value(await planWith(company, '- mailbox.lists: { only: [] }', undefined, { readers }))

    expect(plan.changes).toEqual([])
    expect(plan.people[0]?.notes).toEqual(['News comes from Active Directory: its members change there (ad.groups)'])
  })

  test('that do not exist are a finding, and cloud groups are no lists', async () => {
    for (const [driver, name] of [
      [true, 'Sales Lst'],
      [false, 'Sales Team'],
      [false, 'Project X'],
    ] as const) {
      const plan = await planWith(await withMailbox({}, { driver }), `- mailbox.lists: { add: [${name}] }`)
      expect(findings(plan)).toEqual(['test.yaml:3:5 plan/unknown-list'])
    }
  })

  test('of one name are refused with both shown', async () => {
    const company = await withMailbox()
    const one = { displayName: 'News', isSynced: false } as const
    const listsNamed = async () => [
      { ...one, id: '1', address: 'news@contoso.com' },
      { ...one, id: '2', address: 'news.pl@contoso.com' },
    ]
    const readers = { ...company.readers, exchange: { ...company.exchange, listsNamed } }

    const plan = await planWith(company, '- mailbox.lists: { add: [News] }', undefined, { readers })

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/ambiguous-list'])
  })
})
