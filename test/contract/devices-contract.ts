import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import { Secret } from '../../src/model/secret.ts'
import type { EntraReader, EntraWriter } from '../../src/ports/entra.ts'

/** A tenant on which the contract of devices, files and guests is tried. */
export interface DevicesUnderTest {
  readonly reader: EntraReader
  readonly writer: EntraWriter
  /** Sign-in names of users of the practice company, on which everything is tried. */
  userId(userPrincipalName: string): Promise<string>
  close(): Promise<void>
}

const NOBODY = '5f0c6a3e-1111-4222-8333-444444444444'
const UNTIL = '2099-12-31T22:59:59Z'

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (thrown instanceof Fault) return thrown.code
  throw new Error(`expected a fault, got ${String(thrown)}`)
}

/** The meaning of the ports to devices, OneDrive and guests, on the people of the practice company. */
export const devicesContract = (name: string, open: () => Promise<DevicesUnderTest>): void => {
  describe(`devices, files and guests as ${name}`, () => {
    let tenant: DevicesUnderTest
    let miriam = ''
    let nestor = ''
    let joni = ''

    beforeAll(async () => {
      tenant = await open()
      miriam = await tenant.userId('miriam.graham@contoso.com')
      nestor = await tenant.userId('nestor.wilke@contoso.com')
      joni = await tenant.userId('joni.sherman@contoso.com')
    })
    afterAll(() => tenant.close())

    const deviceNamed = async (user: string, displayName: string) => {
      const found = (await tenant.reader.devicesOf(user)).find((device) => device.displayName === displayName)
      if (!found) throw new Error(`no device ${displayName}`)
      return found
    }
    const managedNamed = async (user: string, deviceName: string) => {
      const found = (await tenant.reader.managedDevicesOf(user)).find((device) => device.name === deviceName)
      if (!found) throw new Error(`no managed device ${deviceName}`)
      return found
    }

    describe('devices', () => {
      test('those that a user owns or uses are listed once, with whether they may be used', async () => {
        const devices = await tenant.reader.devicesOf(miriam)

        expect(devices.map(({ displayName }) => displayName).sort()).toEqual(['CONTOSO-LT-101', "Miriam's iPhone"])
        expect(devices.every(({ isEnabled }) => isEnabled)).toBe(true)
        expect(await tenant.reader.device(devices[0]?.id ?? '')).toEqual(devices[0])
      })

      test('a device that is not there is null, and its holders cannot be asked for', async () => {
        expect(await tenant.reader.device(NOBODY)).toBeNull()
        expect(await codeOf(tenant.reader.deviceHolders(NOBODY))).toBe('entra/not-found')
        expect(await codeOf(tenant.reader.devicesOf(NOBODY))).toBe('entra/not-found')
      })

      test('a shared device says who else has it', async () => {
        const till = await deviceNamed(nestor, 'CONTOSO-TILL-1')

        const holders = await tenant.reader.deviceHolders(till.id)

        expect(holders.map((holder) => holder.name).sort()).toEqual([
          'grady.archie@contoso.com',
          'nestor.wilke@contoso.com',
        ])
      })

      test('one that is disabled reads so, and can be enabled again', async () => {
        const { id } = await deviceNamed(miriam, 'CONTOSO-LT-101')
        await tenant.writer.setDeviceEnabled(id, false)
        const disabled = await tenant.reader.device(id)
        const listed = await deviceNamed(miriam, 'CONTOSO-LT-101')

        await tenant.writer.setDeviceEnabled(id, true)

        expect([disabled?.isEnabled, listed.isEnabled]).toEqual([false, false])
        expect((await tenant.reader.device(id))?.isEnabled).toBe(true)
      })

      test('one that is deleted is gone, and cannot be deleted twice', async () => {
        const { id } = await deviceNamed(miriam, "Miriam's iPhone")

        await tenant.writer.deleteDevice(id)

        expect(await tenant.reader.device(id)).toBeNull()
        expect((await tenant.reader.devicesOf(miriam)).map((device) => device.id)).not.toContain(id)
        expect(await codeOf(tenant.writer.deleteDevice(id))).toBe('entra/not-found')
        expect(await codeOf(tenant.writer.setDeviceEnabled(id, true))).toBe('entra/not-found')
      })
    })

    describe('managed devices', () => {
      test('say whose they are, who owns them and how they are', async () => {
        const laptop = await managedNamed(miriam, 'CONTOSO-LT-101')
        const phone = await managedNamed(miriam, "Miriam's iPhone")

        expect([laptop.ownership, phone.ownership]).toEqual(['company', 'personal'])
        expect(laptop).toMatchObject({ userId: miriam, state: 'managed', operatingSystem: 'Windows', actions: [] })
        expect(await tenant.reader.managedDevice(laptop.id)).toEqual(laptop)
        expect(await tenant.reader.managedDevice(NOBODY)).toBeNull()
      })

      test.each([
        ['retire', 'retirePending', "Miriam's iPhone"],
        ['wipe', 'wipePending', 'CONTOSO-LT-101'],
      ] as const)('a %s is asked for at once and carried out later', async (end, state, deviceName) => {
        const { id } = await managedNamed(miriam, deviceName)

        if (end === 'retire') await tenant.writer.retireDevice(id)
        else await tenant.writer.wipeDevice(id, { keepData: false })

        const device = await tenant.reader.managedDevice(id)
        expect(device).toMatchObject({ state, actions: [{ end, state: 'pending' }] })
        expect((await managedNamed(miriam, deviceName)).state).toBe(state)
      })

      test('one that is not there cannot be retired or wiped', async () => {
        expect(await codeOf(tenant.writer.retireDevice(NOBODY))).toBe('entra/not-found')
        expect(await codeOf(tenant.writer.wipeDevice(NOBODY, { keepData: false }))).toBe('entra/not-found')
      })
    })

    describe('protected apps', () => {
      const appsOf = async (user: string) => {
        const found = await tenant.reader.managedAppsOf(user)
        return found.readable ? found.apps : []
      }

      test('say on which device they are, and a wipe is asked for by the device', async () => {
        const debra = await tenant.userId('debra.berger@contoso.com')
        const before = await appsOf(debra)
        const tag = before.find(({ deviceName }) => deviceName === "Debra's iPhone")?.deviceTag ?? ''

        await tenant.writer.wipeManagedApps(debra, tag)

        const shown = (await appsOf(debra)).map(({ app, deviceName, isWiping }) => [deviceName, app, isWiping]).sort()
        expect(before.map(({ isWiping }) => isWiping)).toEqual([false, false, false])
        expect(shown).toEqual([
          ["Debra's iPhone", 'com.microsoft.Office.Outlook', true],
          ["Debra's iPhone", 'com.microsoft.skype.teams', true],
          ['Pixel 9', 'com.microsoft.office.outlook', false],
        ])
      })

      test('without a device tag are told, and a tag of somebody else wipes nothing', async () => {
        const lee = await tenant.userId('lee.gu@contoso.com')
        const debra = await tenant.userId('debra.berger@contoso.com')
        const tag = (await appsOf(debra)).find(({ deviceName }) => deviceName === 'Pixel 9')?.deviceTag ?? ''

        expect(await appsOf(lee)).toMatchObject([{ deviceName: 'Galaxy S24', deviceTag: null, isWiping: false }])
        expect(await codeOf(tenant.writer.wipeManagedApps(lee, tag))).toBe('entra/not-found')
        expect((await appsOf(debra)).find(({ deviceTag }) => deviceTag === tag)?.isWiping).toBe(false)
        expect(await appsOf(miriam)).toEqual([])
        expect(await codeOf(tenant.reader.managedAppsOf(NOBODY))).toBe('entra/not-found')
      })
    })

    describe('Autopilot', () => {
      test("says whose a device is, makes it nobody's and gives it back with what it called its user", async () => {
        const name = 'debra.berger@contoso.com'
        const listed = async () => {
          const found = await tenant.reader.autopilotDevicesOf(name.toUpperCase())
          return found.readable ? found.devices : []
        }
        const [device, ...others] = await listed()
        const id = device?.id ?? ''
        const assignedTo = { userPrincipalName: name, addressableUserName: 'Debra' }

        await tenant.writer.unassignAutopilotDevice(id)
        const [without, free] = [await listed(), await tenant.reader.autopilotDevice(id)]
        await tenant.writer.assignAutopilotDevice(id, assignedTo)

        expect([others, without]).toEqual([[], []])
        expect(device).toMatchObject({ serialNumber: '5CG3021RLV', model: 'EliteBook 845', assignedTo })
        expect(free).toEqual({ ...device, assignedTo: null })
        expect(await listed()).toEqual([device])
      })

      test('does not know a device that is not there', async () => {
        expect(await tenant.reader.autopilotDevice(NOBODY)).toBeNull()
        expect(await codeOf(tenant.writer.unassignAutopilotDevice(NOBODY))).toBe('entra/not-found')
        expect(
          await codeOf(
            tenant.writer.assignAutopilotDevice(NOBODY, {
              userPrincipalName: 'debra.berger@contoso.com',
              addressableUserName: null,
            }),
          ),
        ).toBe('entra/not-found')
        expect(await tenant.reader.autopilotDevicesOf('nobody@contoso.com')).toEqual({ readable: true, devices: [] })
      })
    })

    describe('OneDrive', () => {
      const driveOf = async (user: string): Promise<string> => (await tenant.reader.driveOf(user))?.id ?? ''
      const rightsOf = async (drive: string, user: string) =>
        (await tenant.reader.drivePermissions(drive)).filter((permission) => permission.user === user)

      test('belongs to its owner, and to nobody else', async () => {
        const drive = await tenant.reader.driveOf(miriam)

        expect(drive?.usedBytes).toBeGreaterThan(0)
        expect(drive?.webUrl).toMatch(/^https:\/\//)
        expect(await tenant.reader.drivePermissions(drive?.id ?? '')).toMatchObject([
          { user: miriam, role: 'owner', until: null },
        ])
      })

      test('somebody who never opened it has none, and neither has somebody who does not exist', async () => {
        const name = 'fresh.drive'
        const { id } = await tenant.writer.addUser({
          properties: {
            accountEnabled: true,
            displayName: 'Fresh Drive',
            mailNickname: name,
            userPrincipalName: `${name}@contoso.com`,
          },
          password: new Secret('Contract-qR7_wZ2k'),
          mustChangePassword: true,
        })

        expect(await tenant.reader.driveOf(id)).toBeNull()
        expect(await tenant.reader.driveOf(NOBODY)).toBeNull()
      })

      test('a right is there once it is given, with its end, and gone once it is taken', async () => {
        const drive = await driveOf(miriam)
        const { id } = await tenant.writer.addDrivePermission(drive, { user: joni, role: 'read', until: UNTIL })
        const given = await rightsOf(drive, joni)

        await tenant.writer.removeDrivePermission(drive, id)

        expect(given).toEqual([{ id, user: joni, role: 'read', until: UNTIL }])
        expect(await rightsOf(drive, joni)).toEqual([])
        expect(await codeOf(tenant.writer.removeDrivePermission(drive, id))).toBe('entra/not-found')
      })

      test('sharing again raises the right that is there, and never lowers it', async () => {
        const drive = await driveOf(nestor)
        const share = (role: 'read' | 'write') =>
          tenant.writer.addDrivePermission(drive, { user: joni, role, until: null })
        const first = await share('read')
        const second = await share('write')
        const third = await share('read')

        expect([second.id, third.id]).toEqual([first.id, first.id])
        expect(await rightsOf(drive, joni)).toEqual([{ id: first.id, user: joni, role: 'write', until: null }])
      })
    })

    describe('guests', () => {
      const invite = (mail: string) =>
        tenant.writer.inviteGuest({
          mail,
          displayName: 'Wanda Contract',
          redirectUrl: 'https://myapplications.microsoft.com',
          sendMail: false,
        })

      test('an invitation makes an account that is found by its address', async () => {
        const { id } = await invite('wanda.contract@fabrikam.com')

        const user = await tenant.reader.user(id)

        expect(user).toMatchObject({
          userPrincipalName: 'wanda.contract_fabrikam.com#EXT#@contoso.onmicrosoft.com',
          displayName: 'Wanda Contract',
          properties: {
            accountEnabled: true,
            mail: 'wanda.contract@fabrikam.com',
            mailNickname: 'wanda.contract_fabrikam.com#EXT#',
            otherMails: ['wanda.contract@fabrikam.com'],
            proxyAddresses: ['SMTP:wanda.contract@fabrikam.com'],
            userType: 'Guest',
          },
        })
        const found = await tenant.reader.usersBy('mail', 'Wanda.Contract@fabrikam.com')
        expect(found.map((guest) => guest.id)).toEqual([id])
      })

      test('inviting somebody again makes no second account', async () => {
        const first = await invite('again.contract@fabrikam.com')

        expect(await invite('again.contract@fabrikam.com')).toEqual(first)
      })

      test('colleagues and addresses of the own domains are not invited', async () => {
        expect(await codeOf(invite('miriam.graham@contoso.com'))).toBe('entra/guest-refused')
        expect(await codeOf(invite('nobody.yet@contoso.com'))).toBe('entra/guest-refused')
      })

      test('a guest can be given a number and is found by it', async () => {
        const { id } = await invite('number.contract@fabrikam.com')

        await tenant.writer.modifyUser(id, { employeeId: 'G-7001' })

        expect((await tenant.reader.usersBy('employeeId', 'G-7001')).map((guest) => guest.id)).toEqual([id])
      })
    })
  })
}
