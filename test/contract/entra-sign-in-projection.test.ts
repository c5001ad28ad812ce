import { Secret } from '../../src/model/secret.ts'
import type { SignInMethod } from '../../src/model/sign-in.ts'
import { emptyEntra, projectEntra } from '../../src/planner/projection/projected-entra.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { type SignInUnderTest, signInContract } from './entra-sign-in-contract.ts'

const tenant = { id: '0f6d3c9e-5b7a-4b4e-9a55-1c7d1f1b2a01', displayName: 'Contoso', domains: ['contoso.com'] }

const open = async (): Promise<SignInUnderTest> => {
  const methods = new Map<string, readonly SignInMethod[]>()
  const entra = projectEntra(emptyEntra(tenant, [], [], { methodsOf: async (id) => methods.get(id) ?? [] }))
  const { uuid } = seededRandom('projection')
  const writer = entra.writer(uuid, { asSync: false })
  let count = 0
  return {
    reader: entra,
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
      return {
        ...(await writer.addUser({ properties, password: new Secret(''), mustChangePassword: true })),
        employeeId,
      }
    },
    async register(userId) {
      const method = (type: string, name: string | null) => ({ id: uuid(), type, name })
      const [passkey, hello, qr] = [
        method('fido2', 'Key'),
        method('windowsHelloForBusiness', 'PC'),
        method('qrCodePin', null),
      ]
      const app = method('microsoftAuthenticator', 'Pixel 9')
      const mobile = method('phone', 'mobile +44 7700 900111')
      const second = method('phone', 'alternateMobile +44 7700 900911')
      methods.set(userId, [passkey, hello, app, mobile, second, qr])
      const all = { passkey, hello, app, mobile, second, qr }
      return Object.fromEntries(Object.entries(all).map(([name, { id }]) => [name, id])) as never
    },
    close: async () => {},
  }
}

signInContract('the projection over an empty tenant', open)
