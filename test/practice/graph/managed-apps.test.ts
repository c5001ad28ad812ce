import { describe, expect, test } from 'vitest'
import { graphTenant } from './graph-tenant.ts'

const DEBRA = '/users/debra.berger@contoso.com'
const APPS = `${DEBRA}/managedAppRegistrations`
const WIPE = `${DEBRA}/wipeManagedAppRegistrationsByDeviceTag`
const MINUTE_MS = 60_000

describe('protected apps', () => {
  test('have a wipe on their list once it is asked for, and are gone a while later', async () => {
    const tenant = await graphTenant()
    const [app] = (await tenant.list(APPS)).filter(({ deviceName }) => deviceName === 'Pixel 9')
    const operations = `/deviceAppManagement/managedAppRegistrations/${app?.id}/operations`

    const asked = await tenant.ask('POST', WIPE, { deviceTag: app?.deviceTag ?? null })
    const pending = await tenant.list(operations)
    tenant.pass(10 * MINUTE_MS)

    expect(asked.status).toBe(204)
    expect(pending).toMatchObject([{ displayName: 'Wipe', state: 'pending' }])
    expect((await tenant.get(operations)).status).toBe(404)
    expect((await tenant.list(APPS)).map(({ deviceName }) => deviceName)).toEqual(["Debra's iPhone", "Debra's iPhone"])
  })

  test('are read and wiped with their own permissions alone', async () => {
    const tenant = await graphTenant()
    const [app] = await tenant.list(APPS)
    const withRoles = (role: string) => ({ authorization: `Bearer ${tenant.server.tokenFor({ roles: [role] })}` })
    const wipe = { deviceTag: app?.deviceTag ?? null }

    const reading = withRoles('DeviceManagementApps.Read.All')
    const others = withRoles('DeviceManagementManagedDevices.PrivilegedOperations.All')

    expect((await tenant.ask('POST', WIPE, wipe, reading)).status).toBe(403)
    expect((await tenant.ask('POST', WIPE, wipe, others)).status).toBe(403)
    expect((await tenant.ask('POST', WIPE, { deviceTag: 'tag of nobody' })).status).toBe(404)
    expect(await tenant.list(APPS)).toHaveLength(3)
  })
})
