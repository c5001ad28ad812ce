import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_ACCESS, type HeldRole } from '../../src/model/entra-rights.ts'
import { Fault } from '../../src/model/fault.ts'
import { Secret } from '../../src/model/secret.ts'
import type { EntraReader, EntraWriter } from '../../src/ports/entra.ts'

/** A tenant on which the contract of rights is tried, and what it has to find there. */
export interface RightsUnderTest {
  readonly reader: EntraReader
  readonly writer: EntraWriter
  readonly found: {
    /** A role definition that nobody holds. */
    readonly role: string
    /** An application without roles, and one with two. */
    readonly plainApp: string
    readonly appWithRoles: string
    /** Applications between which somebody may consent. */
    readonly client: string
    readonly resource: string
    /** Cloud groups without owners: a security group and a Microsoft 365 group. */
    readonly group: string
    readonly unified: string
    readonly syncedGroup: string
  }
  close(): Promise<void>
}

const UNIT = '/administrativeUnits/7d3a1f0e-2222-4000-8000-000000000001'
const LATER = '2099-12-31T00:00:00Z'

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (thrown instanceof Fault) return thrown.code
  throw new Error(`expected a fault, got ${String(thrown)}`)
}

/** The meaning of the ports to rights in Entra, whatever stands behind them. */
export const entraRightsContract = (name: string, open: () => Promise<RightsUnderTest>): void => {
  describe(`rights in Entra as ${name}`, () => {
    let tenant: RightsUnderTest
    let count = 0

    beforeAll(async () => {
      tenant = await open()
    })
    afterAll(() => tenant.close())

    const person = async (): Promise<string> => {
      count += 1
      const mailNickname = `adele.rights${count}`
      const properties = {
        accountEnabled: true,
        displayName: `Adele Rights ${count}`,
        mailNickname,
        userPrincipalName: `${mailNickname}@${(await tenant.reader.tenant()).domains[0]}`,
      }
      const password = new Secret(`Contract-${count}-qR7_wZ2k`)
      return (await tenant.writer.addUser({ properties, password, mustChangePassword: true })).id
    }

    const held = async (userId: string) =>
      (await tenant.reader.heldRoles(userId)).map(({ roleId, scope, until }) => ({ roleId, scope, until }))

    describe('admin roles', () => {
      test.each([
        ['for the whole tenant', '/', null],
        ['for a part of it', UNIT, null],
        ['for a time', '/', LATER],
      ] as const)('are given %s and taken, each once', async (_how, scope, until) => {
        const { reader, writer, found } = tenant
        const role = { userId: await person(), roleId: found.role, scope, by: 'pim', until } as const

        await writer.addRole(role)
        const given = await held(role.userId)
        const again = await codeOf(writer.addRole(role))
        const [own] = await reader.heldRoles(role.userId)
        await writer.removeRole({ ...role, id: (own as HeldRole).id })
        const gone = await codeOf(writer.removeRole({ ...role, id: (own as HeldRole).id }))

        expect(given).toEqual([{ roleId: found.role, scope, until }])
        expect(own).toMatchObject({ by: 'pim', activated: false, throughGroup: false })
        expect([again, gone]).toEqual(['entra/role-held', 'entra/role-not-held'])
        expect(await held(role.userId)).toEqual([])
      })

      test('are called by their names', async () => {
        const { reader, writer, found } = tenant
        const userId = await person()
        const definition = (await reader.roleDefinitions()).find(({ id }) => id === found.role)

        await writer.addRole({ userId, roleId: found.role, scope: '/', by: 'pim', until: null })

        expect((await reader.heldRoles(userId)).map(({ roleName }) => roleName)).toEqual([definition?.displayName])
      })

      test('that can be switched on are given and taken, each once', async () => {
        const { reader, writer, found } = tenant
        const role = { userId: await person(), roleId: found.role, scope: '/', until: LATER }
        const eligible = async () => {
          const answer = await reader.eligibleRoles(role.userId)
          if (!answer.readable) throw new Error(answer.because)
          return answer.roles.map(({ roleId, until }) => ({ roleId, until }))
        }

        const before = await eligible()
        await writer.addEligibility(role)
        const given = await eligible()
        const again = await codeOf(writer.addEligibility(role))
        await writer.removeEligibility(role)
        const gone = await codeOf(writer.removeEligibility(role))

        expect([before, given, await eligible()]).toEqual([[], [{ roleId: found.role, until: LATER }], []])
        expect([again, gone]).toEqual(['entra/role-held', 'entra/role-not-held'])
        expect(await held(role.userId)).toEqual([])
      })
    })

    describe('applications', () => {
      test('are found by id and by name with the roles that people can have', async () => {
        const { reader, found } = tenant
        const plain = await reader.application(found.plainApp)
        const withRoles = await reader.application(found.appWithRoles)

        expect([plain?.roles.length, withRoles?.roles.length]).toEqual([0, 2])
        const named = await reader.applicationsNamed((plain?.displayName ?? '').toUpperCase())
        expect(named.map(({ id }) => id)).toEqual([found.plainApp])
        expect(await reader.applicationsNamed("Nobody's application")).toEqual([])
        expect(await reader.application('5f0c6a3e-1111-4222-8333-444444444444')).toBeNull()
      })

      test('are assigned and taken, each once', async () => {
        const { reader, writer, found } = tenant
        const userId = await person()
        const roleId = (await reader.application(found.appWithRoles))?.roles[1]?.id ?? ''
        const role = { userId, applicationId: found.appWithRoles, roleId }

        const { id } = await writer.addAppRole(role)
        const plain = await writer.addAppRole({ userId, applicationId: found.plainApp, roleId: DEFAULT_ACCESS })
        const assigned = await reader.appRolesOf(userId)
        const again = await codeOf(writer.addAppRole(role))
        await writer.removeAppRole(userId, id)
        const gone = await codeOf(writer.removeAppRole(userId, id))

        expect(assigned.find((one) => one.id === id)).toMatchObject({ applicationId: found.appWithRoles, roleId })
        expect(assigned.map(({ group }) => group)).toEqual([null, null])
        expect((await reader.appRolesOf(userId)).map((one) => one.id)).toEqual([plain.id])
        expect([again, gone]).toEqual(['entra/app-role-held', 'entra/not-found'])
      })
    })

    test('a consent is withdrawn, and given back', async () => {
      const { reader, writer, found } = tenant
      const userId = await person()
      const consent = { userId, clientId: found.client, resourceId: found.resource, scope: 'Mail.Read User.Read' }

      const { id } = await writer.addConsent(consent)
      const given = await reader.consentsOf(userId)
      const again = await codeOf(writer.addConsent(consent))
      await writer.removeConsent(userId, id)
      const gone = await codeOf(writer.removeConsent(userId, id))
      const withdrawn = await reader.consentsOf(userId)
      await writer.addConsent(consent)

      const { userId: _user, ...kept } = consent
      expect(given).toEqual([{ id, ...kept }])
      expect([again, gone, withdrawn]).toEqual(['entra/consent-given', 'entra/not-found', []])
      expect((await reader.consentsOf(userId)).map(({ scope }) => scope)).toEqual([consent.scope])
    })

    describe('owners', () => {
      test.each(['group', 'unified'] as const)('of a %s come and go, but the last one stays', async (kind) => {
        const { reader, writer, found } = tenant
        const group = { type: 'group', id: found[kind] } as const
        const named = { ...group, displayName: 'the group' }
        const [adele, megan] = [await person(), await person()]
        const owners = async () => (await reader.ownersOf(group)).map(({ id }) => id)

        await writer.addOwner(named, adele)
        const again = await codeOf(writer.addOwner(named, adele))
        const last = await codeOf(writer.removeOwner(group, adele))
        await writer.addOwner(named, megan)
        const both = await owners()
        await writer.removeOwner(group, adele)
        const gone = await codeOf(writer.removeOwner(group, adele))

        expect([again, last, gone]).toEqual(['entra/owner-already', 'entra/last-owner', 'entra/not-owner'])
        expect([both, await owners()]).toEqual([[adele, megan].sort(), [megan]])
        expect(await reader.ownedBy(adele)).toEqual([])
        expect(await reader.ownedBy(megan)).toMatchObject([
          { id: group.id, type: 'group', master: 'entra', unified: kind === 'unified' },
        ])
      })

      test('of an enterprise application come and go', async () => {
        const { reader, writer, found } = tenant
        const app = { type: 'servicePrincipal', id: found.plainApp } as const
        const adele = await person()

        await writer.addOwner({ ...app, displayName: 'Expenses' }, adele)
        const owned = await reader.ownedBy(adele)
        const owners = await reader.ownersOf(app)
        await writer.removeOwner(app, adele)

        expect(owned).toMatchObject([{ ...app, master: 'entra' }])
        expect(owners.find(({ id }) => id === adele)?.isUser).toBe(true)
        expect(await reader.ownedBy(adele)).toEqual([])
      })

      test('of a group from Active Directory are not set here', async () => {
        const { writer, found } = tenant
        const group = { type: 'group', id: found.syncedGroup, displayName: 'from AD' } as const

        expect(await codeOf(writer.addOwner(group, await person()))).toBe('entra/mastered-on-premises')
      })
    })

    test('sponsors of a guest come and go, each once', async () => {
      const { reader, writer } = tenant
      const [adele, megan] = [await person(), await person()]
      const wanda = { mail: 'wanda.sponsored@fabrikam.com', displayName: 'Wanda Sponsored', sendMail: false }
      const guest = (await writer.inviteGuest({ ...wanda, redirectUrl: 'https://myapps.microsoft.com' })).id
      const sponsors = async () => (await reader.sponsorsOf(guest)).map(({ id }) => id)

      await writer.addSponsor(guest, adele)
      const again = await codeOf(writer.addSponsor(guest, adele))
      await writer.addSponsor(guest, megan)
      const both = await sponsors()
      await writer.removeSponsor(guest, adele)
      const gone = await codeOf(writer.removeSponsor(guest, adele))

      expect([again, gone]).toEqual(['entra/sponsor-already', 'entra/not-sponsor'])
      expect([both, await sponsors()]).toEqual([[adele, megan].sort(), [megan]])
      expect((await reader.user(adele))?.id).toBe(adele)
      expect(await reader.sponsoredBy(adele)).toEqual([])
      expect(await reader.sponsoredBy(megan)).toMatchObject([{ id: guest, displayName: 'Wanda Sponsored' }])
    })

    test('whoever reports to somebody is told of, and no longer where the manager changes', async () => {
      const { reader, writer } = tenant
      const [boss, other, report] = [await person(), await person(), await person()]
      const reports = async (id: string) => (await reader.reportsOf(id)).map((one) => one.id)

      await writer.setManager(report, boss)
      const before = [await reports(boss), await reports(other)]
      await writer.setManager(report, other)

      expect(before).toEqual([[report], []])
      expect([await reports(boss), await reports(other)]).toEqual([[], [report]])
    })
  })
}
