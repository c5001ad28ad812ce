import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import { adele, inTurn, ok, refusal, stubbed } from './graph-stub.ts'

const id = 'ce8d4c3e-0000-4000-8000-000000000001'
const accessPackage = { id: 'ce8d4c3e-0000-4000-8000-0000000000aa', displayName: 'Sales Partners' }
const assignment = (more: object = {}): Json => ({
  id,
  state: 'delivered',
  target: { objectId: adele },
  accessPackage,
  ...more,
})
const packagesFrom = async (assignments: readonly Json[], requests: readonly Json[] = []) => {
  const stub = await stubbed(inTurn(ok({ value: assignments }), ok({ value: requests })))
  return { ...stub, packages: await stub.reader.packagesOf(adele) }
}

describe('access packages', () => {
  test('are asked for by whom they are for, and told by name', async () => {
    const { packages, received } = await packagesFrom([assignment({ state: 'Delivered' })])

    const held = { id, packageId: accessPackage.id, packageName: 'Sales Partners' }
    expect(packages).toEqual({ readable: true, assigned: [held], asked: [] })
    const filters = received.map(({ url }) => new URL(url, 'https://graph.microsoft.com').searchParams.get('$filter'))
    expect(filters).toEqual([`target/objectId eq '${adele}'`, `requestor/objectId eq '${adele}'`])
  })

  test.each([
    ['that have ended', { state: 'expired' }],
    ['of somebody else', { target: { objectId: accessPackage.id } }],
  ])('%s are left out', async (_which, more) => {
    expect((await packagesFrom([assignment(more)])).packages).toMatchObject({ assigned: [] })
  })

  test('that are being taken away are gone, and those that are asked for are told', async () => {
    const going = { requestType: 'adminRemove', state: 'submitted', accessPackage, assignment: { id } }
    const asked = { requestType: 'userAdd', state: 'pendingApproval', accessPackage: { displayName: 'Trade Fair' } }
    const denied = { requestType: 'userAdd', state: 'denied', accessPackage }

    const { packages } = await packagesFrom([assignment()], [going, asked, denied])

    expect(packages).toEqual({ readable: true, assigned: [], asked: ['Trade Fair'] })
  })

  test.each([
    [403, 'Authorization_RequestDenied', 'EntitlementManagement.Read.All'],
    [400, 'AadPremiumLicenseRequired', 'Governance'],
    [400, 'BadRequest', 'Governance'],
  ])('refused with %i %s are not readable, which is no failure', async (status, code, words) => {
    const stub = await stubbed(inTurn(refusal(status, code, 'No.')))

    const packages = await stub.reader.packagesOf(adele)

    expect(packages).toMatchObject({ readable: false, because: expect.stringContaining(words) })
    expect(await stub.reader.packagesOf(adele)).toEqual(packages)
    expect(stub.received.length).toBe(1)
  })
})
