import { openEntra } from '../../src/entra/open-entra.ts'
import { Secret } from '../../src/model/secret.ts'
import { openCompany } from '../../src/practice/company.ts'
import { startGraphServer } from '../../src/practice/graph/start-graph-server.ts'
import { machineClock } from '../../src/practice/practice-clock.ts'
import { quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { mailContract } from './mailbox-contract.ts'

/** John Smith of the practice company, who forwards mail to himself. */
const OWNER = '00111'

mailContract('the practice tenant through the Graph client', async () => {
  const company = await openCompany({ folder: null, people: 25, clock: machineClock })
  const server = await startGraphServer(company, { port: 0 })
  const settings = {
    tenant: company.entra.tenant.id,
    cloud: 'global',
    credential: { kind: 'token', token: new Secret(server.token) },
    baseUrl: server.url,
  } as const
  const { reader, writer } = await openEntra(settings, { clock: quickClock(Date.now()), random: seededRandom() })
  const [owner] = await reader.usersBy('employeeId', OWNER)
  const { id: nobody } = await writer.addUser({
    properties: {
      accountEnabled: true,
      displayName: 'Nobody Yet',
      mailNickname: 'nobody.yet',
      userPrincipalName: 'nobody.yet@contoso.com',
    },
    password: new Secret('Nobody-yet-7_qR2wZ'),
    mustChangePassword: true,
  })
  return {
    mail: { ...reader, ...writer },
    now: () => new Date(machineClock.now()).toISOString(),
    owner: owner?.id ?? '',
    nobody,
    async close() {
      await server.stop()
      company.close()
    },
  }
})
