import { Attribute, Change } from 'ldapts'
import { describe, expect, test } from 'vitest'
import { adele, practiceWorld, type World } from '../support/practice-world.ts'

const saved = async (): Promise<World> => {
  const world = await practiceWorld({ mode: 'ad', people: 20 })
  await world.joinery(['plan', 'onboard', world.file('new-hire.yaml', adele), '--out', 'plan.json'])
  return world
}

/** What somebody else does with another program. */
const replace = async (world: World, filter: string, type: string, values: string[]): Promise<void> => {
  const entry = await world.account(filter)
  const ldap = await world.ldap()
  await ldap.modify(
    String(entry?.['dn']),
    new Change({ operation: 'replace', modification: new Attribute({ type, values }) }),
  )
}

describe('a stale plan', () => {
  test('tells the value then, the value at this moment, and when the object was last changed', async () => {
    const world = await saved()
    await replace(world, '(employeeID=00101)', 'userPrincipalName', ['miriam@contoso.com'])

    const { code, stderr } = await world.joinery(['apply', 'plan.json'])

    expect(code).toBe(3)
    expect(stderr).toMatch(
      /userPrincipalName of CN=.*contoso,DC=com was .*@contoso.com, is miriam@contoso.com \(last changed at 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ\)/,
    )
  })

  test('tells of somebody who has come meanwhile', async () => {
    const world = await saved()
    const ldap = await world.ldap()
    const dn = 'CN=Another Adele,OU=Staff,DC=corp,DC=contoso,DC=com'
    await ldap.add(dn, { objectClass: 'user', sAMAccountName: 'adele.vance' })

    const { code, stderr } = await world.joinery(['apply', 'plan.json'])

    expect(code).toBe(3)
    expect(stderr).toContain(`${dn} is there`)
  })
})
