import { type AdObject, valueIn } from '../../../src/practice/ad/ad-object.ts'
import type { AdStore } from '../../../src/practice/ad/ad-store.ts'
import type { Expectation, Expected, Turn } from './oracle.ts'

const DISABLED = 2
const DAY_LENGTH = 10
const departments = ['Sales', 'Marketing', 'Finance', 'HR', 'IT', 'Engineering', 'Operations', 'Legal']

/** What is not as it has to be, a line each. */
export interface Judgement {
  readonly turns: number
  /** Before their time, or never called for. */
  readonly early: readonly string[]
  /** Later than they may be, or not at all. */
  readonly late: readonly string[]
  /** Milliseconds between the moment from which it could be done and the one at which it was. */
  readonly delays: readonly number[]
  /** Accounts that are somebody else's. */
  readonly crossed: readonly string[]
  readonly end: readonly string[]
}

const shown = (turn: Turn): string => `${turn.key} ${turn.to} at ${new Date(turn.at).toISOString()}`

/** Compares what the directory did with what had to be done. `free`: the first moment from then on at which everything was there to do it with. */
export const judge = (
  { expected, seen, ad }: { readonly expected: Expectation; readonly seen: readonly Turn[]; readonly ad: AdStore },
  free: (moment: number) => number,
  mostLateMs: number,
): Judgement => {
  const early: string[] = []
  const late: string[] = []
  const delays: number[] = []
  const seenOf = Map.groupBy(seen, ({ key }) => key)
  const expectedOf = Map.groupBy(expected.turns, ({ key }) => key)
  for (const key of new Set([...seenOf.keys(), ...expectedOf.keys()])) {
    const did = seenOf.get(key) ?? []
    const had = expectedOf.get(key) ?? []
    for (let index = 0; index < Math.max(did.length, had.length); index += 1) {
      const [one, should] = [did[index], had[index]]
      if (one && should && one.to === should.to) {
        delays.push(one.at - free(should.at))
        if (one.at < should.at) early.push(`${shown(one)} instead of ${new Date(should.at).toISOString()}`)
        else if (one.at > free(should.at) + mostLateMs)
          late.push(`${shown(one)}, due ${new Date(should.at).toISOString()}`)
      } else {
        if (one) early.push(`${shown(one)}, which nothing called for`)
        if (should) late.push(`never: ${shown(should)}`)
      }
    }
  }
  return { turns: seen.length, early, late, delays, ...atTheEnd(expected, ad) }
}

const atTheEnd = ({ people }: Expectation, ad: AdStore): Pick<Judgement, 'crossed' | 'end'> => {
  const crossed: string[] = []
  const end: string[] = []
  const found = new Set<string>()
  const all = [...ad.all()].filter((object) => (valueIn(object, 'employeeID') ?? '') !== '')
  for (const object of all) {
    const key = valueIn(object, 'employeeID') ?? ''
    const person = people.get(key)
    if (found.has(key)) crossed.push(`${key} has two accounts`)
    found.add(key)
    if (!person) {
      // Whoever had left before the time began is in no feed.
      if ((Number(valueIn(object, 'userAccountControl')) & DISABLED) === 0) end.push(`${key} is nobody HR knows of`)
      continue
    }
    const name = `${valueIn(object, 'givenName')} ${valueIn(object, 'sn')}`
    const { givenName, surname } = person.row
    if (name !== `${givenName} ${surname}`)
      crossed.push(`${key} is ${givenName} ${surname} and has the account of ${name}`)
    end.push(...differencesOf(person, object, ad).map((difference) => `${key}: ${difference}`))
  }
  for (const key of people.keys()) if (!found.has(key)) end.push(`${key} has no account`)
  return { crossed, end }
}

const differencesOf = (person: Expected, object: AdObject, ad: AdStore): readonly string[] => {
  const { row, isOpen } = person
  // Whoever never came has no last day; when that was learned stands there.
  const leftOn = person.leftOn || (/\d{4}-\d{2}-\d{2}/.exec(valueIn(object, 'description') ?? '')?.[0] ?? 'some day')
  const of = (attribute: string): string => valueIn(object, attribute) ?? ''
  const [manager = ''] = ad.targets('manager', object.id)
  const boss = ad.get(manager)
  const managerKey = (boss && valueIn(boss, 'employeeID')) ?? ''
  const groups = [...ad.sources('member', object.id)].map((id) => valueIn(ad.get(id) ?? object, 'sAMAccountName') ?? '')
  const ou = /^CN=(?:\\.|[^,\\])*,OU=([^,]*)/.exec(ad.dnOf(object.id))?.[1] ?? ''
  const has = (what: string, is: string, should: string): readonly string[] =>
    is === should ? [] : [`${what} is ${is}, not ${should}`]
  const isClosed = (Number(of('userAccountControl')) & DISABLED) !== 0
  if (!isOpen)
    return [
      ...has('closed', String(isClosed), 'true'),
      ...has('OU', ou, 'Disabled'),
      ...has('groups', groups.join(), ''),
      ...has('stamp', of('description').slice(0, 'Left on '.length + DAY_LENGTH), `Left on ${leftOn}`),
    ]
  const isContractor = of('employeeType') === 'contractor'
  return [
    ...has('closed', String(isClosed), 'false'),
    ...has('OU', ou, isContractor ? 'Contractors' : row.department),
    ...has('title', of('title'), row.title),
    ...has('department', of('department'), row.department),
    ...has('office', of('physicalDeliveryOfficeName'), row.office),
    ...has('telephone', of('telephoneNumber'), row.phone),
    ...has('manager', managerKey, row.manager),
    ...has(
      'groups',
      groups
        .filter((name) => departments.includes(name))
        .sort()
        .join(),
      row.department,
    ),
    ...has('All Staff', String(groups.includes('All Staff')), 'true'),
  ]
}
