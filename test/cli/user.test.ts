import { describe, expect, test } from 'vitest'
import type { FoundPerson, PersonPage } from '../../src/model/person-page.ts'
import { practiceWorld, sharedWorld } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'

describe('joinery user find', () => {
  const world = sharedWorld()

  test('finds people by the beginning of a name in every directory, each person once', async () => {
    const end = await world().joinery(['user', 'find', 'miriam', '--json'])

    expect(end.code).toBe(0)
    const { users } = documentOf<{ users: readonly FoundPerson[] }>(end)
    const miriam = users.find(({ name }) => name === 'Miriam Graham')
    expect(miriam).toMatchObject({
      key: expect.stringMatching(/^\d+$/),
      ad: { signIn: 'miriam.graham@contoso.com', enabled: true },
      entra: { signIn: 'miriam.graham@contoso.com', enabled: true },
    })
    expect(new Set(users.map(({ key }) => key)).size).toBe(users.length)
  })

  test('takes a name that is a filter for what it is, a name', async () => {
    const end = await world().joinery(['user', 'find', "*)(objectClass=*' or 1 eq 1"])

    expect(end.code).toBe(0)
    expect(end.stdout).toContain('Nobody has a name')
  })

  test('of a cloud organisation finds people in Entra alone', async () => {
    const cloud = await practiceWorld({ mode: 'cloud' })

    const end = await cloud.joinery(['user', 'find', 'Miriam', '--json'])

    const { users } = documentOf<{ users: readonly FoundPerson[] }>(end)
    expect(users.find(({ name }) => name === 'Miriam Graham')).toMatchObject({ ad: null, department: 'Sales' })
  })
})

describe('joinery user show', () => {
  const world = sharedWorld()

  const show = async (person: string): Promise<PersonPage> => {
    const end = await world().joinery(['user', 'show', person, '--json'])
    expect(end.code, end.stdout).toBe(0)
    return documentOf<PersonPage>(end)
  }

  test('is one page over AD, Entra and Exchange, with where groups and licences come from', async () => {
    const page = await show('miriam.graham@contoso.com')

    expect(page).toMatchObject({ name: 'Miriam Graham', department: 'Sales', runs: [] })
    expect(page.ad).toMatchObject({ sAMAccountName: 'miriam.graham', enabled: true, lockedOut: false, expires: null })
    const because = new Map(page.ad?.groups.map(({ name, because: why }) => [name, why]))
    expect(because.get('All Staff')).toBe('everyone')
    expect(because.get('Sales')).toBe('from department Sales')
    expect(page.entra).toMatchObject({ synced: true, enabled: true })
    expect(page.entra?.groups.find(({ name }) => name === 'Sales')?.because).toBe('from Active Directory')
    expect(page.entra?.groups.find(({ name }) => name === 'All Company')?.because).toBe('by rule')
    expect(page.entra?.licences.map(({ sku }) => sku)).toEqual(['SPE_E5'])
    expect(page.mailbox).toMatchObject({ type: 'user' })
  })

  test('is the same page whatever the person is named by', async () => {
    const page = await show('miriam.graham@contoso.com')
    const { key, ad, entra } = page

    for (const name of [key, ad?.sAMAccountName, ad?.dn, ad?.id, entra?.id, ad?.mail]) {
      expect({ name, key: (await show(String(name))).key }).toEqual({ name, key })
    }
  })

  test('names the runs about the person, and those alone', async () => {
    const own = await practiceWorld()
    own.file('hire.yaml', 'employeeId: "07001"\ngivenName: Adele\nsurname: Vance\ndepartment: Sales\ncountry: DE\n')
    await own.joinery(['onboard', 'hire.yaml', '--yes'])

    const hired = documentOf<PersonPage>(await own.joinery(['user', 'show', '07001', '--json']))
    const other = documentOf<PersonPage>(await own.joinery(['user', 'show', 'miriam.graham@contoso.com', '--json']))

    expect(hired.runs).toMatchObject([{ playbook: 'onboard', status: 'done' }])
    expect(other.runs).toEqual([])
    expect(hired.ad?.mustChangePassword).toBe(true)
  })

  test('of nobody is exit 65 with people of a similar name', async () => {
    const end = await world().joinery(['user', 'show', 'miriam.grahm@contoso.com'])

    expect(end.code).toBe(65)
    expect(end.stderr).toContain('lookup/unknown-person')
    expect(end.stderr).toMatch(/Similar: .*Miriam Graham/)
  })

  test('shows what may be read, and says what may not', async () => {
    const blind = await practiceWorld({ mode: 'cloud', roles: ['User.Read.All', 'Directory.Read.All'] })

    const end = await blind.joinery(['user', 'show', 'miriam.graham@contoso.com', '--json'])

    expect(end.code, end.stdout).toBe(0)
    const page = documentOf<PersonPage>(end)
    expect(page.entra?.enabled).toBe(true)
    expect(page.mailbox).toBeNull()
    expect(page.notes).toEqual(expect.arrayContaining([expect.stringMatching(/^The mailbox cannot be read/)]))
  })
})
