import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import { adele, faultOf, inTurn, ok, refusal, stubbed } from './graph-stub.ts'

const NAME = 'adele.vance@contoso.com'
const laptop = (more: object = {}): Json => ({
  id: adele,
  serialNumber: '7Q2XK93',
  model: 'Surface Laptop',
  userPrincipalName: 'Adele.Vance@contoso.com',
  addressableUserName: 'Adele',
  ...more,
})

describe('devices of Windows Autopilot', () => {
  test('are those of the sign-in name, whatever its letter case, and no others', async () => {
    const { reader } = await stubbed(
      inTurn(ok({ value: [laptop({ userPrincipalName: '' }), laptop(), laptop({ userPrincipalName: `x${NAME}` })] })),
    )

    expect(await reader.autopilotDevicesOf(NAME)).toEqual({
      readable: true,
      devices: [
        {
          id: adele,
          serialNumber: '7Q2XK93',
          model: 'Surface Laptop',
          assignedTo: { userPrincipalName: 'Adele.Vance@contoso.com', addressableUserName: 'Adele' },
        },
      ],
    })
  })

  test.each([
    [refusal(400, 'BadRequest', 'Request not applicable to target tenant.'), 'no Intune'],
    [refusal(403, 'Forbidden', 'Application is not authorized.'), 'DeviceManagementServiceConfig.Read.All'],
  ])('cannot be told without Intune or the right, and that is said', async (answer, why) => {
    const { reader } = await stubbed(inTurn(answer))

    const found = await reader.autopilotDevicesOf(NAME)

    expect(found).toMatchObject({ readable: false, because: expect.stringContaining(why) })
  })

  test('whose answer cannot be read are a fault, and no empty list', async () => {
    const { reader } = await stubbed(inTurn(ok({ value: [{ serialNumber: '7Q2XK93' }] })))

    expect((await faultOf(reader.autopilotDevicesOf(NAME))).code).toBe('entra/unexpected-answer')
  })
})
