import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { openCompany } from '../../../src/practice/company.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { type GraphTenant, graphTenant } from './graph-tenant.ts'

const MIRIAM = '/users/miriam.graham@contoso.com'
const NOBODY = '11111111-2222-4333-8444-555555555555'
const MINUTE_MS = 60_000

const idOf = async ({ list }: GraphTenant, path: string, name: string): Promise<string> => {
  const found = (await list(path)).find((device) => device.displayName === name || device.deviceName === name)
  if (!found) throw new Error(`no ${name} at ${path}`)
  return String(found.id)
}

describe('devices', () => {
  test('are listed from their user and read by id, each with its type', async () => {
    const tenant = await graphTenant()

    const [owned, used] = [
      await tenant.list(`${MIRIAM}/ownedDevices`),
      await tenant.list(`${MIRIAM}/registeredDevices`),
    ]
    const one = await tenant.get(`/devices/${owned[0]?.id}?$select=displayName,accountEnabled`)

    expect(used).toEqual(owned)
    expect(owned[0]).toMatchObject({ '@odata.type': '#microsoft.graph.device', displayName: 'CONTOSO-LT-101' })
    expect(one.body).toEqual({
      '@odata.context': expect.stringContaining('$metadata#devices(displayName,accountEnabled)/$entity'),
      displayName: 'CONTOSO-LT-101',
      accountEnabled: true,
    })
  })

  test('name their owners and users', async () => {
    const tenant = await graphTenant()
    const till = await idOf(tenant, '/users/nestor.wilke@contoso.com/ownedDevices', 'CONTOSO-TILL-1')

    const owners = await tenant.list(`/devices/${till}/registeredOwners?$select=id,userPrincipalName`)
    const users = await tenant.list(`/devices/${till}/registeredUsers`)

    expect(owners).toMatchObject([
      { '@odata.type': '#microsoft.graph.user', userPrincipalName: 'nestor.wilke@contoso.com' },
    ])
    expect(users).toHaveLength(2)
  })

  test('can be disabled, and of the rest nothing can be written', async () => {
    const tenant = await graphTenant()
    const path = `/devices/${await idOf(tenant, `${MIRIAM}/ownedDevices`, 'CONTOSO-LT-101')}`

    const disabled = await tenant.ask('PATCH', path, { accountEnabled: false })
    const refusals = await Promise.all(
      [{ displayName: 'X' }, { colour: 'red' }, { accountEnabled: 'no' }].map((body) =>
        tenant.ask('PATCH', path, body),
      ),
    )

    expect([disabled.status, (await tenant.get(path)).body.accountEnabled]).toEqual([204, false])
    expect(refusals.map(({ refusal }) => refusal)).toEqual([
      "Request_BadRequest: Property 'displayName' is read-only and cannot be set.",
      "Request_BadRequest: Invalid property 'colour'.",
      `BadRequest: Cannot convert the literal '"no"' to the expected type 'Edm.Boolean'.`,
    ])
  })

  test('are gone once deleted', async () => {
    const tenant = await graphTenant()
    const id = await idOf(tenant, `${MIRIAM}/ownedDevices`, 'CONTOSO-LT-101')

    const replies = [await tenant.ask('DELETE', `/devices/${id}`), await tenant.ask('DELETE', `/devices/${id}`)]

    expect(replies.map(({ status }) => status)).toEqual([204, 404])
    expect(await tenant.list(`${MIRIAM}/ownedDevices`)).toHaveLength(1)
  })
})

describe('managed devices', () => {
  const managed = `${MIRIAM}/managedDevices`
  const one = (id: string): string => `/deviceManagement/managedDevices/${id}`
  const progress = async ({ get }: GraphTenant, id: string): Promise<readonly unknown[]> => {
    const { status, body } = await get(one(id))
    const [result] = (body.deviceActionResults ?? []) as readonly JsonObject[]
    return [status, body.managementState, result?.actionName, result?.actionState]
  }

  test('carry out in a while what is asked of them, and are gone then', async () => {
    const tenant = await graphTenant()
    const id = await idOf(tenant, managed, 'CONTOSO-LT-101')

    const asked = await tenant.ask('POST', `${one(id)}/retire`, {})
    const pending = await progress(tenant, id)
    const [listed] = await tenant.list(managed)
    tenant.pass(2 * MINUTE_MS)
    const issued = await progress(tenant, id)
    tenant.pass(10 * MINUTE_MS)

    expect(asked.status).toBe(204)
    expect(pending).toEqual([200, 'retirePending', 'retire', 'pending'])
    expect(listed).toMatchObject({ managementState: 'retirePending', deviceActionResults: [] })
    expect(issued).toEqual([200, 'retireIssued', 'retire', 'active'])
    expect((await tenant.get(one(id))).status).toBe(404)
    expect((await tenant.list(managed)).map(({ deviceName }) => deviceName)).toEqual(["Miriam's iPhone"])
    expect((await tenant.ask('POST', `${one(id)}/wipe`, {})).status).toBe(404)
  })

  test('stay where a wipe keeps the enrolment', async () => {
    const tenant = await graphTenant()
    const id = await idOf(tenant, managed, 'CONTOSO-LT-101')
    await tenant.ask('POST', `${one(id)}/wipe`, { keepEnrollmentData: true, keepUserData: true })

    tenant.pass(10 * MINUTE_MS)

    expect(await progress(tenant, id)).toEqual([200, 'managed', 'wipe', 'done'])
  })

  test('are retired and wiped by applications with that very permission alone', async () => {
    const tenant = await graphTenant()
    const id = await idOf(tenant, managed, 'CONTOSO-LT-101')
    const roles = ['DeviceManagementManagedDevices.ReadWrite.All', 'Directory.ReadWrite.All']
    const authorization = `Bearer ${tenant.server.tokenFor({ roles })}`

    const replies = await Promise.all(
      ['retire', 'wipe'].map((end) => tenant.ask('POST', `${one(id)}/${end}`, {}, { authorization })),
    )

    expect(replies.map(({ status }) => status)).toEqual([403, 403])
    expect(await progress(tenant, id)).toEqual([200, 'managed', undefined, undefined])
  })

  test('that do not exist are not found', async () => {
    const { get, ask } = await graphTenant()

    expect([(await get(one(NOBODY))).status, (await ask('POST', `${one(NOBODY)}/retire`, {})).status]).toEqual([
      404, 404,
    ])
  })
})

test('devices, OneDrives and what was asked of them outlive the process', async () => {
  const folder = temporaryFolder()
  const clock = { now: () => Date.parse('2026-12-01T08:00:00Z') }
  const first = await openCompany({ folder, people: 30, clock })
  const [gone, kept] = first.entra.devices()
  first.entra.erase(gone?.id ?? '')
  first.commit()
  const before = first.entra.rows()
  first.close()

  const second = await openCompany({ folder, clock })

  const ids = second.entra.devices().map(({ id }) => id)
  expect(ids).not.toContain(gone?.id)
  expect(ids).toContain(kept?.id)
  expect(new Set(second.entra.rows().map(({ id }) => id))).toEqual(new Set(before.map(({ id }) => id)))
  second.close()
})
