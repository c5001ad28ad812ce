import { openEntra } from '../../src/entra/open-entra.ts'
import type { ExchangeSettings } from '../../src/exchange/exchange-settings.ts'
import { openExchange } from '../../src/exchange/open-exchange.ts'
import type { JsonObject } from '../../src/model/json.ts'
import { Secret } from '../../src/model/secret.ts'
import { openCompany } from '../../src/practice/company.ts'
import type { EntraStore } from '../../src/practice/entra/entra-store.ts'
import { startGraphServer } from '../../src/practice/graph/start-graph-server.ts'
import { pwshSettings } from '../exchange/practice-exchange.ts'
import { quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { type ExchangeUnderTest, exchangeContract } from './exchange-contract.ts'

const putList = (store: EntraStore, displayName: string, more: JsonObject = {}): string => {
  const id = store.newId()
  const mailNickname = displayName.toLowerCase().replaceAll(' ', '')
  const mail = `${mailNickname}@contoso.com`
  const addresses = { mail, mailNickname, proxyAddresses: [`SMTP:${mail}`] }
  const properties = { displayName, groupTypes: [], securityEnabled: false, mailEnabled: true, ...addresses, ...more }
  store.put({ type: 'group', id, deletedDateTime: null, licences: [], properties })
  return id
}

/** Whose account is of the cloud, with a mailbox in which nobody else may do anything. */
const cloudOwner = ({ entra, exchange }: Awaited<ReturnType<typeof openCompany>>): string => {
  const lonely = exchange
    .all()
    .find(
      ({ id, kind, fullAccess, sendAs, sendOnBehalf, litigationHold }) =>
        kind === 'UserMailbox' &&
        !litigationHold &&
        fullAccess.length + sendAs.length + sendOnBehalf.length === 0 &&
        entra.user(id)?.properties.onPremisesSyncEnabled !== true,
    )
  if (!lonely) throw new Error('the practice company has nobody like that')
  return lonely.id
}

/** Through the interface that Microsoft's module speaks, or through the stand-in for PowerShell, which speaks to the same practice tenant. */
const open = (driver: ExchangeSettings['driver']) => async (): Promise<ExchangeUnderTest> => {
  const clock = quickClock(Date.now())
  const company = await openCompany({ folder: null, people: 25, clock })
  const { entra: store } = company
  const server = await startGraphServer(company, { port: 0 })
  const { id: tenant } = store.tenant
  const credential = { kind: 'token', token: new Secret(server.token) } as const
  const deps = { clock, random: seededRandom() }
  const graph = await openEntra({ tenant, cloud: 'global', credential, baseUrl: server.url }, deps)
  const connection = openExchange(
    driver === 'pwsh'
      ? pwshSettings(company, server)
      : { driver, tenant, cloud: 'global', baseUrl: new URL(server.url).origin },
    { ...deps, token: async () => new Secret(server.exchangeToken) },
  )
  const owner = cloudOwner(company)
  const [colleague] = store.find('employeeId', '00120')
  const [synced] = store.find('employeeId', '00111')
  const addressOf = (id: string): string => String(store.user(id)?.properties.mail)
  const list = putList(store, 'Contract Letters')
  const { id: nobody } = await graph.writer.addUser({
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
    exchange: { ...connection.reader, ...connection.writer },
    entra: graph.reader,
    owner,
    ownerAddress: addressOf(owner),
    colleague: colleague?.id ?? '',
    colleagueAddress: addressOf(colleague?.id ?? ''),
    phone: company.exchange.of(colleague?.id ?? '')?.mobile?.[0]?.guid ?? '',
    synced: synced?.id ?? '',
    nobody,
    list: { id: list, name: 'Contract Letters', address: 'contractletters@contoso.com' },
    syncedList: putList(store, 'Contract From AD', { onPremisesSyncEnabled: true }),
    later: async () => clock.pass(60 * 60_000),
    async close() {
      await connection.close()
      await server.stop()
      company.close()
    },
  }
}

exchangeContract('the practice tenant as its own module speaks to it', open('adminapi'))
exchangeContract('the practice tenant through a process like PowerShell', open('pwsh'))
