import { openEntra } from '../../src/entra/open-entra.ts'
import type { JsonObject } from '../../src/model/json.ts'
import { Secret } from '../../src/model/secret.ts'
import { openCompany } from '../../src/practice/company.ts'
import type { EntraStore } from '../../src/practice/entra/entra-store.ts'
import { startGraphServer } from '../../src/practice/graph/start-graph-server.ts'
import { machineClock } from '../../src/practice/practice-clock.ts'
import { quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { entraRightsContract } from './entra-rights-contract.ts'

const principalNamed = (store: EntraStore, name: string): string =>
  store.principals().find(({ properties }) => properties.displayName === name)?.id ?? ''

const putGroup = (store: EntraStore, displayName: string, more: JsonObject = {}): string => {
  const id = store.newId()
  const properties = { displayName, groupTypes: [], securityEnabled: true, mailEnabled: false, ...more }
  store.put({ type: 'group', id, deletedDateTime: null, licences: [], properties })
  return id
}

entraRightsContract('the practice tenant through the Graph client', async () => {
  const company = await openCompany({ folder: null, people: 20, clock: machineClock })
  const { entra } = company
  const server = await startGraphServer(company, { port: 0 })
  const settings = {
    tenant: entra.tenant.id,
    cloud: 'global',
    credential: { kind: 'token', token: new Secret(server.token) },
    baseUrl: server.url,
  } as const
  const { reader, writer } = await openEntra(settings, { clock: quickClock(Date.now()), random: seededRandom() })
  const close = async (): Promise<void> => {
    await server.stop()
    company.close()
  }
  const found = {
    // Groups Administrator, which nobody holds.
    role: 'fdd7a751-b60b-444a-984c-02652fe8fa1c',
    plainApp: principalNamed(entra, 'Expenses'),
    appWithRoles: principalNamed(entra, 'CRM'),
    client: principalNamed(entra, 'Calendar Sync'),
    resource: principalNamed(entra, 'Microsoft Graph'),
    group: putGroup(entra, 'Contract readers'),
    unified: putGroup(entra, 'Contract team', { groupTypes: ['Unified'], mailEnabled: true, securityEnabled: false }),
    syncedGroup: putGroup(entra, 'Contract from AD', { onPremisesSyncEnabled: true }),
  }
  return { reader, writer, found, close }
})
