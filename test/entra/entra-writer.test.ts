import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { Secret } from '../../src/model/secret.ts'
import { adele, faultOf, inTurn, ok, refusal, sales, stubbed } from './graph-stub.ts'

const e3 = '05e9a617-0261-4cee-bb44-138d3ef5d965'
const password = new Secret('Wr7-tq2K_second')

const missing = (what: string) =>
  refusal(
    404,
    'Request_ResourceNotFound',
    `Resource '${what}' does not exist or one of its queried reference-property objects are not present.`,
  )

describe('writes', () => {
  test('a new user takes its password along and answers its id', async () => {
    const { writer, received } = await stubbed(
      inTurn({ status: 201, json: { id: adele, userPrincipalName: 'adele.vance@contoso.com' } }),
    )

    const made = await writer.addUser({
      properties: { displayName: 'Adele Vance' },
      password,
      mustChangePassword: true,
    })

    expect(made).toEqual({ id: adele })
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      displayName: 'Adele Vance',
      passwordProfile: { password: password.reveal(), forceChangePasswordNextSignIn: true },
    })
  })

  test('a new user whose id the answer lacks was made all the same', async () => {
    const { writer } = await stubbed(inTurn({ status: 201, json: {} }))

    const fault = await faultOf(writer.addUser({ properties: {}, password, mustChangePassword: true }))

    expect(fault).toMatchObject({ code: 'entra/unexpected-answer', effect: 'done' })
  })

  test('licences are sent with both lists, for Graph wants an empty one too', async () => {
    const { writer, received } = await stubbed(inTurn(ok({ id: adele })))

    await writer.assignLicences(adele, { add: [{ skuId: e3, disabledPlans: [] }], remove: [] })

    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      addLicenses: [{ skuId: e3, disabledPlans: [] }],
      removeLicenses: [],
    })
  })

  test.each([200, 202, 204])('an answer %i without a body is a success', async (status) => {
    const { writer, received } = await stubbed(inTurn({ status }))

    await writer.assignLicences(adele, { add: [], remove: [e3] })

    expect(received).toHaveLength(1)
  })

  test('a page in place of an answer leaves it open whether the write arrived', async () => {
    const { writer } = await stubbed(inTurn({ status: 200, text: '<html>Sign in to the proxy</html>' }))

    expect(await faultOf(writer.modifyUser(adele, { jobTitle: 'Engineer' }))).toMatchObject({
      code: 'entra/unexpected-answer',
      effect: 'unknown',
    })
  })

  test('a password is set as an administrator sets it', async () => {
    const { writer, received } = await stubbed(inTurn({ status: 204 }))

    await writer.setPassword(adele, password, { mustChange: false })

    expect([received[0]?.method, JSON.parse(received[0]?.body ?? '')]).toEqual([
      'PATCH',
      { passwordProfile: { password: password.reveal(), forceChangePasswordNextSignIn: false } },
    ])
  })

  test('the value of a pass is a secret from the moment it is read', async () => {
    const { writer } = await stubbed(inTurn({ status: 201, json: { id: sales, temporaryAccessPass: 'TAP-9x7Q2w' } }))

    const { pass } = await writer.issuePass(adele, { lifetimeInMinutes: 60, isUsableOnce: true })

    expect(pass.reveal()).toBe('TAP-9x7Q2w')
    expect(inspect(pass)).not.toContain('TAP-9x7Q2w')
  })

  test('a pass without a value is reported, and was made', async () => {
    const { writer } = await stubbed(inTurn({ status: 201, json: { id: sales, temporaryAccessPass: null } }))

    expect(await faultOf(writer.issuePass(adele, { lifetimeInMinutes: 60, isUsableOnce: true }))).toMatchObject({
      code: 'entra/unexpected-answer',
      effect: 'done',
    })
  })
})

describe('removing a member', () => {
  test('that is none says so', async () => {
    const { writer } = await stubbed(inTurn(missing(adele)))

    expect(await faultOf(writer.removeMember(sales, adele))).toMatchObject({ code: 'entra/not-member', effect: 'none' })
  })

  test('from a group that does not exist says that', async () => {
    const { writer } = await stubbed(inTurn(missing(sales)))

    expect(await faultOf(writer.removeMember(sales, adele))).toMatchObject({ code: 'entra/not-found' })
  })
})

describe('a group that takes no members by hand', () => {
  const denied = refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')

  test('is told apart from a missing permission, though Graph uses the same words', async () => {
    const { writer } = await stubbed(
      inTurn(denied, ok({ id: sales, displayName: 'Sales', groupTypes: ['DynamicMembership'] })),
    )

    expect(await faultOf(writer.addMember(sales, adele))).toMatchObject({ code: 'entra/dynamic-group', effect: 'none' })
  })

  test.each([
    ['whose rule is none', ok({ id: sales, displayName: 'Sales', groupTypes: [] })],
    ['that may not be read', denied],
  ])('%s is a missing permission', async (_why, group) => {
    const { writer } = await stubbed(inTurn(denied, group))

    expect(await faultOf(writer.removeMember(sales, adele))).toMatchObject({ code: 'entra/denied' })
  })
})
