import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'ldapts'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { hashOf } from '../../src/model/hash.ts'
import { canonicalJson, type Json } from '../../src/model/json.ts'
import type { PracticeInfo } from '../../src/model/practice-info.ts'
import type { Company } from '../../src/practice/company.ts'
import { type Practice, startPractice } from '../../src/practice/practice-servers.ts'
import { type JoineryEnd, type JoineryRun, runJoinery } from './run-joinery.ts'

type Mode = 'hybrid' | 'cloud' | 'ad'
type Values = { readonly [attribute: string]: string | string[] | Buffer | Buffer[] }

export interface WorldOptions {
  readonly mode?: Mode
  /** Size of the company; the fewer, the quicker. */
  readonly people?: number
  /** How long Entra Connect waits before it carries a change of AD over, in milliseconds; at once by default. */
  readonly syncDelayMs?: number
  /** Application roles of the Graph token; all that playbooks may need by default. */
  readonly roles?: readonly string[]
}

/** A folder with a joinery.yaml, and the practice company of its state, served by this process and read past Joinery's own adapters. */
export interface World {
  readonly folder: string
  readonly practice: Practice
  /** Runs a command in the folder. */
  joinery(argv: readonly string[], more?: Partial<JoineryRun>): Promise<JoineryEnd>
  /** Writes a file into the folder and answers its name. */
  file(name: string, content: string | Uint8Array): string
  /** A connection to the directory as the service account, or as somebody else. */
  ldap(user?: string, password?: string): Promise<Client>
  /** The only AD object that fits the filter; null where there is none. */
  account(filter: string): Promise<Values | null>
  /** GET of Graph. */
  graph<T>(path: string): Promise<T>
  /** Equal for equal states of the whole company. */
  digest(): string
}

const WORKERS = 60

/** `joinery.yaml` of an organisation on the practice tenant. */
export const practiceYaml = (mode: Mode): string =>
  [
    `organisation: { name: Contoso, mode: ${mode}, mailDomain: contoso.com }`,
    ...(mode === 'cloud' ? [] : ['ad: practice']),
    ...(mode === 'ad' ? [] : ['entra: practice']),
    '',
  ].join('\n')

/** Opens a world for one test. */
export const practiceWorld = async (options: WorldOptions = {}): Promise<World> => {
  const world = await openWorld(options)
  onTestFinished(world.close)
  return world
}

/** Opens a world for all tests of a file or `describe`; for tests that leave it as it is. The function answers it once they run. */
export const sharedWorld = (options: WorldOptions = {}): (() => World) => {
  let world: (World & Closing) | undefined
  beforeAll(async () => {
    world = await openWorld(options)
  })
  afterAll(() => world?.close())
  return () => {
    if (!world) throw new Error('the world is opened before the tests, not while they are collected')
    return world
  }
}

interface Closing {
  close(): Promise<void>
}

const openWorld = async ({
  mode = 'hybrid',
  people = WORKERS,
  syncDelayMs = 0,
  roles,
}: WorldOptions): Promise<World & Closing> => {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-'))
  const practice = await startPractice({
    folder: join(folder, '.joinery', 'practice'),
    people,
    syncDelayMs,
    ...(roles ? { roles } : {}),
  })
  const clients: Client[] = []
  const ldap = async (user = practice.info.user, password = practice.info.password): Promise<Client> => {
    const { ldap: url, caPem: ca } = practice.info
    const client = new Client({ url, tlsOptions: { ca }, timeout: 5_000 })
    clients.push(client)
    await client.bind(user, password)
    return client
  }
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content)
    return name
  }
  file('joinery.yaml', practiceYaml(mode))
  return {
    folder,
    practice,
    joinery: (argv, more) => runJoinery(argv, { cwd: folder, ...more }),
    file,
    ldap,
    account: async (filter) => onlyEntry(await ldap(), practice.info.base, filter),
    graph: (path) => getGraph(practice.info, path),
    digest() {
      practice.syncNow()
      return companyDigest(practice.company)
    },
    async close() {
      for (const client of clients) await client.unbind()
      await practice.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const onlyEntry = async (client: Client, base: string, filter: string): Promise<Values | null> => {
  const { searchEntries } = await client.search(base, { scope: 'sub', filter })
  if (searchEntries.length > 1) throw new Error(`${searchEntries.length} objects fit ${filter}`)
  return (searchEntries[0] as Values | undefined) ?? null
}

const getGraph = async <T>({ graph, token }: PracticeInfo, path: string): Promise<T> => {
  const response = await fetch(`${graph}${path}`, { headers: { authorization: `Bearer ${token}` } })
  if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

/** What a sign-in alone changes. */
const OF_SIGN_INS = new Set([
  'lastLogon',
  'lastLogonTimestamp',
  'logonCount',
  'badPwdCount',
  'badPasswordTime',
  'uSNChanged',
  'whenChanged',
])

const adRows = ({ ad }: Company): readonly Json[] =>
  [...ad.all()].map(({ id, parent, rdn, values }) => [
    id,
    parent,
    rdn as unknown as Json,
    Object.fromEntries([...values].filter(([name]) => !OF_SIGN_INS.has(name))),
    ad
      .linksAround(id)
      .map((link) => JSON.stringify(link))
      .sort(),
  ])

const entraRows = ({ entra }: Company): readonly Json[] => [
  ...[...entra.users(), ...entra.groups(), ...entra.deletedObjects()].map((object) => [
    object as unknown as Json,
    [...entra.members.of(object.id)].sort(),
    [...entra.managers.of(object.id)],
  ]),
  // Devices and files have a mark in the ids of their rows. What is remembered of changes is no part of what the company is.
  ...entra.rows().flatMap(({ id, json }) => (id.includes('/') && !id.startsWith('changed-') ? [json] : [])),
]

const byText = (rows: readonly Json[]): readonly string[] => rows.map((row) => canonicalJson(row)).sort()

/** Equal for equal states of a company, whoever signed in meanwhile. */
export const companyDigest = (company: Company): string =>
  hashOf([byText(adRows(company)), byText(entraRows(company)), company.entra.skus as unknown as Json])

/** The sample new hire of the documentation. */
export const adele = `employeeId: "01024"
givenName: Adele
surname: Vance
title: Account Executive
department: Sales
company: Contoso
office: London
country: GB
language: en-GB
phone: +44 20 7946 0123
manager: "00101"
startDate: 2026-12-01
`
