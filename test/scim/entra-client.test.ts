import { describe, expect, test } from 'vitest'
import { CORE, ENTERPRISE, JOINERY, LIST, PATCH, startScim, type TestScim } from './support/scim-service.ts'

/**
 * The requests of Entra's provisioning service, as Microsoft documents them:
 * https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups and what it does otherwise than the standard:
 * https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility
 */
const grady = {
  schemas: [CORE, ENTERPRISE],
  externalId: 'GradyA',
  userName: 'GradyA@contoso.com',
  active: true,
  displayName: 'Grady Archie',
  emails: [{ primary: true, type: 'work', value: 'GradyA@contoso.com' }],
  meta: { resourceType: 'User' },
  name: { formatted: 'Grady Archie', familyName: 'Archie', givenName: 'Grady' },
  roles: [],
  title: 'Designer',
  [ENTERPRISE]: { employeeNumber: '00777', department: 'R&D' },
  [JOINERY]: { startDate: '2026-12-01T00:00:00Z' },
}

const find = (scim: TestScim, filter: string) =>
  scim.send(`GET /Users?filter=${encodeURIComponent(filter).replaceAll('%20', '+')}`)

const patch = (scim: TestScim, id: string, ...Operations: readonly object[]) =>
  scim.send(`PATCH /Users/${id}`, { body: { schemas: [PATCH], Operations } })

const created = async (scim: TestScim): Promise<string> => (await scim.send('POST /Users', { body: grady })).body.id

describe("Entra's provisioning service", () => {
  test('tries the connection with a user whom nobody has', async () => {
    const scim = await startScim()

    const { status, body } = await find(scim, 'userName eq "3a9f5c4e-1f43-4a5e-8c8f-5f2f2e9f4a10"')

    expect([status, body]).toEqual([
      200,
      { schemas: [LIST], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] },
    ])
  })

  test('looks for a user, adds it, and finds it then by name, by its own id and by address', async () => {
    const scim = await startScim()
    expect((await find(scim, 'userName eq "GradyA@contoso.com"')).body.totalResults).toBe(0)

    const { status, body } = await scim.send('POST /Users', { body: grady })

    expect([status, body.userName, body.active]).toEqual([201, 'GradyA@contoso.com', true])
    for (const filter of [
      'userName eq "gradya@contoso.com"',
      'externalId eq "GradyA"',
      'emails[type eq "work"].value eq "GradyA@contoso.com"',
      'active eq "True" and userName eq "GradyA@contoso.com"',
    ])
      expect(
        (await find(scim, filter)).body.Resources.map(({ id }: { id: string }) => id),
        filter,
      ).toEqual([body.id])
    expect(scim.person('00777')).toMatchObject({ givenName: 'Grady', startDate: '2026-12-01', department: 'R&D' })
  })

  test('changes several attributes with operations of its own spelling', async () => {
    const scim = await startScim()
    const id = await created(scim)

    const { status, body } = await patch(
      scim,
      id,
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'grady.archie@contoso.com' },
      { op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '+49 30 1234567' },
      { op: 'Replace', path: 'addresses[type eq "work"].country', value: 'DE' },
      { op: 'Replace', path: 'name.familyName', value: 'Archer' },
      { op: 'Add', path: `${ENTERPRISE}:department`, value: 'Design' },
      { op: 'Add', value: { 'name.givenName': 'Grad', [`${ENTERPRISE}:costCenter`]: '4711' } },
    )

    expect(status).toBe(200)
    expect(body.emails).toEqual([{ primary: true, type: 'work', value: 'grady.archie@contoso.com' }])
    expect(scim.person('00777')).toMatchObject({
      givenName: 'Grad',
      surname: 'Archer',
      phone: '+49 30 1234567',
      country: 'DE',
      department: 'Design',
      costCenter: '4711',
    })
  })

  test('names the manager by the bare id, and takes it away', async () => {
    const scim = await startScim()
    const id = await created(scim)
    const boss = {
      ...grady,
      userName: 'LeeG@contoso.com',
      externalId: 'LeeG',
      [ENTERPRISE]: { employeeNumber: '00700' },
    }
    const { body: manager } = await scim.send('POST /Users', { body: boss })

    await patch(scim, id, { op: 'Add', path: `${ENTERPRISE}:manager`, value: manager.id })
    const before = scim.person('00777')?.manager
    await patch(scim, id, { op: 'Remove', path: `${ENTERPRISE}:manager` })

    expect([before, scim.person('00777')?.manager]).toEqual(['00700', undefined])
  })

  test.each([
    ['as a text', { op: 'Replace', path: 'active', value: 'False' }],
    ['as the standard has it', { op: 'replace', path: 'active', value: false }],
    ['without a path', { op: 'Replace', value: { active: false } }],
  ])('disables somebody, %s, and finds them inactive', async (_, operation) => {
    const scim = await startScim()
    const id = await created(scim)

    await patch(scim, id, operation)

    expect((await find(scim, 'userName eq "GradyA@contoso.com"')).body.Resources[0].active).toBe(false)
    expect(scim.person('00777')?.lastDay).toBe('2026-11-22T11:00:00.000Z')
  })

  test('assigns somebody again with the user that is there', async () => {
    const scim = await startScim()
    const id = await created(scim)
    await patch(scim, id, { op: 'Replace', path: 'active', value: 'False' })

    await patch(scim, id, { op: 'Replace', path: 'active', value: 'True' })

    expect((await scim.send(`GET /Users/${id}`)).body.active).toBe(true)
    expect(scim.person('00777')).not.toHaveProperty('lastDay')
  })

  test('deletes for good thirty days after it has disabled, which is nothing new', async () => {
    const scim = await startScim()
    const id = await created(scim)
    await patch(scim, id, { op: 'Replace', path: 'active', value: 'False' })

    const { status } = await scim.send(`DELETE /Users/${id}`)

    expect([status, scim.news.length, scim.lost]).toEqual([204, 2, []])
  })

  test('asks for groups, and is answered that there are none', async () => {
    const scim = await startScim()

    const { status, body } = await scim.send('GET /Groups?excludedAttributes=members&filter=displayName+eq+%22Sales%22')

    expect([status, body.totalResults]).toEqual([200, 0])
  })
})
