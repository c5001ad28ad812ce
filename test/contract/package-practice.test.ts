import { openEntra } from '../../src/entra/open-entra.ts'
import { Secret } from '../../src/model/secret.ts'
import { openCompany } from '../../src/practice/company.ts'
import { startGraphServer } from '../../src/practice/graph/start-graph-server.ts'
import { machineClock } from '../../src/practice/practice-clock.ts'
import { quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { packageContract } from './package-contract.ts'

packageContract('the practice tenant through the Graph client', async () => {
  const company = await openCompany({ folder: null, people: 20, clock: machineClock })
  const server = await startGraphServer(company, { port: 0 })
  const settings = {
    tenant: company.entra.tenant.id,
    cloud: 'global',
    credential: { kind: 'token', token: new Secret(server.token) },
    baseUrl: server.url,
  } as const
  const { reader, writer } = await openEntra(settings, { clock: quickClock(Date.now()), random: seededRandom() })
  const idOf = (employeeId: string): string => company.entra.find('employeeId', employeeId)[0]?.id ?? ''
  return {
    packages: { ...reader, ...writer },
    owner: idOf('00111'),
    nobody: idOf('00101'),
    async close() {
      await server.stop()
      company.close()
    },
  }
})
