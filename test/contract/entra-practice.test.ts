import { openEntra } from '../../src/entra/open-entra.ts'
import { Secret } from '../../src/model/secret.ts'
import { openCompany } from '../../src/practice/company.ts'
import { startGraphServer } from '../../src/practice/graph/start-graph-server.ts'
import { machineClock } from '../../src/practice/practice-clock.ts'
import { quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { type EntraUnderTest, entraContract } from './entra-contract.ts'
import { furnish } from './practice-entra.ts'

/** The practice company, served over a socket and reached through the real client. */
const open = async (): Promise<EntraUnderTest> => {
  const company = await openCompany({ folder: null, clock: machineClock })
  const found = furnish(company.entra)
  const server = await startGraphServer(company, { port: 0 })
  const settings = {
    tenant: company.entra.tenant.id,
    cloud: 'global',
    credential: { kind: 'token', token: new Secret(server.token) },
    baseUrl: server.url,
  } as const
  const { reader, writer } = await openEntra(settings, { clock: quickClock(Date.now()), random: seededRandom() })
  const close = async (): Promise<void> => {
    await server.stop()
    company.close()
  }
  return { reader, writer, found, close }
}

entraContract('the practice tenant through the Graph client', open)
