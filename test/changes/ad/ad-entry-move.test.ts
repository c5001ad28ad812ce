import { describe, expect, test } from 'vitest'
import { adEntryMove } from '../../../src/changes/ad/ad-entry-move.ts'
import { holds, withAdele } from '../support.ts'

describe('an object that moves', () => {
  const base = 'DC=contoso,DC=com'
  const from = `CN=Adele Vance,OU=Sales,${base}`

  test.each([
    ['move account Adele Vance to OU=HR,DC=contoso,DC=com', `CN=Adele Vance,OU=HR,${base}`],
    ['rename account Adele Vance to Adele Smith', `CN=Adele Smith,OU=Sales,${base}`],
    [
      'rename account Adele Vance to Smith, Adele and move it to OU=HR,DC=contoso,DC=com',
      `CN=Smith\\, Adele,OU=HR,${base}`,
    ],
  ])('reads: %s', (summary, to) => {
    const change = { kind: 'ad.entry.move', type: 'account', target: { id: 'a', name: from }, from, to } as const

    expect(adEntryMove.describe(change)).toMatchObject({
      summary,
      before: { distinguishedName: [from] },
      after: { distinguishedName: [to] },
    })
  })

  test('holds where it is, whatever the case of the OU, but not of its own name', async () => {
    const { directory, dn, target } = await withAdele()
    const to = (name: string) => ({ kind: 'ad.entry.move', type: 'account', target, from: dn, to: name }) as const

    expect(await holds(directory, to(`CN=Adele Vance,ou=sales,OU=STAFF,${directory.base}`))).not.toBeNull()
    expect(await holds(directory, to(`CN=adele vance,OU=Sales,OU=Staff,${directory.base}`))).toBeNull()
  })
})
