import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AdEntry } from '../../src/model/ad-entry.ts'
import type { Person } from '../../src/model/person.ts'
import type { AdReader } from '../../src/ports/ad.ts'
import { seedGivenNames, seedSurnames } from '../../src/practice/seed/seed-names.ts'
import { root } from './source-files.ts'

/** A company with accounts that carry no key, a feed as HR has it, and whose account is whose in truth. */
export interface AdoptionTown {
  readonly people: readonly Person[]
  readonly entries: readonly AdEntry[]
  /** employeeId by the objectGUID of the account; accounts of nobody in the feed are absent. */
  readonly truth: ReadonlyMap<string, string>
}

interface CorpusName {
  readonly given?: string
  readonly surname?: string
}

const corpusNames = (): readonly (readonly [string, string])[] =>
  readFileSync(join(root, 'test/corpus/names.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CorpusName)
    .flatMap(({ given, surname }) => (given && surname ? [[given, surname] as const] : []))

const departments = ['Sales', 'HR', 'Finance', 'Engineering', 'Operations', 'Marketing', 'Legal', 'IT'] as const
const titles = ['Analyst', 'Specialist', 'Engineer', 'Assistant', 'Consultant'] as const
const offices = ['London', 'Berlin', 'Kraków', 'Paris'] as const
const shortOf: { readonly [given: string]: string } = { Daniel: 'Dan', Tomasz: 'Tomek', Teresa: 'Tess', Viktor: 'Vic' }
const YEAR_MS = 31_557_600_000
const FOUNDED = Date.parse('2015-03-01T00:00:00Z')

/** Everything that chance decides, from a seed. */
export interface Dice {
  next(): number
}

/** mulberry32: small, and the same everywhere. */
export const diceOf = (seed: number): Dice => {
  let state = seed >>> 0
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0
      let t = state
      t = Math.imul(t ^ (t >>> 15), t | 1)
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
      return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
    },
  }
}

const guidOf = (index: number): string => `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`

const plainLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]/gu, 'x')

const germanLetters = (text: string): string =>
  plainLetters(text.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replaceAll('ß', 'ss'))

const generalized = (time: number): string => `${new Date(time).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}.0Z`

/** Makes a town of so many people. About every second of them has something that makes finding their account harder. */
export const adoptionTown = (count: number, seed: number): AdoptionTown => {
  const dice = diceOf(seed)
  const chance = (share: number): boolean => dice.next() < share
  const pick = <T>(items: readonly T[]): T => items[Math.floor(dice.next() * items.length)] as T
  const corpus = corpusNames()
  const people: Person[] = []
  const entries: AdEntry[] = []
  const truth = new Map<string, string>()
  const taken = new Set<string>()
  let last: readonly [string, string] = ['Adele', 'Vance']
  let lastAddress = 'adele.vance@contoso.com'
  for (let index = 0; index < count; index++) {
    const employeeId = String(10_000 + index).padStart(6, '0')
    const isTwin = chance(0.06)
    const name = isTwin ? last : chance(0.3) ? pick(corpus) : ([pick(seedGivenNames), pick(seedSurnames)] as const)
    const [given, surname] = name
    last = name
    const before = people.at(-1)
    const department = isTwin && chance(0.5) ? (before?.department ?? 'Sales') : pick(departments)
    const title = isTwin && chance(0.5) ? (before?.title ?? 'Analyst') : pick(titles)
    const office = pick(offices)
    const manager = String(10_000 + departments.indexOf(department as 'Sales')).padStart(6, '0')
    const starts = FOUNDED + Math.floor(dice.next() * 10 * YEAR_MS)
    const spelling = pick([plainLetters, germanLetters])
    const base = `${spelling(given)}.${spelling(surname)}`.toLowerCase().replaceAll(/[^a-z.]/g, '') || 'x.y'
    let userName = base
    for (let number = 2; taken.has(userName); number++) userName = `${base}${number}`
    taken.add(userName)
    const address = `${userName}@contoso.com`
    const phone = chance(0.3) ? '+44 20 7946 0000' : `+44 20 79${String(100_000 + index)}`
    const mobile = `+44 7700 ${String(200_000 + index)}`
    const married = chance(0.05) ? pick(seedSurnames) : null
    const moved = chance(0.06)
    const hasAccount = index < departments.length || !chance(0.04)
    const wrongAddress = chance(0.02)
    const person: Person = {
      employeeId,
      givenName: chance(0.04) ? (shortOf[given] ?? given) : given,
      surname: married === null ? surname : chance(0.5) ? married : `${surname}-${married}`,
      title: chance(0.08) ? pick(titles) : title,
      department: moved ? pick(departments) : department,
      office,
      manager,
      ...(chance(0.7) ? { phone } : {}),
      ...(chance(0.3) ? { mobile } : {}),
      ...(chance(0.9) ? { startDate: new Date(starts).toISOString().slice(0, 10) } : {}),
      ...(chance(0.5) ? { extra: { mail: wrongAddress ? lastAddress : address } } : {}),
    }
    lastAddress = address
    const turned = chance(0.03)
    const listed = !chance(0.03)
    if (listed)
      people.push(turned ? { ...person, givenName: person.surname ?? '', surname: person.givenName ?? '' } : person)
    if (!hasAccount) continue
    const id = guidOf(index)
    const shown = pick([`${given} ${surname}`, `${surname}, ${given}`, `${given} ${surname} (Contoso)`])
    const spelt = chance(0.3) ? spelling : (text: string): string => text
    const attributes: { [attribute: string]: readonly string[] } = {
      sAMAccountName: [userName.slice(0, 20)],
      userPrincipalName: [address],
      mail: [address],
      proxyAddresses: [`SMTP:${address}`],
      displayName: [spelt(shown)],
      userAccountControl: [chance(0.03) ? '514' : '512'],
      department: [department],
      whenCreated: [generalized(chance(0.5) ? starts - 5 * 86_400_000 : FOUNDED + 9 * YEAR_MS)],
      ...(chance(0.85) ? { givenName: [spelt(given)], sn: [spelt(surname)] } : {}),
      ...(chance(0.8) ? { title: [title] } : {}),
      ...(chance(0.8) ? { physicalDeliveryOfficeName: [office] } : {}),
      ...(chance(0.7) ? { telephoneNumber: [phone] } : {}),
      ...(chance(0.4) ? { mobile: [mobile] } : {}),
      ...(chance(0.8) ? { manager: [`CN=${Number(manager) - 10_000},OU=Staff,DC=corp,DC=contoso,DC=com`] } : {}),
      ...(chance(0.05) ? { employeeNumber: [employeeId] } : {}),
    }
    entries.push({ id, dn: `CN=${index},OU=Staff,DC=corp,DC=contoso,DC=com`, attributes })
    if (listed) truth.set(id, employeeId)
  }
  return { people, entries, truth }
}

/** Active Directory that has these accounts and answers searches alone. */
export const adWith = (entries: readonly AdEntry[]): AdReader => {
  const search = async () => entries
  return { search } as unknown as AdReader
}

/** Counts proposals by class, and how many of each are wrong. */
export const tally = (
  matches: readonly {
    readonly person: { readonly employeeId: string }
    readonly account: { readonly id: string }
    readonly class: string
  }[],
  truth: ReadonlyMap<string, string>,
): { readonly [found: string]: { readonly right: number; readonly wrong: number } } => {
  const counts: { [found: string]: { right: number; wrong: number } } = {}
  for (const { person, account, class: found } of matches) {
    counts[found] ??= { right: 0, wrong: 0 }
    const count = counts[found]
    if (truth.get(account.id) === person.employeeId) count.right += 1
    else count.wrong += 1
  }
  return counts
}
