import { describe, expect, test } from 'vitest'
import { graphTenant } from './graph-tenant.ts'

const BASE = '/identityGovernance/entitlementManagement'

/** John Smith's assignments, with what is expanded. */
const ofJohn = async (roles?: readonly string[]) => {
  const tenant = await graphTenant(roles ? { roles } : {})
  const john = tenant.userNamed('john.smith@contoso.com')
  const path = `${BASE}/assignments?$filter=target/objectId eq '${john}'`
  return { ...tenant, john, path }
}

describe('entitlement management', () => {
  test('shows target and package to whoever expands them', async () => {
    const { list, path, john } = await ofJohn()

    const [plain] = await list(path)
    const [whole] = await list(`${path}&$expand=target,accessPackage`)

    expect(Object.keys(plain ?? {})).not.toContain('target')
    expect(whole).toMatchObject({
      state: 'delivered',
      target: { objectId: john },
      accessPackage: { displayName: 'Sales Partners' },
    })
  })

  test('ends an assignment once', async () => {
    const { ask, list, path } = await ofJohn()
    const [held] = await list(path)
    const remove = () =>
      ask('POST', `${BASE}/assignmentRequests`, { requestType: 'adminRemove', assignment: { id: held?.id } })

    const answers = [await remove(), await remove()]

    expect(answers.map(({ status }) => status)).toEqual([201, 404])
    expect((await list(path)).map(({ state }) => state)).toEqual(['expired'])
  })

  test('wants rights of its own, and Entra ID P2', async () => {
    const reading = await ofJohn(['EntitlementManagement.Read.All'])
    const others = await ofJohn(['Directory.ReadWrite.All'])
    const poor = await ofJohn()
    poor.company.entra.skus = []

    expect((await reading.get(reading.path)).status).toBe(200)
    expect((await reading.ask('POST', `${BASE}/assignmentRequests`, {})).status).toBe(403)
    expect((await others.get(others.path)).status).toBe(403)
    expect((await poor.get(poor.path)).refusal).toContain('AadPremiumLicenseRequired')
  })
})
