import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EntraProperties } from '../../src/model/entra-objects.ts'
import { Fault } from '../../src/model/fault.ts'
import { Secret } from '../../src/model/secret.ts'
import type { EntraReader, EntraWriter } from '../../src/ports/entra.ts'

/** A tenant on which the contract is tried, and what it has to find there. */
export interface EntraUnderTest {
  readonly reader: EntraReader
  readonly writer: EntraWriter
  /** Ids of objects that are there. */
  readonly found: {
    /** A security group of the cloud with members of its own choice. */
    readonly securityGroup: string
    readonly dynamicGroup: string
    readonly syncedGroup: string
    readonly distributionList: string
    /** A user mastered in Active Directory. */
    readonly syncedUser: string
    /** SKU id of a licence with at least five free seats and two service plans. */
    readonly freeSku: string
    /** SKU id of a licence without a free seat. */
    readonly fullSku: string
  }
  close(): Promise<void>
}

const nobody = '5f0c6a3e-1111-4222-8333-444444444444'

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (thrown instanceof Fault) return thrown.code
  throw new Error(`expected a fault, got ${String(thrown)}`)
}

/** The meaning of the port to Entra. Whatever stands behind it has to pass: the projection, the practice tenant, a real one. */
export const entraContract = (name: string, open: () => Promise<EntraUnderTest>): void => {
  describe(`Entra as ${name}`, () => {
    let entra: EntraUnderTest
    let domain: string
    let count = 0

    beforeAll(async () => {
      entra = await open()
      domain = (await entra.reader.tenant()).domains[0] ?? ''
    })
    afterAll(() => entra.close())

    /** Properties of a person whom nobody else has. */
    const person = (more: EntraProperties = {}): EntraProperties => {
      count += 1
      const nickname = `adele.contract${count}`
      return {
        accountEnabled: true,
        displayName: `Adele Contract ${count}`,
        mailNickname: nickname,
        userPrincipalName: `${nickname}@${domain}`,
        employeeId: `C${String(count).padStart(5, '0')}`,
        usageLocation: 'PL',
        ...more,
      }
    }

    const add = async (properties: EntraProperties): Promise<string> => {
      const password = new Secret(`Contract-${count}-qR7_wZ2k`)
      return (await entra.writer.addUser({ properties, password, mustChangePassword: true })).id
    }

    const groupIds = async (id: string): Promise<readonly string[]> =>
      (await entra.reader.groupsOf(id)).map((group) => group.id)

    describe('users', () => {
      test('a new user reads back with what it was given', async () => {
        const properties = person({ givenName: 'Adele', surname: "O'Vance", department: 'R&D + Sales', jobTitle: null })

        const user = await entra.reader.user(await add(properties))

        const { jobTitle: _unset, ...given } = properties
        expect(user).toMatchObject({
          userPrincipalName: properties['userPrincipalName'],
          displayName: properties['displayName'],
          properties: given,
        })
        expect(user?.properties['jobTitle'] ?? null).toBeNull()
      })

      test('a user that does not exist is null', async () => {
        expect(await entra.reader.user(nobody)).toBeNull()
      })

      test.each(['employeeId', 'userPrincipalName', 'mailNickname'] as const)(
        'is found by %s in any letter case',
        async (key) => {
          const properties = person()
          const id = await add(properties)
          const value = String(properties[key])

          const found = await Promise.all(
            [value, value.toUpperCase(), value.toLowerCase()].map((text) => entra.reader.usersBy(key, text)),
          )

          expect(found.map((users) => users.map((user) => user.id))).toEqual([[id], [id], [id]])
        },
      )

      test('nobody has a value that nobody was given', async () => {
        expect(await entra.reader.usersBy('employeeId', 'C99999')).toEqual([])
        expect(await entra.reader.usersBy('employeeId', "x' or 'a' eq 'a")).toEqual([])
      })

      test('all who have the same employeeId are found, for Entra does not keep it unique', async () => {
        const employeeId = 'C-TWICE1'
        const ids = [await add(person({ employeeId })), await add(person({ employeeId }))]

        const found = await entra.reader.usersBy('employeeId', employeeId)

        expect(found.map(({ id }) => id)).toEqual([...ids].sort())
      })

      test('a user principal name is had by one alone, in whatever letter case', async () => {
        const { userPrincipalName } = person()
        const id = await add(person({ userPrincipalName: userPrincipalName ?? null }))

        const code = await codeOf(add(person({ userPrincipalName: String(userPrincipalName).toUpperCase() })))

        expect(code).toBe('entra/name-taken')
        expect(
          (await entra.reader.usersBy('userPrincipalName', String(userPrincipalName))).map((user) => user.id),
        ).toEqual([id])
      })

      test('a user principal name ends with a domain of the tenant', async () => {
        const code = await codeOf(add(person({ userPrincipalName: 'adele@unverified.example' })))

        expect(code).toBe('entra/domain-not-verified')
        expect(await entra.reader.usersBy('userPrincipalName', 'adele@unverified.example')).toEqual([])
      })

      test('a new user without a name is refused', async () => {
        const { displayName: _left, ...properties } = person()

        expect(await codeOf(add(properties))).toBe('entra/bad-request')
      })

      test('a change touches what it names and nothing else, and null empties', async () => {
        const id = await add(person({ jobTitle: 'Engineer', department: 'Sales', city: 'Gdańsk' }))

        await entra.writer.modifyUser(id, { jobTitle: 'Manager', city: null, accountEnabled: false })

        const user = await entra.reader.user(id)
        expect(user?.properties).toMatchObject({
          jobTitle: 'Manager',
          department: 'Sales',
          accountEnabled: false,
          usageLocation: 'PL',
        })
        expect(user?.properties['city'] ?? null).toBeNull()
      })

      test('a user who does not exist cannot be changed', async () => {
        expect(await codeOf(entra.writer.modifyUser(nobody, { jobTitle: 'Manager' }))).toBe('entra/not-found')
        expect(await codeOf(entra.writer.setPassword(nobody, new Secret('Nobody-7_qR2wZ'), { mustChange: true }))).toBe(
          'entra/not-found',
        )
      })

      test('what is mastered in Active Directory is changed there, the usage location here', async () => {
        const { syncedUser } = entra.found
        const before = await entra.reader.user(syncedUser)

        expect(await codeOf(entra.writer.modifyUser(syncedUser, { jobTitle: 'Nobody knows' }))).toBe(
          'entra/mastered-on-premises',
        )
        await entra.writer.modifyUser(syncedUser, { usageLocation: 'DE' })

        expect((await entra.reader.user(syncedUser))?.properties).toEqual({
          ...before?.properties,
          usageLocation: 'DE',
        })
      })

      test('a cloud account gets another password, a synced one does not get it here', async () => {
        const id = await add(person())

        await entra.writer.setPassword(id, new Secret('Another-4_wZk8Qr'), { mustChange: true })

        const synced = entra.writer.setPassword(entra.found.syncedUser, new Secret('Another-5_wZk8Qr'), {
          mustChange: true,
        })
        expect(await codeOf(synced)).toBe('entra/mastered-on-premises')
      })

      test('a deleted user is gone from every read, and the name is free again', async () => {
        const properties = person()
        const id = await add(properties)

        await entra.writer.deleteUser(id)

        expect(await entra.reader.user(id)).toBeNull()
        expect(await entra.reader.usersBy('employeeId', String(properties['employeeId']))).toEqual([])
        expect(await codeOf(entra.writer.deleteUser(id))).toBe('entra/not-found')
        expect(await add(properties)).not.toBe(id)
      })
    })

    describe('managers', () => {
      test('none, one, another, none', async () => {
        const [id, megan, lidia] = [await add(person()), await add(person()), await add(person())]
        const seen: unknown[] = []
        const look = async (): Promise<void> => void seen.push((await entra.reader.manager(id))?.id ?? null)

        await look()
        await entra.writer.setManager(id, megan)
        await look()
        await entra.writer.setManager(id, lidia)
        await look()
        await entra.writer.removeManager(id)
        await look()

        expect(seen).toEqual([null, megan, lidia, null])
      })

      test('a manager is shown by name', async () => {
        const properties = person()
        const id = await add(person())

        await entra.writer.setManager(id, await add(properties))

        expect((await entra.reader.manager(id))?.name).toBe(properties['displayName'])
      })

      test('nobody cannot be removed, and cannot manage', async () => {
        const id = await add(person())

        expect(await codeOf(entra.writer.removeManager(id))).toBe('entra/not-found')
        expect(['entra/not-found', 'entra/group-not-ready']).toContain(
          await codeOf(entra.writer.setManager(id, nobody)),
        )
        expect(await entra.reader.manager(id)).toBeNull()
      })
    })

    describe('groups', () => {
      test('are found by id and by name in any letter case', async () => {
        const group = await entra.reader.group(entra.found.securityGroup)
        const displayName = group?.displayName ?? ''

        const named = await Promise.all(
          [displayName, displayName.toUpperCase()].map((text) => entra.reader.groupsNamed(text)),
        )

        expect(named.map((groups) => groups.map(({ id }) => id))).toEqual([[group?.id], [group?.id]])
        expect(group).toMatchObject({
          securityEnabled: true,
          mailEnabled: false,
          groupTypes: [],
          onPremisesSyncEnabled: false,
        })
      })

      test('that do not exist are not there', async () => {
        expect(await entra.reader.group(nobody)).toBeNull()
        expect(await entra.reader.groupsNamed("Nobody's group")).toEqual([])
        expect(await entra.reader.groupsBeginning("Nobody's ")).toEqual([])
      })

      test('are found by the beginning of their names in any letter case', async () => {
        const { displayName = '', id } = (await entra.reader.group(entra.found.securityGroup)) ?? {}

        const begun = await entra.reader.groupsBeginning(displayName.slice(0, 3).toUpperCase())

        expect(begun.map((group) => group.id)).toContain(id)
      })

      test('are joined once and left once', async () => {
        const { securityGroup } = entra.found
        const id = await add(person())

        await entra.writer.addMember(securityGroup, id)
        const joined = await groupIds(id)
        const again = await codeOf(entra.writer.addMember(securityGroup, id))
        await entra.writer.removeMember(securityGroup, id)
        const left = await groupIds(id)
        const gone = await codeOf(entra.writer.removeMember(securityGroup, id))

        expect(joined).toContain(securityGroup)
        expect(again).toBe('entra/already-member')
        expect(left).not.toContain(securityGroup)
        expect(gone).toBe('entra/not-member')
      })

      test('take many at once, each with an outcome of its own', async () => {
        const { securityGroup } = entra.found
        const ids: string[] = []
        for (let index = 0; index < 23; index += 1) ids.push(await add(person()))
        await entra.writer.addMember(securityGroup, ids[0] ?? '')

        const outcomes = await Promise.allSettled(ids.map((id) => entra.writer.addMember(securityGroup, id)))

        expect(outcomes.map(({ status }) => status)).toEqual(['rejected', ...Array(22).fill('fulfilled')])
        const memberships = await Promise.all(ids.map(groupIds))
        expect(memberships.every((groups) => groups.includes(securityGroup))).toBe(true)
      })

      test.each([
        ['dynamicGroup', 'entra/dynamic-group'],
        ['syncedGroup', 'entra/mastered-on-premises'],
        ['distributionList', 'entra/mail-enabled-group'],
      ] as const)('of the kind %s take nobody here', async (kind, expected) => {
        const id = await add(person())

        expect(await codeOf(entra.writer.addMember(entra.found[kind], id))).toBe(expected)
        expect(await groupIds(id)).not.toContain(entra.found[kind])
      })

      test('that do not exist, and people who do not, cannot be put together', async () => {
        const missing = ['entra/not-found', 'entra/group-not-ready']
        const id = await add(person())

        expect(missing).toContain(await codeOf(entra.writer.addMember(nobody, id)))
        expect(missing).toContain(await codeOf(entra.writer.addMember(entra.found.securityGroup, nobody)))
      })
    })

    describe('licences', () => {
      const skuOf = async (skuId: string) => (await entra.reader.skus()).find((sku) => sku.skuId === skuId)

      test('of the tenant are for users and count their seats', async () => {
        const { freeSku } = entra.found
        const id = await add(person())
        const before = await skuOf(freeSku)

        await entra.writer.assignLicences(id, { add: [{ skuId: freeSku, disabledPlans: [] }], remove: [] })
        const taken = await skuOf(freeSku)
        await entra.writer.assignLicences(id, { add: [], remove: [freeSku] })
        const freed = await skuOf(freeSku)

        expect((await entra.reader.skus()).map(({ appliesTo }) => appliesTo)).not.toContain('Company')
        expect([taken?.consumed, freed?.consumed]).toEqual([(before?.consumed ?? 0) + 1, before?.consumed])
      })

      test('are held directly with the plans that are off, which another assignment replaces', async () => {
        const { freeSku } = entra.found
        const id = await add(person())
        const [first = '', second = ''] =
          (await skuOf(freeSku))?.servicePlans.map(({ servicePlanId }) => servicePlanId) ?? []
        const assign = (...disabledPlans: readonly string[]) =>
          entra.writer.assignLicences(id, { add: [{ skuId: freeSku, disabledPlans }], remove: [] })

        await assign(first)
        const before = await entra.reader.licencesOf(id)
        await assign(second)
        const after = await entra.reader.licencesOf(id)

        const held = { skuId: freeSku, group: null, state: 'Active' }
        expect([before, after]).toEqual([[{ ...held, disabledPlans: [first] }], [{ ...held, disabledPlans: [second] }]])
      })

      test('that are not held cannot be removed', async () => {
        const id = await add(person())

        expect(await entra.reader.licencesOf(id)).toEqual([])
        expect(await codeOf(entra.writer.assignLicences(id, { add: [], remove: [entra.found.freeSku] }))).toBe(
          'entra/licence-not-held',
        )
      })

      test.each([
        ['a usage location', 'entra/no-usage-location', 'freeSku', { usageLocation: null }],
        ['a free seat', 'entra/no-seats', 'fullSku', {}],
      ] as const)('need %s', async (_what, expected, sku, properties) => {
        const id = await add(person(properties))

        const code = await codeOf(
          entra.writer.assignLicences(id, { add: [{ skuId: entra.found[sku], disabledPlans: [] }], remove: [] }),
        )

        expect(code).toBe(expected)
        expect(await entra.reader.licencesOf(id)).toEqual([])
      })

      test('that the tenant does not have cannot be assigned', async () => {
        const id = await add(person())

        expect(
          await codeOf(entra.writer.assignLicences(id, { add: [{ skuId: nobody, disabledPlans: [] }], remove: [] })),
        ).toBe('entra/unknown-licence')
      })

      test('of nobody are a fault, not none', async () => {
        expect(await codeOf(entra.reader.licencesOf(nobody))).toBe('entra/not-found')
      })
    })

    describe('temporary access passes', () => {
      test('are one at a time, usable at once, and can be taken back', async () => {
        const id = await add(person())

        const first = await entra.writer.issuePass(id, { lifetimeInMinutes: 60, isUsableOnce: true })
        const second = await entra.writer.issuePass(id, { lifetimeInMinutes: 480, isUsableOnce: false })
        const passes = await entra.reader.passesOf(id)
        await entra.writer.deletePass(id, second.id)

        expect(passes).toMatchObject([{ id: second.id, lifetimeInMinutes: 480, isUsable: true }])
        expect(first.pass).toBeInstanceOf(Secret)
        expect(await entra.reader.passesOf(id)).toEqual([])
        expect(await codeOf(entra.writer.deletePass(id, second.id))).toBe('entra/not-found')
      })

      test('that begin later are not usable yet', async () => {
        const id = await add(person())

        await entra.writer.issuePass(id, {
          lifetimeInMinutes: 60,
          isUsableOnce: true,
          startDateTime: '2099-01-04T08:00:00Z',
        })

        const [pass] = await entra.reader.passesOf(id)
        expect([Date.parse(pass?.startDateTime ?? ''), pass?.isUsable]).toEqual([
          Date.parse('2099-01-04T08:00:00Z'),
          false,
        ])
      })

      test('of nobody are a fault', async () => {
        expect(await codeOf(entra.reader.passesOf(nobody))).toBe('entra/not-found')
        expect(await codeOf(entra.writer.issuePass(nobody, { lifetimeInMinutes: 60, isUsableOnce: true }))).toBe(
          'entra/not-found',
        )
      })
    })
  })
}
