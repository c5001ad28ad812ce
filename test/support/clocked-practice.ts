import { openEntra } from '../../src/entra/open-entra.ts'
import { Secret } from '../../src/model/secret.ts'
import type { EntraReader, EntraWriter } from '../../src/ports/entra.ts'
import type { Company, CompanyOptions } from '../../src/practice/company.ts'
import { openCompany } from '../../src/practice/company.ts'
import { startGraphServer } from '../../src/practice/graph/start-graph-server.ts'
import { quickClock } from './quick-clock.ts'
import { seededRandom } from './seeded-random.ts'

/** Entra of the practice company over a socket, in a time that passes only when a test lets it. */
export interface ClockedPractice {
  readonly company: Company
  readonly reader: EntraReader
  readonly writer: EntraWriter
  /** Lets time pass for the company, in milliseconds. */
  pass(ms: number): void
  userId(userPrincipalName: string): Promise<string>
  close(): Promise<void>
}

export const clockedPractice = async (lags: CompanyOptions['lags'] = {}): Promise<ClockedPractice> => {
  let now = Date.parse('2026-12-01T08:00:00Z')
  const company = await openCompany({ folder: null, people: 40, clock: { now: () => now }, lags })
  const server = await startGraphServer(company, { port: 0 })
  const credential = { kind: 'token', token: new Secret(server.token) } as const
  const { reader, writer } = await openEntra(
    { tenant: company.entra.tenant.id, cloud: 'global', credential, baseUrl: server.url },
    { clock: quickClock(now), random: seededRandom('clocked practice') },
  )
  return {
    company,
    reader,
    writer,
    pass(ms) {
      now += ms
    },
    async userId(upn) {
      const [user] = await reader.usersBy('userPrincipalName', upn)
      if (!user) throw new Error(`the company has no ${upn}`)
      return user.id
    },
    async close() {
      await server.stop()
      company.close()
    },
  }
}
