import { onTestFinished } from 'vitest'
import { type EntraConnection, openEntra } from '../../src/entra/open-entra.ts'
import { Secret } from '../../src/model/secret.ts'
import { EntraStore } from '../../src/practice/entra/entra-store.ts'
import { startGraphServer } from '../../src/practice/graph/start-graph-server.ts'
import { practiceClient } from '../../src/practice/practice-client.ts'
import { machineClock } from '../../src/practice/practice-clock.ts'
import { practiceIds } from '../../src/practice/practice-ids.ts'
import { quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'

/** An Entra with nobody in it but the application that asks. */
export const emptyStore = (): EntraStore => {
  const store = new EntraStore({ clock: machineClock, ids: practiceIds('empty') })
  store.tenant = {
    id: '0f6d3c9e-5b7a-4b4e-9a55-1c7d1f1b2a01',
    displayName: 'Contoso',
    createdDateTime: '2020-01-01T00:00:00Z',
    countryLetterCode: 'PL',
    domains: ['contoso.com'],
    lastSyncDateTime: null,
  }
  // Who asks is looked up in the tenant.
  const { appId } = practiceClient
  const properties = { appId, displayName: 'Joinery', servicePrincipalType: 'Application' }
  store.put({ type: 'servicePrincipal', id: store.newId(), deletedDateTime: null, properties })
  return store
}

/** The adapter over the practice Graph that serves this store. */
export const servedBy = async (store: EntraStore, roles?: readonly string[]): Promise<EntraConnection> => {
  const server = await startGraphServer({ entra: store, commit: () => {} }, { port: 0, ...(roles ? { roles } : {}) })
  onTestFinished(() => server.stop())
  const settings = {
    tenant: store.tenant.id,
    cloud: 'global',
    credential: { kind: 'token', token: new Secret(server.token) },
    baseUrl: server.url,
  } as const
  return openEntra(settings, { clock: quickClock(Date.now()), random: seededRandom() })
}
