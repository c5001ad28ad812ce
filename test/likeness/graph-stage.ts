import type { Json, JsonObject } from '../../src/model/json.ts'
import { openCompany } from '../../src/practice/company.ts'
import { EntraStore } from '../../src/practice/entra/entra-store.ts'
import { skuFacts } from '../../src/practice/entra/sku-facts.ts'
import type { StoredObject } from '../../src/practice/entra/stored-objects.ts'
import { MailboxStore } from '../../src/practice/exchange/mailbox-store.ts'
import { entityTypes } from '../../src/practice/graph/schema/entity-type.ts'
import { createGraphService } from '../../src/practice/graph/start-graph-server.ts'
import { practiceIds } from '../../src/practice/practice-ids.ts'

export type StagedType = StoredObject['type']

/** A tenant of one example. */
export interface Stage {
  readonly store: EntraStore
  readonly exchange: MailboxStore
  /** Puts an object into the tenant, with those of the given properties that its type has, and answers its id. */
  put(type: StagedType, wish?: JsonObject): string
  /** Sets up the mailboxes of everybody who is there. */
  mailboxes(): void
  /** An id that nothing has yet. */
  newId(): string
  serve(roles?: readonly string[]): Promise<{ readonly url: string; readonly token: string; stop(): Promise<void> }>
}

const START = Date.parse('2026-12-01T08:00:00Z')
const clock = { now: () => START }
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const SPE_E3 = skuFacts[0]?.skuId ?? ''

const founded = openCompany({ folder: null, people: 2, clock }).then(({ entra }) => entra.rows())

/** A company of its own with the people that every practice company has, and nobody else. */
export const openStage = async (): Promise<Stage> => {
  const store = new EntraStore({ clock, ids: practiceIds('contoso') })
  store.load(await founded)
  const exchange = new MailboxStore(store)
  let made = 0
  const newId = (): string => store.ids.uuid('stage', made++)
  const put: Stage['put'] = (type, wish = {}) => {
    const id = GUID.test(String(wish.id)) ? String(wish.id).toLowerCase() : newId()
    const properties = { ...usual(type, id), ...known(type, wish) }
    store.put(stored(type, id, properties, wish))
    return id
  }
  let isSetUp = false
  const mailboxes = (): void => {
    if (!isSetUp) exchange.found()
    isSetUp = true
  }
  const serve: Stage['serve'] = async (roles) => {
    mailboxes()
    store.takeDirty()
    const tenancy = { entra: store, exchange, commit: () => void store.takeDirty() }
    const service = createGraphService(tenancy, roles ? { roles } : {})
    const { port, stop } = await service.listen({ port: 0 })
    return { url: `http://127.0.0.1:${port}`, token: service.token, stop }
  }
  return { store, exchange, put, mailboxes, newId, serve }
}

/** What an object of the type has at least. */
const usual = (type: StagedType, id: string): JsonObject => {
  const name = `Staged ${id.slice(0, 8)}`
  const nickname = `staged${id.slice(0, 8)}`
  const own: { readonly [type in StagedType]: JsonObject } = {
    user: {
      accountEnabled: true,
      mailNickname: nickname,
      userPrincipalName: `${nickname}@contoso.com`,
      mail: `${nickname}@contoso.com`,
      userType: 'Member',
      usageLocation: 'US',
    },
    group: { mailEnabled: false, securityEnabled: true, mailNickname: nickname, groupTypes: [] },
    device: { accountEnabled: true, deviceId: id, operatingSystem: 'Windows', operatingSystemVersion: '10.0.26100' },
    directoryRole: { roleTemplateId: id, description: name },
    servicePrincipal: { appId: id, accountEnabled: true, servicePrincipalType: 'Application' },
    application: { appId: id, signInAudience: 'AzureADMyOrg' },
  }
  return { displayName: name, ...own[type] }
}

/** Documentation shows some objects with properties that are made up or belong to something else. */
const known = (type: StagedType, wish: JsonObject): JsonObject => {
  const names = Object.keys(entityTypes[type].properties)
  const kept = Object.entries(wish).filter(([name, value]) => names.includes(name) && name !== 'id' && value !== null)
  return Object.fromEntries(kept.filter(([name]) => name !== 'assignedLicenses' && name !== 'deletedDateTime'))
}

const stored = (type: StoredObject['type'], id: string, properties: JsonObject, wish: JsonObject): StoredObject => {
  const core = { id, properties, deletedDateTime: (wish.deletedDateTime ?? null) as string | null }
  if (type === 'user') return { type, ...core, methods: [], licences: [licence()] }
  if (type === 'group') return { type, ...core, licences: licencesOf(wish.assignedLicenses) }
  return { type, ...core, ...(type === 'device' ? { registeredOwners: [], registeredUsers: [] } : {}) } as StoredObject
}

const licence = () =>
  ({
    skuId: SPE_E3,
    disabledPlans: [],
    assignedByGroup: null,
    state: 'Active',
    error: 'None',
    lastUpdatedDateTime: '2026-12-01T08:00:00Z',
  }) as const

const licencesOf = (wish: Json | undefined) =>
  Array.isArray(wish) && wish.length > 0 ? [{ skuId: SPE_E3, disabledPlans: [] }] : []
