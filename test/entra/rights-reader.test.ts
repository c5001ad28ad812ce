import { describe, expect, onTestFinished, test } from 'vitest'
import { openEntra } from '../../src/entra/open-entra.ts'
import { Secret } from '../../src/model/secret.ts'
import { type Company, openCompany } from '../../src/practice/company.ts'
import { startGraphServer } from '../../src/practice/graph/start-graph-server.ts'
import { machineClock } from '../../src/practice/practice-clock.ts'
import { quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { faultOf } from './graph-stub.ts'

const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de'
const E5 = '06ebc4ee-1bb5-47dd-8120-11324bc54e06'

/** The practice company, asked with a token of these permissions. */
const tenantWith = async (roles?: readonly string[], prepare: (company: Company) => void = () => {}) => {
  const company = await openCompany({ folder: null, people: 40, clock: machineClock })
  prepare(company)
  const server = await startGraphServer(company, { port: 0, ...(roles ? { roles } : {}) })
  onTestFinished(async () => {
    await server.stop()
    company.close()
  })
  const settings = {
    tenant: company.entra.tenant.id,
    cloud: 'global',
    credential: { kind: 'token', token: new Secret(server.token) },
    baseUrl: server.url,
  } as const
  const connection = await openEntra(settings, { clock: quickClock(Date.now()), random: seededRandom() })
  const idOf = (employeeId: string): string => company.entra.find('employeeId', employeeId)[0]?.id ?? ''
  return {
    company,
    ...connection,
    raul: idOf('00125'),
    christie: idOf('00122'),
    johanna: idOf('00121'),
    debra: idOf('00120'),
  }
}

const withoutPremium = ({ entra }: Company): void => {
  entra.skus = entra.skus.filter(({ skuId }) => skuId !== E5)
}

describe('admin roles are read', () => {
  test('through Privileged Identity Management, for parts of the tenant too', async () => {
    const { reader, raul, christie } = await tenantWith()

    expect(await reader.heldRoles(raul)).toMatchObject([
      { roleId: EXCHANGE_ADMINISTRATOR, roleName: 'Exchange Administrator', scope: '/', by: 'pim', activated: false },
    ])
    expect(await reader.heldRoles(christie)).toMatchObject([
      { roleName: 'Helpdesk Administrator', scope: expect.stringMatching(/^\/administrativeUnits\//) },
    ])
    expect(await reader.eligibleRoles(raul)).toMatchObject({ readable: true, roles: [{ roleName: 'Global Reader' }] })
  })

  test.each([
    ['without the licence for that', undefined, withoutPremium, 'the tenant has no Privileged Identity Management'],
    ['without the right to that', ['Directory.Read.All'], () => {}, 'the application may not read them'],
  ] as const)('by assignment %s, and why eligible ones are not is said', async (_why, roles, prepare, because) => {
    const { reader, raul, christie } = await tenantWith(roles, prepare)

    expect(await reader.heldRoles(raul)).toMatchObject([{ roleName: 'Exchange Administrator', by: 'assignment' }])
    expect(await reader.heldRoles(christie)).toMatchObject([{ by: 'assignment' }])
    const eligible = await reader.eligibleRoles(raul)
    expect(eligible).toEqual({ readable: false, because: expect.stringContaining(because) })
    expect(await reader.eligibleRoles(christie)).toEqual(eligible)
  })

  test('by membership of the activated role where not even assignments may be read', async () => {
    const { reader, raul } = await tenantWith(['User.Read.All', 'GroupMember.Read.All'])

    expect(await reader.heldRoles(raul)).toMatchObject([
      { roleId: EXCHANGE_ADMINISTRATOR, by: 'membership', scope: '/', activated: false },
    ])
  })
})

describe('admin roles are taken', () => {
  test('by assignment, without the licence, with the permission that this takes', async () => {
    const { reader, writer, raul } = await tenantWith(
      ['RoleManagement.ReadWrite.Directory', 'Directory.Read.All'],
      withoutPremium,
    )
    const [role] = await reader.heldRoles(raul)
    if (!role) throw new Error('Raul Razo holds no role')

    await writer.removeRole({ ...role, userId: raul })
    const gone = await reader.heldRoles(raul)
    const again = await faultOf(writer.removeRole({ ...role, userId: raul }))
    const { id } = await writer.addRole({ ...role, userId: raul })

    expect([gone, again.code, id]).toEqual([[], 'entra/role-not-held', role.id])
    expect((await faultOf(writer.addRole({ ...role, userId: raul }))).code).toBe('entra/role-held')
  })

  test('by membership', async () => {
    const { reader, writer, raul } = await tenantWith(['User.Read.All', 'GroupMember.Read.All'])
    const [role] = await reader.heldRoles(raul)
    if (!role) throw new Error('Raul Razo holds no role')

    expect((await faultOf(writer.removeRole({ ...role, userId: raul }))).code).toBe('entra/denied')
  })

  test('from nobody who has switched one on less than five minutes ago', async () => {
    const { company, reader, writer, raul } = await tenantWith()
    const [role] = await reader.heldRoles(raul)
    if (!role) throw new Error('Raul Razo holds no role')
    company.entra.shelf('roleGrants').put(role.id, {
      id: role.id,
      principalId: raul,
      roleDefinitionId: role.roleId,
      directoryScopeId: '/',
      assignmentType: 'Activated',
      startDateTime: new Date().toISOString(),
      endDateTime: null,
    })

    expect((await reader.heldRoles(raul)).map(({ activated }) => activated)).toEqual([true])
    expect((await faultOf(writer.removeRole({ ...role, userId: raul }))).code).toBe('entra/role-just-activated')
  })

  test('by Privileged Identity Management only with its licence', async () => {
    const { writer, raul } = await tenantWith(undefined, withoutPremium)
    const role = { userId: raul, roleId: EXCHANGE_ADMINISTRATOR, scope: '/' }

    expect((await faultOf(writer.removeRole({ ...role, by: 'pim', id: 'a' }))).code).toBe('entra/no-pim')
    expect((await faultOf(writer.addEligibility({ ...role, until: null }))).code).toBe('entra/no-pim')
  })
})

describe('what somebody has in the practice tenant', () => {
  test('is read with what comes through groups, and without what an administrator let for everybody', async () => {
    const { reader, johanna } = await tenantWith()

    const apps = (await reader.appRolesOf(johanna)).map(
      ({ applicationName, group }) => `${applicationName} ${group ? `through ${group.name}` : 'herself'}`,
    )
    const consents = await reader.consentsOf(johanna)

    expect(apps.sort()).toEqual(['CRM herself', 'CRM through Sales Team', 'Expenses herself'])
    expect(consents.map(({ scope }) => scope)).toEqual(['Calendars.ReadWrite User.Read'])
  })

  test('and owns is a team, an app registration and an enterprise application', async () => {
    const { reader, christie, debra } = await tenantWith()

    expect((await reader.ownedBy(christie)).filter(({ displayName }) => displayName === 'First Weeks')).toMatchObject([
      { type: 'group', unified: true, master: 'entra' },
    ])
    const owned = (await reader.ownedBy(debra)).filter(({ displayName }) => displayName === 'Price List')
    expect(owned.map(({ type }) => type).sort()).toEqual(['application', 'servicePrincipal'])
    for (const object of owned) expect((await reader.ownersOf(object)).map(({ id }) => id)).toEqual([debra])
  })
})
