import { describe, expect, test } from 'vitest'
import { deviceUrls } from '../../src/entra/device-url.ts'
import { driveUrls } from '../../src/entra/drive-url.ts'
import { hostileRows } from '../support/hostile-rows.ts'
import { adele, faultOf, inTurn, megan, ok, refusal, stubbed } from './graph-stub.ts'

const device = '705c034c-034c-705c-4c03-5c704c035c70'
const drive = 'b!t18F8ybsHUq1z3LTz8xvZqP8zaSWjkFNhsME-Fepo75dTf9vQKfeRblBZjoSQrd7'

describe('devices over Graph', () => {
  test('what Intune answers of a device is read whichever way it is spelt', async () => {
    const answer = {
      id: device,
      deviceName: 'DESKTOP-858MANH',
      managedDeviceOwnerType: 'company',
      managementState: 'wipePending',
      operatingSystem: 'Windows',
      userId: adele.toUpperCase(),
      deviceActionResults: [
        { actionName: 'factoryReset', actionState: 'pending', startDateTime: '2026-12-01T08:00:00Z' },
        { actionName: 'Retire', actionState: 'failed', startDateTime: '2026-11-01T08:00:00Z' },
        { actionName: 'removeCompanyData', actionState: 'done', startDateTime: '2026-10-01T08:00:00Z' },
        { actionName: 'remoteLock', actionState: 'done', startDateTime: '2026-09-01T08:00:00Z' },
      ],
    }
    const { reader, received } = await stubbed(inTurn(ok(answer)))

    expect(await reader.managedDevice(device)).toEqual({
      id: device,
      name: 'DESKTOP-858MANH',
      ownership: 'company',
      userId: adele,
      operatingSystem: 'Windows',
      state: 'wipePending',
      actions: [
        { end: 'wipe', state: 'pending', startedAt: '2026-12-01T08:00:00Z' },
        { end: 'retire', state: 'failed', startedAt: '2026-11-01T08:00:00Z' },
        { end: 'retire', state: 'done', startedAt: '2026-10-01T08:00:00Z' },
      ],
    })
    // Intune leaves the actions out where they are not named.
    expect(received[0]?.url).toContain('deviceActionResults')
  })

  test.each(['', '00000000-0000-0000-0000-000000000000', null])(
    'a device of the user %j belongs to nobody',
    async (userId) => {
      const { reader } = await stubbed(inTurn(ok({ id: device, deviceName: 'KIOSK', userId })))

      expect(await reader.managedDevice(device)).toMatchObject({ userId: null, ownership: 'unknown', state: 'managed' })
    },
  )

  test('a tenant without Intune has no managed devices, and a missing right is no absence', async () => {
    const without = refusal(400, 'BadRequest', 'Request not applicable to target tenant.')
    const denied = refusal(403, 'Forbidden', 'Application is not authorized to perform this operation.')

    expect(await (await stubbed(inTurn(without))).reader.managedDevicesOf(adele)).toEqual([])
    expect((await faultOf((await stubbed(inTurn(denied))).reader.managedDevicesOf(adele))).code).toBe('entra/denied')
  })

  test('a wipe says what it keeps, and nothing where it keeps nothing', async () => {
    const { writer, received } = await stubbed(inTurn({ status: 204 }, { status: 204 }))

    await writer.wipeDevice(device, { keepData: false })
    await writer.wipeDevice(device, { keepData: true })

    expect(received.map(({ method, body }) => [method, JSON.parse(body)])).toEqual([
      ['POST', {}],
      ['POST', { keepEnrollmentData: true, keepUserData: true }],
    ])
    expect(received[0]?.url).toContain(`/deviceManagement/managedDevices/${device}/wipe`)
  })

  test('a wipe whose answer is lost is in doubt, and is sent once', async () => {
    const { writer, received } = await stubbed(inTurn({ status: 502, text: 'Bad Gateway' }))

    expect(await faultOf(writer.wipeDevice(device, { keepData: false }))).toMatchObject({ effect: 'unknown' })
    expect(received).toHaveLength(1)
  })
})

describe('OneDrive over Graph', () => {
  test.each([
    [404, 'ResourceNotFound', "User's mysite not found."],
    [404, 'itemNotFound', 'The resource could not be found.'],
    [400, 'BadRequest', 'Tenant does not have a SPO license.'],
  ])('%i %s "%s" means that there is none', async (status, code, message) => {
    const { reader } = await stubbed(inTurn(refusal(status, code, message)))

    expect(await reader.driveOf(adele)).toBeNull()
  })

  test('only rights of single users count as such', async () => {
    const user = (id: string) => ({ user: { id, displayName: 'x' } })
    const value = [
      { id: 'p1', roles: ['write'], grantedToV2: user(adele), expirationDateTime: '2027-01-31T22:59:59.5Z' },
      { id: 'p2', roles: ['read'], grantedTo: user(megan), expirationDateTime: '0001-01-01T00:00:00Z' },
      { id: 'p3', roles: ['owner'], grantedToV2: { siteGroup: { id: '3' } } },
      { id: 'p4', roles: ['read'], link: { scope: 'anonymous' }, grantedToV2: user(adele) },
      { id: 'p5', roles: ['sp.full control'], grantedToV2: user(adele) },
    ]
    const { reader } = await stubbed(inTurn(ok({ value })))

    expect(await reader.drivePermissions(drive)).toEqual([
      { id: 'p1', user: adele, role: 'write', until: '2027-01-31T22:59:59Z' },
      { id: 'p2', user: megan, role: 'read', until: null },
    ])
  })

  test('sharing names the receiver by id and sends no mail', async () => {
    const { writer, received } = await stubbed(inTurn(ok({ value: [{ id: 'p1', roles: ['write'] }] })))

    const made = await writer.addDrivePermission(drive, { user: megan, role: 'write', until: '2027-01-31T22:59:59Z' })

    expect(made).toEqual({ id: 'p1' })
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      recipients: [{ objectId: megan }],
      requireSignIn: true,
      sendInvitation: false,
      roles: ['write'],
      expirationDateTime: '2027-01-31T22:59:59Z',
    })
    expect(received[0]?.url).toContain(`/drives/${drive}/items/root/invite`)
  })

  test('a right whose id the answer lacks was given all the same', async () => {
    const { writer } = await stubbed(inTurn(ok({ value: [] })))

    expect(await faultOf(writer.addDrivePermission(drive, { user: megan, role: 'read', until: null }))).toMatchObject({
      code: 'entra/unexpected-answer',
      effect: 'done',
    })
  })
})

describe('invitations over Graph', () => {
  const invitation = {
    mail: 'wanda.howard@fabrikam.com',
    displayName: 'Wanda Howard',
    redirectUrl: 'https://myapplications.microsoft.com',
    sendMail: true,
  }

  test('answer the id of the guest, not their own', async () => {
    const { writer, received } = await stubbed(
      inTurn({ status: 201, json: { id: device, invitedUser: { id: adele }, inviteRedeemUrl: 'https://…' } }),
    )

    expect(await writer.inviteGuest(invitation)).toEqual({ id: adele })
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      invitedUserEmailAddress: 'wanda.howard@fabrikam.com',
      invitedUserDisplayName: 'Wanda Howard',
      inviteRedirectUrl: 'https://myapplications.microsoft.com',
      sendInvitationMessage: true,
    })
  })

  test.each([
    'The invited user already exists in the directory as object ID: 4c2a. They can use that account to sign in.',
    'Invitee is in inviter tenant',
    'Guest invitations not allowed for your company. Contact your company administrator for more details.',
    'Group email address is not supported.',
  ])('"%s" is told as what it is', async (message) => {
    const { writer } = await stubbed(inTurn(refusal(400, 'BadRequest', message)))

    expect(await faultOf(writer.inviteGuest(invitation))).toMatchObject({ code: 'entra/guest-refused', effect: 'none' })
  })
})

describe('addresses', () => {
  test.each(hostileRows('graph-path'))('$id is no id of a device or a OneDrive: $why', ({ value }) => {
    const code = expect.objectContaining({ code: 'entra/not-an-id' })
    expect(() => deviceUrls.device(value)).toThrow(code)
    expect(() => deviceUrls.endOfManagement(value, 'wipe')).toThrow(code)
    expect(() => deviceUrls.managedDevicesOf(value, ['id'])).toThrow(code)
    expect(() => driveUrls.driveOf(value, ['id'])).toThrow(code)
  })

  test.each(['', '.', '..', '../root', 'b!a/../b', 'b!a?b', 'b!a#b', 'b!a b', 'b!a%2fb', "b!a'b", 'x'.repeat(501)])(
    '"%s" leads to no OneDrive and to no right on one',
    (id) => {
      const code = expect.objectContaining({ code: 'entra/not-an-id' })
      expect(() => driveUrls.permission(drive, id)).toThrow(code)
      expect(() => driveUrls.invite(id)).toThrow(code)
    },
  )

  test('ids of rights may be base64', () => {
    expect(driveUrls.permission(drive, 'aTowIy5mfG1lbWJlcnNoaXB8+/=')).toBe(
      `/drives/${drive}/items/root/permissions/aTowIy5mfG1lbWJlcnNoaXB8%2B%2F%3D`,
    )
  })
})
