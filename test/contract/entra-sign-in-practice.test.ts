import { openEntra } from '../../src/entra/open-entra.ts'
import type { JsonObject } from '../../src/model/json.ts'
import { Secret } from '../../src/model/secret.ts'
import { openCompany } from '../../src/practice/company.ts'
import type { StoredMethod } from '../../src/practice/entra/stored-objects.ts'
import { startGraphServer } from '../../src/practice/graph/start-graph-server.ts'
import { machineClock } from '../../src/practice/practice-clock.ts'
import { quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { type SignInUnderTest, signInContract } from './entra-sign-in-contract.ts'

const open = async (): Promise<SignInUnderTest> => {
  const company = await openCompany({ folder: null, people: 15, clock: machineClock })
  const server = await startGraphServer(company, { port: 0 })
  const settings = {
    tenant: company.entra.tenant.id,
    cloud: 'global',
    credential: { kind: 'token', token: new Secret(server.token) },
    baseUrl: server.url,
  } as const
  const { reader, writer } = await openEntra(settings, { clock: quickClock(Date.now()), random: seededRandom() })
  let count = 0
  return {
    reader,
    writer,
    async addUser() {
      count += 1
      const employeeId = `S-${count}`
      const mailNickname = `adele.sign${count}`
      const properties = {
        accountEnabled: true,
        displayName: 'Adele Vance',
        mailNickname,
        userPrincipalName: `${mailNickname}@contoso.com`,
        employeeId,
      }
      const password = new Secret(`Sign-in-${count}-qR7_wZ2k`)
      return { ...(await writer.addUser({ properties, password, mustChangePassword: true })), employeeId }
    },
    async register(userId, isDefault) {
      const { entra } = company
      const user = entra.user(userId)
      if (!user) throw new Error(`there is no ${userId}`)
      const ids = {
        passkey: '-2_GRUg2-HYz6_1YG4YRAQ2',
        hello: entra.newId(),
        app: entra.newId(),
        mobile: '3179e48a-750b-4051-897c-87b9720928f7',
        second: 'b6332ec1-7057-4abe-9331-3d72feddfe41',
        qr: entra.newId(),
      }
      const method = (name: keyof typeof ids, type: StoredMethod['type'], properties: JsonObject): StoredMethod => ({
        id: ids[name],
        type,
        properties,
        ...(name === isDefault ? { isDefault: true } : {}),
      })
      const methods = [
        method('passkey', 'fido2', { displayName: 'Key' }),
        method('hello', 'windowsHelloForBusiness', { displayName: 'PC' }),
        method('app', 'microsoftAuthenticator', { displayName: 'Pixel 9' }),
        method('mobile', 'phone', { phoneType: 'mobile', phoneNumber: '+44 7700 900111' }),
        method('second', 'phone', { phoneType: 'alternateMobile', phoneNumber: '+44 7700 900911' }),
        method('qr', 'qrCodePin', {}),
      ]
      entra.put({ ...user, methods })
      return ids
    },
    async close() {
      await server.stop()
      company.close()
    },
  }
}

signInContract('the practice tenant through the Graph client', open)
