import { describe, expect, test } from 'vitest'
import type { Change } from '../../../src/changes/change.ts'
import { defaultPolicy } from '../../../src/model/policy.ts'
import { guardsOf } from '../../support/guards-of.ts'
import { salesList } from '../../support/memory-directory.ts'
import { withMailbox } from '../../support/with-mailbox.ts'

const PROTECTED = 'adele.vance@contoso.com'

const verdictOn = async (changeIn: (ids: { adele: string; miriam: string }) => Change, driver = true) => {
  const company = await withMailbox({}, { driver })
  const change = changeIn({ adele: company.adeleId, miriam: company.miriamId })
  const policy = { protected: { ...defaultPolicy.protected, accounts: [PROTECTED] } }
  return (await guardsOf(company.readers, { '01024': [change] }, { policy })).verdicts['protected']?.verdict
}

describe('the mailbox of a protected person', () => {
  test.each([true, false])('is neither converted nor opened for others (driver: %s)', async (driver) => {
    const convert = await verdictOn(
      ({ adele }) => ({
        kind: 'mailbox.type.set',
        mailbox: { id: adele, name: PROTECTED },
        type: 'shared',
        before: 'user',
      }),
      driver,
    )
    const open = await verdictOn(
      ({ adele, miriam }) => ({
        kind: 'mailbox.access.add',
        mailbox: { id: adele, name: PROTECTED },
        user: { id: miriam, name: 'Miriam Graham' },
        right: 'FullAccess',
      }),
      driver,
    )

    expect([convert, open]).toEqual(['refused', 'refused'])
  })

  test('is closed for others all the same, for it is the safer for it', async () => {
    const close = await verdictOn(({ adele, miriam }) => ({
      kind: 'mailbox.access.remove',
      mailbox: { id: adele, name: PROTECTED },
      user: { id: miriam, name: 'Miriam Graham' },
      right: 'FullAccess',
    }))

    expect(close).toBe('ok')
  })
})

test('somebody protected is in no list and out of none through a plan, whoever would make the change', async () => {
  const verdicts = []
  for (const [kind, driver] of [
    ['mailbox.list-member.add', true],
    ['mailbox.list-member.remove', false],
  ] as const) {
    const list = { id: salesList.id, name: 'Sales List' }
    const change = (adele: string) =>
      ({ kind, list, member: { id: adele, name: PROTECTED }, memberName: 'Adele Vance' }) as const
    verdicts.push(await verdictOn(({ adele }) => change(adele), driver))
  }

  expect(verdicts).toEqual(['refused', 'refused'])
})
