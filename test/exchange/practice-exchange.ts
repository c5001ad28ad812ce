import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { ExchangeSettings, PwshSettings } from '../../src/exchange/exchange-settings.ts'
import { type ExchangeConnection, openExchange } from '../../src/exchange/open-exchange.ts'
import { Secret } from '../../src/model/secret.ts'
import { type Company, openCompany } from '../../src/practice/company.ts'
import { type FaultsWish, practiceFaults } from '../../src/practice/faults/practice-faults.ts'
import { type GraphServer, startGraphServer } from '../../src/practice/graph/start-graph-server.ts'
import { type QuickClock, quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'

const STAND_IN = fileURLToPath(new URL('./pwsh-stand-in.ts', import.meta.url))

/** The practice company with a connection to its Exchange. */
export interface PracticeExchange extends ExchangeConnection {
  readonly company: Company
  readonly server: GraphServer
  readonly clock: QuickClock
  /** Id of the user with this employeeId. */
  id(employeeId: string): string
}

export const pwshSettings = (
  company: Company,
  server: GraphServer,
  manner = '',
): Extract<ExchangeSettings, { driver: 'pwsh' }> & PwshSettings => ({
  driver: 'pwsh',
  organization: async () => 'contoso.onmicrosoft.com',
  cloud: 'global',
  client: '4f0b1c52-9f0e-4b7a-8f0d-2d7c4a6e9b31',
  certificate: '/etc/joinery/app.pem',
  executable: process.execPath,
  args: [STAND_IN, new URL(server.url).origin, company.entra.tenant.id, server.exchangeToken, manner],
})

/** Lives until the test ends. `pwsh`: through the stand-in for PowerShell, which misbehaves in the named manner. */
export const practiceExchange = async (
  wish: {
    readonly pwsh?: string
    readonly more?: Partial<PwshSettings>
    readonly faults?: FaultsWish
    readonly people?: number
    readonly token?: string
  } = {},
): Promise<PracticeExchange> => {
  const clock = quickClock(Date.parse('2026-12-01T08:00:00Z'))
  const company = await openCompany({ folder: null, people: wish.people ?? 25, clock })
  const faults = wish.faults === undefined ? {} : { faults: practiceFaults(wish.faults, company).graph }
  const server = await startGraphServer(company, { port: 0, ...faults })
  const tenant = company.entra.tenant.id
  const adminapi = { driver: 'adminapi', tenant, cloud: 'global', baseUrl: new URL(server.url).origin } as const
  const settings = wish.pwsh === undefined ? adminapi : { ...pwshSettings(company, server, wish.pwsh), ...wish.more }
  const token = new Secret(wish.token ?? server.exchangeToken)
  const connection = openExchange(settings, { clock, random: seededRandom(), token: async () => token })
  onTestFinished(async () => {
    await connection.close()
    await server.stop()
    company.close()
  })
  const id = (employeeId: string): string => company.entra.find('employeeId', employeeId)[0]?.id ?? ''
  return { ...connection, company, server, clock, id }
}
