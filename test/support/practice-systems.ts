import { openAd } from '../../src/ad/open-ad.ts'
import { openEntra } from '../../src/entra/open-entra.ts'
import { type ExchangeConnection, openExchange } from '../../src/exchange/open-exchange.ts'
import { Secret } from '../../src/model/secret.ts'
import type { Readers, Writers } from '../../src/ports/systems.ts'
import { type Practice, startPractice } from '../../src/practice/practice-servers.ts'
import { noHandOver } from './no-hand-over.ts'
import { seededRandom } from './seeded-random.ts'
import { systemClock } from './system-clock.ts'

export interface PracticeSystems {
  readonly practice: Practice
  readonly readers: Readers
  readonly writers: Writers
  /** Of the same company; no part of the readers and writers. */
  readonly exchange: ExchangeConnection
  close(): Promise<void>
}

/** So late that Entra Connect runs in a test only when it is told to. */
const NEVER_BY_ITSELF_MS = 3_600_000

/** The practice company in memory, reached over its sockets through the adapters. */
export const openPractice = async (people = 20): Promise<PracticeSystems> => {
  // A conversion shows at once, for a test should see what it asked for.
  const lags = { conversionMs: 0 }
  const practice = await startPractice({ folder: null, people, syncDelayMs: NEVER_BY_ITSELF_MS, lags })
  const { ldap, user, password, caPem, graph, token, tenant, exchange: baseUrl, exchangeToken } = practice.info
  const ad = await openAd({ servers: [ldap], user, password: new Secret(password), ca: caPem }, { clock: systemClock })
  const entra = await openEntra(
    { tenant, cloud: 'global', credential: { kind: 'token', token: new Secret(token) }, baseUrl: graph },
    { clock: systemClock, random: seededRandom('practice') },
  )
  const exchange = openExchange(
    { driver: 'adminapi', tenant, cloud: 'global', baseUrl },
    { clock: systemClock, random: seededRandom('exchange'), token: async () => new Secret(exchangeToken) },
  )
  return {
    practice,
    exchange,
    readers: { ad: ad.reader, entra: entra.reader, clock: systemClock },
    writers: { ad: ad.writer, entra: entra.writer, handOver: noHandOver },
    async close() {
      await exchange.close()
      await ad.close()
      await practice.stop()
    },
  }
}
