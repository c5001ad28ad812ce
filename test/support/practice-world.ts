import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'ldapts'
import { onTestFinished } from 'vitest'
import { hashOf } from '../../src/model/hash.ts'
import { canonicalJson, type Json } from '../../src/model/json.ts'
import type { Company } from '../../src/practice/company.ts'
import { type Practice, startPractice } from '../../src/practice/practice-servers.ts'
import { type JoineryEnd, type JoineryRun, runJoinery } from './run-joinery.ts'
import { temporaryFolder } from './temporary-folder.ts'

type Mode = 'hybrid' | 'cloud' | 'ad'
type Values = { readonly [attribute: string]: string | string[] | Buffer | Buffer[] }

export interface WorldOptions {
  readonly mode?: Mode
  /** Size of the company; the fewer, the quicker. */
  readonly people?: number
}

/** A folder with a joinery.yaml, and the practice company of its state, served by this process and read past Joinery's own adapters. */
export interface World {
  readonly folder: string
  readonly practice: Practice
  /** Runs a command in the folder. */
  joinery(argv: readonly string[], more?: Partial<JoineryRun>): Promise<JoineryEnd>
  /** Writes a file into the folder and answers its name. */
  file(name: string, content: string | Uint8Array): string
  /** Writes joinery.yaml anew. */
  config(text: string): void
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

export const practiceWorld = async ({ mode = 'hybrid', people = WORKERS }: WorldOptions = {}): Promise<World> => {
  const folder = temporaryFolder()
  const state = join(folder, '.joinery', 'practice')
  const practice = await startPractice({ folder: state, people, syncDelayMs: 0 })
  onTestFinished(() => practice.stop())
  const { info, company } = practice
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content)
    return name
  }
  const config = (text: string): void => void file('joinery.yaml', text)
  config(practiceYaml(mode))
  const ldap = async (user = info.user, password = info.password): Promise<Client> => {
    const client = new Client({ url: info.ldap, tlsOptions: { ca: info.caPem }, timeout: 5_000 })
    onTestFinished(() => client.unbind())
    await client.bind(user, password)
    return client
  }
  return {
    folder,
    practice,
    joinery: (argv, more) => runJoinery(argv, { cwd: folder, ...more }),
    file,
    config,
    ldap,
    async account(filter) {
      const client = await ldap()
      const { searchEntries } = await client.search(info.base, { scope: 'sub', filter })
      if (searchEntries.length > 1) throw new Error(`${searchEntries.length} objects fit ${filter}`)
      return (searchEntries[0] as Values | undefined) ?? null
    },
    async graph<T>(path: string) {
      const response = await fetch(`${info.graph}${path}`, { headers: { authorization: `Bearer ${info.token}` } })
      if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`)
      return (await response.json()) as T
    },
    digest() {
      practice.syncNow()
      return companyDigest(company)
    },
  }
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

const entraRows = ({ entra }: Company): readonly Json[] =>
  [...entra.users(), ...entra.groups(), ...entra.deletedObjects()].map((object) => [
    object as unknown as Json,
    [...entra.members.of(object.id)].sort(),
    [...entra.managers.of(object.id)],
  ])

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
