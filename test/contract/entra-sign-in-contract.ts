import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import type { EntraReader, EntraWriter } from '../../src/ports/entra.ts'

/** A tenant on which this part of the contract is tried. */
export interface SignInUnderTest {
  readonly reader: EntraReader
  readonly writer: EntraWriter
  /** Adds a user with an employeeId of its own and answers both. */
  addUser(): Promise<{ readonly id: string; readonly employeeId: string }>
  /**
   * Lets a user have these, and answers their ids: a passkey, Windows Hello, an app, two phones of which the second needs the first, and a QR code,
   * which Graph cannot remove. The default is the one that is named.
   */
  register(userId: string, isDefault: 'app' | 'mobile'): Promise<Methods>
  close(): Promise<void>
}

export type Methods = { readonly [name in 'passkey' | 'hello' | 'app' | 'mobile' | 'second' | 'qr']: string }

const nobody = '5f0c6a3e-1111-4222-8333-444444444444'

const codeOf = async (promise: Promise<unknown>): Promise<string> => {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (thrown instanceof Fault) return thrown.code
  throw new Error(`expected a fault, got ${String(thrown)}`)
}

/** The meaning of the port to how people sign in, whatever stands behind it. */
export const signInContract = (name: string, open: () => Promise<SignInUnderTest>): void => {
  describe(`signing in to Entra as ${name}`, () => {
    let entra: SignInUnderTest
    beforeAll(async () => {
      entra = await open()
    })
    afterAll(() => entra.close())

    const typesOf = async (id: string) => (await entra.reader.methodsOf(id)).map(({ type }) => type).sort()
    const validFrom = async (id: string) => Date.parse((await entra.reader.sessionsOf(id)).validFrom ?? '')

    test('sessions count from a later time each time they are ended', async () => {
      const { id } = await entra.addUser()

      await entra.writer.revokeSessions(id)
      const first = await validFrom(id)
      await entra.writer.revokeSessions(id)

      expect(await validFrom(id)).toBeGreaterThan(first)
    })

    test('sessions of nobody cannot be ended, and nobody has methods', async () => {
      expect(await codeOf(entra.writer.revokeSessions(nobody))).toBe('entra/not-found')
      expect(await codeOf(entra.reader.sessionsOf(nobody))).toBe('entra/not-found')
      expect(await codeOf(entra.reader.methodsOf(nobody))).toBe('entra/not-found')
    })

    test('a new user has no method, for a password is none', async () => {
      expect(await typesOf((await entra.addUser()).id)).toEqual([])
    })

    test('methods are listed with their types and what their owner calls them', async () => {
      const { id } = await entra.addUser()
      const { app, second } = await entra.register(id, 'app')

      const methods = await entra.reader.methodsOf(id)

      expect(methods.map(({ type }) => type).sort()).toEqual([
        'fido2',
        'microsoftAuthenticator',
        'phone',
        'phone',
        'qrCodePin',
        'windowsHelloForBusiness',
      ])
      expect(methods.find((method) => method.id === app)?.name).toBe('Pixel 9')
      expect(methods.find((method) => method.id === second)?.name).toBe('alternateMobile +44 7700 900911')
    })

    test.each(['app', 'mobile'] as const)('all go together, whichever is the default: the %s', async (isDefault) => {
      const { id } = await entra.addUser()
      const ids = await entra.register(id, isDefault)

      await entra.writer.removeMethods(id, [
        { id: ids.app, type: 'microsoftAuthenticator' },
        { id: ids.second, type: 'phone' },
        { id: ids.mobile, type: 'phone' },
      ])
      await entra.writer.removeMethods(id, [{ id: ids.passkey, type: 'fido2' }])
      await entra.writer.removeMethods(id, [{ id: ids.hello, type: 'windowsHelloForBusiness' }])

      expect(await typesOf(id)).toEqual(['qrCodePin'])
    })

    test('one that is gone already counts as removed', async () => {
      const { id } = await entra.addUser()
      const { passkey } = await entra.register(id, 'app')
      const remove = () => entra.writer.removeMethods(id, [{ id: passkey, type: 'fido2' }])

      await remove()
      await remove()

      expect(await typesOf(id)).not.toContain('fido2')
    })

    test('an access pass is a method and goes like one', async () => {
      const { id } = await entra.addUser()
      const pass = await entra.writer.issuePass(id, { lifetimeInMinutes: 60, isUsableOnce: true })
      const before = await typesOf(id)

      await entra.writer.removeMethods(id, [{ id: pass.id, type: 'temporaryAccessPass' }])

      expect([before, await typesOf(id), await entra.reader.passesOf(id)]).toEqual([['temporaryAccessPass'], [], []])
    })

    test('a password cannot be removed', async () => {
      const { id } = await entra.addUser()
      const password = { id: '28c10230-6103-485e-b985-444c60001490', type: 'password' }

      expect(await codeOf(entra.writer.removeMethods(id, [password]))).toBe('entra/bad-request')
    })

    test('who was deleted is found by employeeId until brought back', async () => {
      const { id, employeeId } = await entra.addUser()
      const user = await entra.reader.user(id)
      const look = async () => (await entra.reader.deletedUsersBy('employeeId', employeeId)).map((found) => found.id)
      const seen = [await look()]

      await entra.writer.deleteUser(id)
      const [deleted] = await entra.reader.deletedUsersBy('employeeId', employeeId.toLowerCase())
      seen.push(await look())
      await entra.writer.restoreUser(id)
      seen.push(await look())

      expect(seen).toEqual([[], [id], []])
      expect(deleted).toMatchObject({ userPrincipalName: user?.userPrincipalName, onPremisesSyncEnabled: false })
      expect((await entra.reader.user(id))?.userPrincipalName).toBe(user?.userPrincipalName)
    })
  })
}
