/**
 * What gathering is worth: the same reads and writes one after the other and all at once, in one run on one domain controller.
 *
 *   node scripts/bench/gathering.ts            on the practice tenant
 *   node scripts/bench/gathering.ts --samba    on a real domain controller (Linux, root)
 *   node scripts/bench/gathering.ts --people 300
 */
import { parseArgs } from 'node:util'
import { type AdConnection, openAd } from '../../src/ad/open-ad.ts'
import { systemClock } from '../../src/host/system-clock.ts'
import { equals } from '../../src/model/ad-query.ts'
import { Secret } from '../../src/model/secret.ts'
import { startPractice } from '../../src/practice/practice-servers.ts'
import { startSamba } from '../../test/support/samba.ts'

const { values } = parseArgs({
  options: { samba: { type: 'boolean', default: false }, people: { type: 'string', default: '200' } },
})
const people = Number(values.people)

interface Directory {
  readonly ad: AdConnection
  /** An OU to work in, made and taken away with the directory. */
  readonly ou: string
  close(): Promise<void>
}

const openPractice = async (): Promise<Directory> => {
  const practice = await startPractice({ folder: null })
  const { ldap, user, password, caPem } = practice.info
  const ad = await openAd({ servers: [ldap], user, password: new Secret(password), ca: caPem }, { clock: systemClock })
  return {
    ad,
    ou: `OU=Groups,${practice.info.base}`,
    close: () => ad.close().then(() => practice.stop()),
  }
}

const openSamba = async (): Promise<Directory> => {
  const dc = await startSamba({ realm: 'BENCH.CONTOSO.TEST', domain: 'BENCH' })
  const { readFileSync } = await import('node:fs')
  const ca = readFileSync(dc.caFile, 'utf8')
  const ad = await openAd(
    { servers: [dc.url], user: dc.service.user, password: new Secret(dc.service.password), ca },
    { clock: systemClock },
  )
  return { ad, ou: dc.ou, close: () => ad.close().then(() => dc.stop()) }
}

const numbers = Array.from({ length: people }, (_, number) => number)
const accountOf = (ou: string, number: number) => ({
  dn: `CN=Bench ${number},${ou}`,
  attributes: {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    sAMAccountName: [`bench${number}`],
    employeeID: [`B${number}`],
    userAccountControl: ['514'],
  },
})

/** Milliseconds for all of the work. */
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}
const inTurn = async (work: (number: number) => Promise<unknown>): Promise<void> => {
  for (const number of numbers) await work(number)
}
const atOnce = (work: (number: number) => Promise<unknown>): Promise<unknown> => Promise.all(numbers.map(work))

const { ad, ou, close } = values.samba ? await openSamba() : await openPractice()
try {
  const made: string[] = []
  const adding = await timed(() => inTurn(async (number) => made.push((await ad.writer.add(accountOf(ou, number))).id)))
  const group = await ad.writer.add({
    dn: `CN=Bench,${ou}`,
    attributes: { objectClass: ['top', 'group'], sAMAccountName: ['bench'] },
  })
  const find = (number: number) =>
    ad.reader.search({ scope: 'sub', filter: equals('employeeID', `B${number}`), attributes: ['sAMAccountName'] })
  const join = (number: number) => ad.writer.addMember(group.id, made[number] ?? '')
  const leave = (number: number) => ad.writer.removeMember(group.id, made[number] ?? '')
  const joiningInTurn = await timed(() => inTurn(join))
  await atOnce(leave)
  const rows = [
    ['find by employeeID', await timed(() => inTurn(find)), await timed(() => atOnce(find))],
    ['join one group', joiningInTurn, await timed(() => atOnce(join))],
  ] as const
  process.stdout.write(
    `${people} people, ${values.samba ? 'Samba AD DC' : 'practice tenant'}; added in ${(adding / people).toFixed(1)} ms each\n`,
  )
  for (const [what, single, gathered] of rows) {
    process.stdout.write(
      `${what.padEnd(20)} in turn ${single.toFixed(0)} ms, at once ${gathered.toFixed(0)} ms: ${(single / gathered).toFixed(1)} times as fast\n`,
    )
  }
} finally {
  await close()
}
