import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import { adele, faultOf, inTurn, ok, refusal, stubbed } from './graph-stub.ts'

const registration = (more: object = {}): Json => ({
  '@odata.type': '#microsoft.graph.iosManagedAppRegistration',
  id: 'e0ce2efd-2efd-e0ce-fd2e-cee0fd2ecee0',
  deviceName: "Adele's phone",
  deviceTag: 'tag-1',
  appIdentifier: { '@odata.type': '#microsoft.graph.iosMobileAppIdentifier', bundleId: 'com.microsoft.Office.Outlook' },
  ...more,
})
const appsIn = async (app: Json, operations: readonly Json[] = []) => {
  const { reader } = await stubbed(inTurn(ok({ value: [app] }), ok({ value: [...operations] })))
  return reader.managedAppsOf(adele)
}

describe('protected apps', () => {
  test('are told with their device and whether a wipe is on the list of Intune', async () => {
    expect(await appsIn(registration())).toEqual({
      readable: true,
      apps: [
        {
          id: 'e0ce2efd-2efd-e0ce-fd2e-cee0fd2ecee0',
          app: 'com.microsoft.Office.Outlook',
          deviceName: "Adele's phone",
          deviceTag: 'tag-1',
          isWiping: false,
        },
      ],
    })
    const wipe = [{ displayName: 'Wipe', state: 'pending' }]
    expect(await appsIn(registration(), wipe)).toMatchObject({ apps: [{ isWiping: true }] })
  })

  test('an app that tells nothing of itself has an id, and a wipe that failed is none', async () => {
    const bare = registration({ appIdentifier: null, deviceName: '', deviceTag: '' })
    const failed = [{ displayName: 'Wipe', state: 'Failed' }]

    expect(await appsIn(bare, failed)).toMatchObject({
      apps: [{ app: 'e0ce2efd-2efd-e0ce-fd2e-cee0fd2ecee0', deviceName: null, deviceTag: null, isWiping: false }],
    })
    const unnamed = await stubbed(inTurn(ok({ value: [{ deviceTag: 'tag-1' }] })))
    expect((await faultOf(unnamed.reader.managedAppsOf(adele))).code).toBe('entra/unexpected-answer')
  })

  test.each([
    [refusal(400, 'BadRequest', 'Request not applicable to target tenant.'), 'no Intune'],
    [refusal(403, 'Forbidden', 'Application is not authorized to perform this operation.'), 'Apps.Read.All'],
  ])('a tenant that does not let them be read says why', async (answer, why) => {
    const { reader } = await stubbed(inTurn(answer))

    expect(await reader.managedAppsOf(adele)).toEqual({ readable: false, because: expect.stringContaining(why) })
  })

  test('a wipe names the device, and one whose answer is lost is sent once', async () => {
    const { writer, received } = await stubbed(inTurn({ status: 204 }, { status: 502, text: 'Bad Gateway' }))

    await writer.wipeManagedApps(adele, 'tag-1')
    const lost = await faultOf(writer.wipeManagedApps(adele, 'tag-2'))

    expect(lost.effect).toBe('unknown')
    expect(received.map(({ body }) => JSON.parse(body))).toEqual([{ deviceTag: 'tag-1' }, { deviceTag: 'tag-2' }])
    expect(received[0]?.url).toContain(`/users/${adele}/wipeManagedAppRegistrationsByDeviceTag`)
  })
})
