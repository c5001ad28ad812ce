import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { value } from '../../support/checked.ts'
import { entryOf } from '../../support/look-up.ts'
import { planWith } from '../../support/plan-with.ts'
import { withMailbox } from '../../support/with-mailbox.ts'

const hide = '- mailbox.hide: { hidden: true }'

describe('address lists', () => {
  test('do not show somebody who is hidden, in Exchange and in Entra; once, and back again', async () => {
    const company = await withMailbox()

    await runSteps(company, hide)
    const again = value(await planWith(company, hide))

    expect((await company.exchange.mailbox(company.adeleId))?.isHidden).toBe(true)
    expect(await company.entra.isInAddressLists(company.adeleId)).toBe(false)
    expect([again.changes, again.people[0]?.holds]).toEqual([[], 1])
    const back = await runSteps(company, '- mailbox.hide: { hidden: false }')
    expect(back.changes.map(({ summary }) => summary)).toEqual(['show adele.vance@contoso.com in address lists'])
  })

  test('take it from Active Directory for accounts from there, as far as its schema can say it', async () => {
    const company = await withMailbox({}, { mode: 'hybrid' })

    const plan = value(await planWith(company, hide))

    expect(plan.changes).toEqual([])
    expect(plan.people[0]?.skipped[0]?.because).toBe(
      'adele.vance@contoso.com comes from Active Directory, and Exchange takes this from there: its schema has no msExchHideFromAddressLists',
    )
  })

  test('take it from Active Directory where the domain is prepared for Exchange, once', async () => {
    const company = await withMailbox({}, { mode: 'hybrid' })
    const attribute = { id: 's', dn: 'CN=ms-Exch-Hide-From-Address-Lists', attributes: {} }
    const search: typeof company.ad.search = async (query) =>
      query.base?.startsWith('CN=Schema') ? [attribute] : company.ad.search(query)
    const readers = { ...company.readers, ad: { ...company.ad, search } }
    const prepared = { ...company, readers }

    const plan = await runSteps(prepared, hide)

    expect(plan.changes.map(({ kind, system }) => [kind, system])).toEqual([['ad.entry.modify', 'ad']])
    const entry = await entryOf(company, '01024', ['msExchHideFromAddressLists'])
    expect(entry.attributes).toMatchObject({ msExchHideFromAddressLists: ['TRUE'] })
    expect(value(await planWith(prepared, hide)).changes).toEqual([])
  })
})
