import { expect, test } from 'vitest'
import { type GraphTenant, graphTenant } from './graph-tenant.ts'

const MINUTE_MS = 60_000

const addDynamic = ({ addGroup }: GraphTenant): Promise<string> =>
  addGroup('Pilots', { groupTypes: ['DynamicMembership'], membershipRule: 'user.jobTitle -eq "Pilot"' })

const membersOf = async ({ list }: GraphTenant, group: string): Promise<readonly unknown[]> =>
  (await list(`/groups/${group}/members?$select=id`)).map(({ id }) => id)

test('a dynamic group follows its people after a while, as does the licence that it hands out', async () => {
  const tenant = await graphTenant()
  const { company, ask, pass, list } = tenant
  const visio = company.entra.skus.find(({ skuPartNumber }) => skuPartNumber === 'VISIOCLIENT')?.skuId
  company.entra.skus = company.entra.skus.map((sku) => ({ ...sku, enabled: sku.enabled + 5 }))
  const group = await addDynamic(tenant)
  await ask('POST', `/groups/${group}/assignLicense`, {
    addLicenses: [{ skuId: visio, disabledPlans: [] }],
    removeLicenses: [],
  })
  company.entra.dynamicGroupMs = 3 * MINUTE_MS
  const licencesOf = async (id: string): Promise<readonly unknown[]> =>
    (await list(`/users?$filter=id eq '${id}'&$select=assignedLicenses`)).flatMap(
      ({ assignedLicenses }) => assignedLicenses,
    )

  const joined = await tenant.addUser('adele.vance', { jobTitle: 'Pilot', usageLocation: 'US' })
  const atOnce = [await membersOf(tenant, group), await licencesOf(joined)]
  pass(3 * MINUTE_MS)
  const later = [await membersOf(tenant, group), await licencesOf(joined)]
  await ask('PATCH', `/users/${joined}`, { jobTitle: 'Director' })
  const still = await membersOf(tenant, group)
  pass(3 * MINUTE_MS)
  const left = [await membersOf(tenant, group), await licencesOf(joined)]

  expect(atOnce).toEqual([[], []])
  expect(later).toEqual([[joined], [{ skuId: visio, disabledPlans: [] }]])
  expect(still).toEqual([joined])
  expect(left).toEqual([[], []])
})

test('a dynamic group whose rule rests keeps its members, and follows its rule again when that goes on', async () => {
  const tenant = await graphTenant()
  const group = await addDynamic(tenant)
  const [adele, rosa] = [
    await tenant.addUser('adele.vance', { jobTitle: 'Pilot' }),
    await tenant.addUser('rosa.diaz', { jobTitle: 'Pilot' }),
  ]

  const paused = await tenant.ask('PATCH', `/groups/${group}`, { membershipRuleProcessingState: 'Paused' })
  await tenant.ask('PATCH', `/users/${rosa}`, { jobTitle: 'Director' })
  const resting = await membersOf(tenant, group)
  await tenant.ask('PATCH', `/groups/${group}`, { membershipRuleProcessingState: 'On' })

  expect(paused.status).toBe(204)
  expect(resting).toEqual([adele, rosa])
  expect(await membersOf(tenant, group)).toEqual([adele])
})

test('a group works on its licences for a while, and takes them back from those whom a new rule leaves out', async () => {
  const tenant = await graphTenant()
  const { company, ask, get, pass } = tenant
  const visio = company.entra.skus.find(({ skuPartNumber }) => skuPartNumber === 'VISIOCLIENT')?.skuId
  company.entra.skus = company.entra.skus.map((sku) => ({ ...sku, enabled: sku.enabled + 5 }))
  company.entra.groupLicenceMs = 2 * MINUTE_MS
  const group = await addDynamic(tenant)
  const pilot = await tenant.addUser('adele.vance', { jobTitle: 'Pilot', usageLocation: 'US' })
  const seen = async (): Promise<readonly unknown[]> => {
    const { licenseProcessingState } = (await get(`/groups/${group}?$select=licenseProcessingState`)).body
    const { assignedLicenses } = (await get(`/users/${pilot}?$select=assignedLicenses`)).body
    return [licenseProcessingState, assignedLicenses]
  }
  const wish = { addLicenses: [{ skuId: visio, disabledPlans: [] }], removeLicenses: [] }

  await ask('POST', `/groups/${group}/assignLicense`, wish)
  const atOnce = await seen()
  pass(2 * MINUTE_MS)
  const later = await seen()
  await ask('PATCH', `/groups/${group}`, { membershipRule: 'user.jobTitle -eq "Captain"' })
  pass(2 * MINUTE_MS)

  expect(atOnce).toEqual([{ state: 'ProcessingInProgress' }, []])
  expect(later).toEqual([{ state: 'ProcessingComplete' }, [{ skuId: visio, disabledPlans: [] }]])
  expect((await seen())[1]).toEqual([])
})
