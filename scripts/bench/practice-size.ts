/**
 * How the practice tenant bears a large company: how long it takes to found and to open one, and what a lookup by an indexed property costs, in
 * the stores and over the wire.
 *
 *   node scripts/bench/practice-size.ts
 *   node scripts/bench/practice-size.ts --people 20000 --lookups 2000
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Client } from 'ldapts'
import { type Practice, startPractice } from '../../src/practice/practice-servers.ts'

const { values } = parseArgs({
  options: { people: { type: 'string', default: '100000' }, lookups: { type: 'string', default: '1000' } },
})
const people = Number(values.people)
const lookups = Number(values.lookups)
const SMALL = 200
const STARTS = 9

const timed = async <T>(work: () => Promise<T>): Promise<readonly [T, number]> => {
  const from = performance.now()
  const answer = await work()
  return [answer, performance.now() - from]
}

const middle = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0

const say = (what: string, ms: number): void =>
  void process.stdout.write(`${what.padEnd(58)}${ms.toFixed(3).padStart(12)} ms\n`)

const startAndStop = async (): Promise<number> => {
  const [practice, ms] = await timed(() => startPractice({ folder: null, people: SMALL }))
  await practice.stop()
  return ms
}

/** Spread over the whole company, and never twice the same in a row. */
const somebody = (index: number): number => (index * 7919) % people

const each = async (look: (index: number) => Promise<number>): Promise<number> => {
  const [, ms] = await timed(async () => {
    for (let index = 0; index < lookups; index++)
      if ((await look(somebody(index))) !== 1)
        throw new Error(`A lookup found something else than one person: ${index}.`)
  })
  return ms / lookups
}

const measureLookups = async ({ company, info }: Practice): Promise<void> => {
  // Those who are in both directories.
  const synced = company.entra.users().filter(({ properties }) => properties['onPremisesSyncEnabled'] === true)
  const keys = synced.flatMap(({ properties }) => properties['employeeId'] ?? [])
  const keyOf = (index: number): string => String(keys[index % keys.length])
  say(
    'a user in the Entra store by employeeId',
    await each(async (index) => company.entra.find('employeeId', keyOf(index)).length),
  )

  const client = new Client({ url: info.ldap, tlsOptions: { ca: [info.caPem] } })
  await client.bind(info.user, info.password)
  const base = 'DC=corp,DC=contoso,DC=com'
  const inAd = async (index: number): Promise<number> =>
    (await client.search(base, { filter: `(employeeID=${keyOf(index)})`, attributes: ['sAMAccountName'] }))
      .searchEntries.length
  await each(inAd)
  say('an account over LDAPS by employeeID', await each(inAd))
  await client.unbind()

  const headers = { authorization: `Bearer ${info.token}` }
  const inGraph = async (index: number): Promise<number> => {
    const answer = await fetch(`${info.graph}/users?$filter=employeeId eq '${keyOf(index)}'&$select=id`, {
      headers,
    })
    return ((await answer.json()) as { readonly value: readonly unknown[] }).value.length
  }
  await each(inGraph)
  say('a user over Graph by employeeId', await each(inGraph))
}

say(`starting a company of ${SMALL}, the first time in a process`, await startAndStop())
const starts: number[] = []
for (let count = 0; count < STARTS; count++) starts.push(await startAndStop())
say(`starting a company of ${SMALL}, middle of ${STARTS}`, middle(starts))

const folder = mkdtempSync(join(tmpdir(), 'joinery-bench-'))
try {
  const [founded, foundingMs] = await timed(() => startPractice({ folder, people }))
  say(`founding a company of ${people}, kept on disk`, foundingMs)
  await founded.stop()
  const [opened, openingMs] = await timed(() => startPractice({ folder }))
  say(`opening it again`, openingMs)
  await measureLookups(opened)
  await opened.stop()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.stdout.write(`memory: ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB\n`)
