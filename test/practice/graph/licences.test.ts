import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { servicePlanIds } from '../../../src/practice/entra/service-plan-facts.ts'
import { type GraphTenant, graphTenant, referenceTo } from './graph-tenant.ts'

const E3 = '05e9a617-0261-4cee-bb44-138d3ef5d965'
const E5 = '06ebc4ee-1bb5-47dd-8120-11324bc54e06'
const F1 = '66b55226-6b4f-492c-910c-a3b7a3c9d993'
const VISIO = 'c5928f49-12ba-48f7-ada3-0d743a3601d5'
const PHONE = 'e43b5b99-8dfb-405f-9987-dc307f34bcbd'
const EXCHANGE = '4b9405b0-7788-4568-add1-99614e613b69'

const add = (...skus: readonly string[]): JsonObject => ({
  addLicenses: skus.map((skuId) => ({ skuId, disabledPlans: [] })),
  removeLicenses: [],
})
const remove = (...skus: readonly string[]): JsonObject => ({ addLicenses: [], removeLicenses: skus })

const withUser = async (
  location: string | null = 'US',
): Promise<GraphTenant & { readonly user: string; assign: (body: JsonObject) => ReturnType<GraphTenant['ask']> }> => {
  const tenant = await graphTenant()
  const user = await tenant.addUser('adele.vance', location === null ? {} : { usageLocation: location })
  return { ...tenant, user, assign: (body) => tenant.ask('POST', `/users/${user}/assignLicense`, body) }
}

const consumed = async ({ list }: GraphTenant, sku: string): Promise<number> => {
  const skus = await list('/subscribedSkus?$select=skuId,consumedUnits')
  return Number(skus.find(({ skuId }) => skuId === sku)?.consumedUnits)
}

describe('assigning a licence', () => {
  test('answers 200 with the user, takes a seat, and shows its plans', async () => {
    const tenant = await withUser()
    const before = await consumed(tenant, E3)

    const reply = await tenant.assign({
      addLicenses: [{ skuId: E3, disabledPlans: [servicePlanIds.YAMMER_ENTERPRISE] }],
      removeLicenses: [],
    })
    const details = await tenant.list(`/users/${tenant.user}/licenseDetails`)
    const { body } = await tenant.get(`/users/${tenant.user}?$select=assignedLicenses,licenseAssignmentStates`)

    expect([reply.status, reply.body.id]).toEqual([200, tenant.user])
    expect(await consumed(tenant, E3)).toBe(before + 1)
    expect(body.assignedLicenses).toEqual([{ disabledPlans: [servicePlanIds.YAMMER_ENTERPRISE], skuId: E3 }])
    expect(body.licenseAssignmentStates).toMatchObject([
      { skuId: E3, assignedByGroup: null, state: 'Active', error: 'None' },
    ])
    expect(details).toMatchObject([{ skuId: E3, skuPartNumber: 'SPE_E3' }])
    expect(
      ((details[0]?.servicePlans ?? []) as JsonObject[]).filter(
        ({ provisioningStatus }) => provisioningStatus === 'Disabled',
      ),
    ).toMatchObject([{ servicePlanName: 'YAMMER_ENTERPRISE' }])
  })

  test('with a mailbox gives a cloud account an address', async () => {
    const { assign, get, user } = await withUser()

    await assign(add(E3))

    expect((await get(`/users/${user}?$select=mail,proxyAddresses`)).body).toMatchObject({
      mail: 'adele.vance@contoso.com',
      proxyAddresses: ['SMTP:adele.vance@contoso.com'],
    })
  })

  test('that is there already changes its plans and takes no second seat', async () => {
    const tenant = await withUser()
    await tenant.assign(add(E3))
    const before = await consumed(tenant, E3)

    const reply = await tenant.assign({
      addLicenses: [{ skuId: E3, disabledPlans: [servicePlanIds.SWAY] }],
      removeLicenses: [],
    })

    expect([reply.status, await consumed(tenant, E3)]).toEqual([200, before])
    expect(reply.body.assignedLicenses).toEqual([{ disabledPlans: [servicePlanIds.SWAY], skuId: E3 }])
  })

  test('is refused without a usage location', async () => {
    const { assign } = await withUser(null)

    const reply = await assign(add(E3))

    expect([reply.status, reply.refusal]).toEqual([
      400,
      'Request_BadRequest: License assignment cannot be done for user with invalid usage location.',
    ])
  })

  test('is refused when no seat is left, also the second time for the last seat', async () => {
    const tenant = await withUser()
    const other = await tenant.addUser('megan.bowen', { usageLocation: 'US' })

    const none = await tenant.assign(add(E5))
    const last = await tenant.assign(add(VISIO))
    const tooLate = await tenant.ask('POST', `/users/${other}/assignLicense`, add(VISIO))

    expect([none.status, none.refusal]).toEqual([
      400,
      `Request_BadRequest: Subscription with SKU ${E5} does not have any available licenses.`,
    ])
    expect([last.status, tooLate.status]).toEqual([200, 400])
  })

  test.each([
    ['two mailboxes', add(E3, EXCHANGE), 'are mutually exclusive'],
    ['a phone without Teams', add(PHONE), `service plan ${servicePlanIds.MCOEV} depends on the service plan(s)`],
    [
      'a licence that the company has not',
      add('84a661c4-e949-4bd2-a560-ed7766fcaf2b'),
      'does not correspond to a valid company License',
    ],
    ['an id that is no GUID', add('SPE_E3'), "Cannot convert a primitive value to the expected type 'Edm.Guid'"],
    [
      'a plan that is not part of it',
      { addLicenses: [{ skuId: VISIO, disabledPlans: [servicePlanIds.TEAMS1] }], removeLicenses: [] },
      'is not part of license',
    ],
    ['a removal of what is not held', remove(E3), 'User does not have a corresponding license.'],
    ['one list alone', { addLicenses: [] }, 'removeLicenses'],
  ])('is refused for %s', async (_what, body, message) => {
    const { assign, get, user } = await withUser()

    const reply = await assign(body)

    expect(reply.status).toBe(400)
    expect(reply.refusal).toContain(message)
    expect((await get(`/users/${user}?$select=assignedLicenses`)).body.assignedLicenses).toEqual([])
  })

  test('takes dependent licences together in one request', async () => {
    const { assign } = await withUser()

    expect((await assign(add(E3, PHONE))).status).toBe(200)
    expect((await assign(remove(E3))).refusal).toContain('depends on the service plan(s)')
  })

  test('can exchange one licence for another of the same kind', async () => {
    const { assign } = await withUser()
    await assign(add(F1))

    const reply = await assign({ ...add(E3), removeLicenses: [F1] })

    expect(reply.body.assignedLicenses).toMatchObject([{ skuId: E3 }])
  })

  test('works on an account that AD masters', async () => {
    const { ask } = await graphTenant()

    expect((await ask('POST', '/users/miriam.graham@contoso.com/assignLicense', add(VISIO))).status).toBe(200)
  })
})

describe('licences by group', () => {
  test('come and go with the membership, and cannot be taken from the user', async () => {
    const tenant = await withUser()
    const group = tenant.groupNamed('Licence Visio')
    const states = async (): Promise<unknown> =>
      (await tenant.get(`/users/${tenant.user}?$select=licenseAssignmentStates`)).body.licenseAssignmentStates

    await tenant.ask('POST', `/groups/${group}/members/$ref`, referenceTo(tenant.user))
    const inherited = await states()
    const refused = await tenant.assign(remove(VISIO))
    await tenant.ask('DELETE', `/groups/${group}/members/${tenant.user}/$ref`)

    expect(inherited).toMatchObject([{ skuId: VISIO, assignedByGroup: group, state: 'Active', error: 'None' }])
    expect(refused.refusal).toBe(
      'Request_BadRequest: User license is inherited from a group membership and it cannot be removed directly from the user.',
    )
    expect(await states()).toEqual([])
  })

  test('leave an error on the user when the seats are out', async () => {
    const tenant = await withUser()
    const group = tenant.groupNamed('Licence Visio')
    const other = await tenant.addUser('megan.bowen', { usageLocation: 'US' })
    for (const id of [tenant.user, other]) await tenant.ask('POST', `/groups/${group}/members/$ref`, referenceTo(id))

    const { body } = await tenant.get(`/users/${other}?$select=licenseAssignmentStates,assignedLicenses`)
    const reprocessed = await tenant.ask('POST', `/users/${other}/reprocessLicenseAssignment`)
    const groups = await tenant.list('/groups?$filter=hasMembersWithLicenseErrors eq true&$select=id')

    expect(body).toMatchObject({
      licenseAssignmentStates: [{ state: 'Error', error: 'CountViolation' }],
      assignedLicenses: [],
    })
    expect(reprocessed.refusal).toContain('does not have any available licenses')
    expect(groups).toEqual([{ id: group }])
  })

  test('are set on a group with 202', async () => {
    const { ask, get, addGroup, addUser } = await graphTenant()
    const [group, user] = [await addGroup('Licence F3'), await addUser('adele.vance', { usageLocation: 'US' })]
    await ask('POST', `/groups/${group}/members/$ref`, referenceTo(user))

    const reply = await ask('POST', `/groups/${group}/assignLicense`, add(F1))

    expect(reply.status).toBe(202)
    expect((await get(`/users/${user}?$select=assignedLicenses`)).body.assignedLicenses).toMatchObject([{ skuId: F1 }])
  })
})

describe('products', () => {
  test('are listed with their seats, and each can be read by its id', async () => {
    const { list, get, company } = await graphTenant()

    const skus = await list('/subscribedSkus')
    const e3 = skus.find(({ skuPartNumber }) => skuPartNumber === 'SPE_E3')
    const units = e3?.prepaidUnits as JsonObject

    expect(e3?.id).toBe(`${company.entra.tenant.id}_${E3}`)
    expect(Number(units.enabled) - Number(e3?.consumedUnits)).toBe(12)
    expect((await get(`/subscribedSkus/${e3?.id}`)).body.skuPartNumber).toBe('SPE_E3')
    expect((await get('/subscribedSkus/nothing')).status).toBe(404)
  })
})
