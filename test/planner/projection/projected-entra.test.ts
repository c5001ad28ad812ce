import { describe, expect, test } from 'vitest'
import type { EntraProperties } from '../../../src/model/entra-objects.ts'
import { unbornId } from '../../../src/model/object-ref.ts'
import { Secret } from '../../../src/model/secret.ts'
import { projectEntra } from '../../../src/planner/projection/projected-entra.ts'
import { e3, f1, memoryDirectory, salesTeam } from '../../support/memory-directory.ts'

const user = (name: string, more: EntraProperties = {}) => ({
  properties: {
    accountEnabled: true,
    displayName: name,
    mailNickname: name,
    userPrincipalName: `${name}@contoso.com`,
    usageLocation: 'PL',
    ...more,
  },
  password: new Secret(''),
  mustChangePassword: true,
})

/** A live tenant with Adele (licence, group, manager Megan), and a projection over it. */
const overLive = async () => {
  const { entra: live } = await memoryDirectory()
  const { id: adele } = await live.addUser(user('adele', { employeeId: '00123' }))
  const { id: megan } = await live.addUser(user('megan'))
  await live.setManager(adele, megan)
  await live.addMember(salesTeam.id, adele)
  await live.assignLicences(adele, { add: [{ skuId: e3.skuId, disabledPlans: [] }], remove: [] })
  const projection = projectEntra(live)
  let count = 0
  const newId = () => {
    count += 1
    return unbornId(`c${count}`)
  }
  return { live, projection, adele, megan, write: projection.writer(newId, { asSync: false }) }
}

const codeOf = (action: Promise<unknown>) =>
  action.then(
    () => 'no fault',
    (fault: { code?: string }) => fault.code,
  )

test('nothing that is written into the projection reaches the live tenant', async () => {
  const { live, projection, adele, megan, write } = await overLive()
  const look = async (reader: typeof live | typeof projection) => ({
    user: await reader.user(adele),
    manager: await reader.manager(adele),
    groups: await reader.groupsOf(adele),
    licences: await reader.licencesOf(adele),
    passes: await reader.passesOf(adele),
    skus: await reader.skus(),
  })
  const before = await look(live)
  expect(await look(projection)).toEqual(before)

  await write.modifyUser(adele, { jobTitle: 'Clerk' })
  await write.removeManager(adele)
  await write.removeMember(salesTeam.id, adele)
  await write.assignLicences(adele, { add: [{ skuId: f1.skuId, disabledPlans: [] }], remove: [e3.skuId] })
  await write.issuePass(adele, { lifetimeInMinutes: 60, isUsableOnce: true })
  await write.deleteUser(megan)

  expect(await look(live)).toEqual(before)
  expect(await live.user(megan)).not.toBeNull()
  expect(await look(projection)).not.toEqual(before)
})

describe('seats', () => {
  test('are counted over the whole batch, so that the last one is given once', async () => {
    const { write } = await overLive()
    const codes: unknown[] = []
    for (const name of ['lee', 'lidia', 'alex', 'diego']) {
      const { id } = await write.addUser(user(name))
      codes.push(await codeOf(write.assignLicences(id, { add: [{ skuId: e3.skuId, disabledPlans: [] }], remove: [] })))
    }

    expect(codes).toEqual(['no fault', 'no fault', 'entra/no-seats', 'entra/no-seats'])
  })

  test('come free with a removed licence and with a deleted user, and are not taken twice by one', async () => {
    const { projection, adele, write } = await overLive()
    const consumed = async () => (await projection.skus()).find(({ skuId }) => skuId === e3.skuId)?.consumed
    const seen = [await consumed()]
    const plan = e3.servicePlans[0]?.servicePlanId ?? ''

    await write.assignLicences(adele, { add: [{ skuId: e3.skuId, disabledPlans: [plan] }], remove: [] })
    seen.push(await consumed())
    await write.assignLicences(adele, { add: [], remove: [e3.skuId] })
    seen.push(await consumed())
    await write.assignLicences(adele, { add: [{ skuId: e3.skuId, disabledPlans: [] }], remove: [] })
    await write.deleteUser(adele)
    seen.push(await consumed())

    expect(seen).toEqual([1, 1, 0, 0])
  })
})

describe('users are looked up', () => {
  test('by what the plan has given them, and no more by what it took', async () => {
    const { projection, adele, write } = await overLive()

    await write.modifyUser(adele, { employeeId: '00124', userPrincipalName: 'adele.v@contoso.com' })

    const ids = async (key: 'employeeId' | 'userPrincipalName', value: string) =>
      (await projection.usersBy(key, value)).map(({ id }) => id)
    expect([await ids('employeeId', '00123'), await ids('employeeId', '00124')]).toEqual([[], [adele]])
    expect([
      await ids('userPrincipalName', 'adele@contoso.com'),
      await ids('userPrincipalName', 'ADELE.V@contoso.com'),
    ]).toEqual([[], [adele]])
  })

  test('without those that the plan deletes, and with what else it changes about the others', async () => {
    const { projection, adele, megan, write } = await overLive()
    await write.modifyUser(megan, { employeeId: '00123' })
    await write.modifyUser(adele, { jobTitle: 'Clerk' })
    const both = await projection.usersBy('employeeId', '00123')
    await write.deleteUser(megan)

    expect(both.map(({ id }) => id).sort()).toEqual([adele, megan].sort())
    expect((await projection.usersBy('employeeId', '00123')).map(({ properties }) => properties['jobTitle'])).toEqual([
      'Clerk',
    ])
  })

  test('among addresses, of which a user may have several', async () => {
    const { projection, adele, write } = await overLive()

    await write.modifyUser(adele, { proxyAddresses: ['SMTP:adele@contoso.com', 'smtp:av@contoso.com'] })

    expect(await projection.usersBy('proxyAddresses', 'smtp:AV@contoso.com')).toHaveLength(1)
    expect(await projection.usersBy('proxyAddresses', 'smtp:nobody@contoso.com')).toEqual([])
  })
})

test('a deleted manager manages nobody', async () => {
  const { projection, adele, megan, write } = await overLive()
  const before = await projection.manager(adele)

  await write.deleteUser(megan)

  expect([before?.name, await projection.manager(adele)]).toEqual(['megan', null])
})

test('Entra Connect may write what an application may not', async () => {
  const { projection, write } = await overLive()
  const sync = projection.writer(() => unbornId('s1'), { asSync: true })
  const { id } = await sync.addUser(
    user('synced', { onPremisesSyncEnabled: true, userPrincipalName: 'synced@elsewhere.example' }),
  )

  expect(await codeOf(write.modifyUser(id, { jobTitle: 'Clerk' }))).toBe('entra/mastered-on-premises')
  expect(await codeOf(write.setManager(id, id))).toBe('entra/mastered-on-premises')
  expect(await codeOf(sync.modifyUser(id, { jobTitle: 'Clerk' }))).toBe('no fault')
  expect(await codeOf(write.modifyUser(id, { usageLocation: 'DE' }))).toBe('no fault')
  expect((await projection.user(id))?.properties).toMatchObject({ jobTitle: 'Clerk', usageLocation: 'DE' })
})

test('a user who is planned is not asked of the live tenant', async () => {
  const { projection } = await overLive()

  expect(await projection.user(unbornId('c99'))).toBeNull()
})
