import { readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { adele, practiceWorld, type World } from '../support/practice-world.ts'

/** What everybody in these tests looks at: the plan was shown, the run told of each change, and what to do next. */
const onboard = async (world: World, person = adele): Promise<string> => {
  const input = world.file('new-hire.yaml', person)
  const { code, stdout, stderr } = await world.joinery(['onboard', input, '--yes'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

const expectNothingLeft = async (world: World): Promise<void> => {
  const before = world.digest()
  const again = await world.joinery(['onboard', 'new-hire.yaml', '--yes'])
  expect(again).toMatchObject({ code: 0, stderr: '' })
  expect(again.stdout).toMatch(/\nNothing to change, \d+ things already hold\.\n$/)
  expect(world.digest()).toBe(before)
}

interface User {
  readonly id: string
  readonly [property: string]: unknown
}
const USER =
  '?$select=id,accountEnabled,userPrincipalName,mail,jobTitle,department,usageLocation,onPremisesSyncEnabled,assignedLicenses'
const groupsOf = async (world: World, id: string): Promise<readonly string[]> => {
  const { value } = await world.graph<{ value: { displayName: string }[] }>(`/users/${id}/memberOf?$select=displayName`)
  return value.map(({ displayName }) => displayName).sort()
}
const SPE_E3 = '05e9a617-0261-4cee-bb44-138d3ef5d965'

describe('onboarding the sample new hire', () => {
  test('in mode hybrid makes the account in both directories, and a second run changes nothing', async () => {
    const world = await practiceWorld({ mode: 'hybrid' })

    const shown = await onboard(world)

    expect(shown).toMatch(
      /^Plan p\w+ {2}New hire \(onboard, hybrid\) for 1 person\n\nAdele Vance {2}01024\n {2}Active Directory\n/,
    )
    expect(shown).toContain('! grants access')
    expect(shown).toContain('(known after apply: set a generated password for Adele Vance)')
    expect(shown).toContain('  ✓ Adele Vance: create account adele.vance\n')
    expect(shown).toMatch(
      /Run (\S+) done: .* read back and verified, 2 of a kind that cannot be read back\n\nHanded over: .*handover.*\(Adele Vance\)\nLook back: {3}joinery runs show \1\nTake back: {3}joinery undo \1\n$/,
    )
    expect(await world.account('(employeeID=01024)')).toMatchObject({
      dn: 'CN=Adele Vance,OU=Sales,OU=Staff,DC=corp,DC=contoso,DC=com',
      sAMAccountName: 'adele.vance',
      userPrincipalName: 'adele.vance@contoso.com',
      cn: 'Adele Vance',
      displayName: 'Adele Vance',
      name: 'Adele Vance',
      givenName: 'Adele',
      sn: 'Vance',
      mail: 'adele.vance@contoso.com',
      title: 'Account Executive',
      telephoneNumber: '+44 20 7946 0123',
      c: 'GB',
      manager: expect.stringMatching(/^CN=.*,OU=Staff,DC=corp,DC=contoso,DC=com$/),
      userAccountControl: '512',
      pwdLastSet: '0',
      memberOf: expect.arrayContaining([
        expect.stringMatching(/^CN=All Staff,/),
        expect.stringMatching(/^CN=Sales,/),
        expect.stringMatching(/^CN=CRM Users,/),
      ]),
    })
    const user = await world.graph<User>(`/users/adele.vance@contoso.com${USER}`)
    expect(user).toMatchObject({
      accountEnabled: true,
      onPremisesSyncEnabled: true,
      usageLocation: 'GB',
      assignedLicenses: [{ skuId: SPE_E3, disabledPlans: [] }],
    })
    expect(await groupsOf(world, user.id)).toEqual(
      expect.arrayContaining(['All Staff', 'CRM Users', 'Sales', 'Sales Team']),
    )
    await expectNothingLeft(world)
  })

  test('in mode ad makes the account in Active Directory alone; the password in the note signs in', async () => {
    const world = await practiceWorld({ mode: 'ad' })

    const shown = await onboard(world)

    const [, note = ''] = /^Handed over: (\S+)/m.exec(shown) ?? []
    expect(statSync(note).mode & 0o777).toBe(0o600)
    const [, password = ''] = /^(\S{20})$/m.exec(readFileSync(note, 'utf8')) ?? []
    expect(password).toHaveLength(20)
    // 773: the password is right and has to be changed first. https://ldapwiki.com/wiki/Wiki.jsp?page=Common%20Active%20Directory%20Bind%20Errors
    await expect(world.ldap('adele.vance@contoso.com', password)).rejects.toThrow(/data 773/)
    await expect(world.ldap('adele.vance@contoso.com', `${password}x`)).rejects.toThrow(/data 52e/)
    expect(shown).toContain('skipped cloud-account, synced')
    await expectNothingLeft(world)
  })

  test('in mode cloud makes the account in Entra with licence, manager and access pass', async () => {
    const world = await practiceWorld({ mode: 'cloud' })

    await onboard(world)

    const user = await world.graph<User>(`/users/adele.vance@contoso.com${USER}`)
    expect(user).toMatchObject({
      accountEnabled: true,
      mail: 'adele.vance@contoso.com',
      jobTitle: 'Account Executive',
      department: 'Sales',
      usageLocation: 'GB',
      onPremisesSyncEnabled: null,
      assignedLicenses: [{ skuId: SPE_E3, disabledPlans: [] }],
    })
    expect(await groupsOf(world, user.id)).toEqual(['All Company', 'Sales Team'])
    expect(await world.graph<User>(`/users/${user.id}/manager`)).toMatchObject({ displayName: expect.any(String) })
    const passes = await world.graph<{ value: object[] }>(`/users/${user.id}/authentication/temporaryAccessPassMethods`)
    expect(passes.value).toMatchObject([{ isUsable: true, lifetimeInMinutes: 480, temporaryAccessPass: null }])
    expect(await world.account('(employeeID=01024)')).toBeNull()
    await expectNothingLeft(world)
  })
})

describe('onboarding again for somebody who moved', () => {
  test('changes the attributes, the OU and the groups that follow from the department, and nothing else', async () => {
    const world = await practiceWorld({ mode: 'ad' })
    await onboard(world)
    const before = await world.account('(employeeID=01024)')
    world.file('moved.yaml', adele.replace('Sales', 'Finance').replace('Account Executive', 'Accountant'))

    const { code, stdout } = await world.joinery(['onboard', 'moved.yaml', '--yes'])

    expect(code).toBe(0)
    expect(stdout).toContain('Sales → Finance')
    expect(stdout).toContain('Account Executive → Accountant')
    const after = await world.account('(employeeID=01024)')
    const groups = (account: typeof after): readonly string[] =>
      [account?.['memberOf'] ?? []]
        .flat()
        .map((dn) => /^CN=([^,]+)/.exec(String(dn))?.[1] ?? '')
        .sort()
    expect(groups(before)).toEqual(['All Staff', 'CRM Users', 'Sales'])
    expect(groups(after)).toEqual(['All Staff', 'Finance', 'Finance Share'])
    const moved = ['dn', 'distinguishedName', 'department', 'title', 'memberOf', 'whenChanged', 'uSNChanged']
    const rest = (account: typeof after): object =>
      Object.fromEntries(Object.entries(account ?? {}).filter(([name]) => !moved.includes(name)))
    expect(rest(after)).toEqual(rest(before))
    expect(after).toMatchObject({
      dn: 'CN=Adele Vance,OU=Finance,OU=Staff,DC=corp,DC=contoso,DC=com',
      department: 'Finance',
    })
    world.file('new-hire.yaml', readFileSync(`${world.folder}/moved.yaml`, 'utf8'))
    await expectNothingLeft(world)
  })
})
