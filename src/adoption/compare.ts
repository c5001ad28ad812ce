import type { AccountFacts } from './account-facts.ts'
import { plainText } from './name-forms.ts'
import { isSameName, type NameRelation, nameRelation, relationText } from './name-relation.ts'
import type { PersonFacts } from './person-facts.ts'
import { domainOf, type Population, withoutZeros } from './population.ts'

/** What both the feed and a directory say of somebody. */
type Matter = 'department' | 'manager' | 'title' | 'office' | 'phone'

/** A person beside an account: what speaks for and against their being one's. */
export interface Comparison {
  readonly person: PersonFacts
  readonly account: AccountFacts
  readonly relation: NameRelation
  /** What only one person has: a number, an address, a user name, a mobile phone. */
  readonly identities: number
  readonly agrees: ReadonlySet<Matter>
  readonly differs: ReadonlySet<Matter>
  /** Whether something speaks against it so that nothing is certain any more. */
  readonly doubtful: boolean
  /** Whether the account was made no earlier than shortly before the person started, as far as both are known. */
  readonly madeForThem: boolean
  /** How much speaks for it, for an order among them. */
  readonly score: number
  readonly evidence: readonly string[]
  readonly against: readonly string[]
}

const relationScore: { readonly [relation in NameRelation]: number } = {
  same: 30,
  turned: 28,
  words: 28,
  first: 26,
  short: 24,
  part: 20,
  given: 6,
  surname: 6,
  none: 0,
}
const agreeing: { readonly [matter in Matter]: number } = { department: 8, manager: 12, title: 6, office: 5, phone: 18 }
const differing: { readonly [matter in Matter]: number } = { department: 8, manager: 8, title: 2, office: 3, phone: 0 }
const IDENTITY = 60
const LOST_ZEROS = 25
const USER_NAME_OF_NAME = 10
const SHARED_PHONE = 4
const WRONG_NUMBER = 40
const OTHER_ADDRESS = 25
const DISABLED = 10
const MADE_BEFORE = 15
const OF_NOBODY = 30
const DAY_MS = 86_400_000
/** Accounts are made so long before somebody starts. */
const AHEAD_MS = 60 * DAY_MS

/** What is gathered while a person and an account are compared. */
interface Findings {
  readonly evidence: string[]
  readonly against: string[]
  readonly agrees: Set<Matter>
  readonly differs: Set<Matter>
  identities: number
  doubtful: boolean
  score: number
}

const speaksFor = (found: Findings, text: string, points: number): void => {
  found.evidence.push(text)
  found.score += points
}

/** `doubt`: nothing is certain any more. */
const speaksAgainst = (found: Findings, text: string, points: number, doubt = true): void => {
  found.against.push(text)
  found.score -= points
  found.doubtful ||= doubt
}

const identifies = (found: Findings, text: string): void => {
  found.identities += 1
  speaksFor(found, text, IDENTITY)
}

const compares = (found: Findings, matter: Matter, isSame: boolean, text: string): void => {
  if (isSame) {
    found.agrees.add(matter)
    speaksFor(found, text, agreeing[matter])
  } else {
    found.differs.add(matter)
    speaksAgainst(found, text, differing[matter], false)
  }
}

export const compare = (person: PersonFacts, account: AccountFacts, all: Population): Comparison => {
  const found: Findings = {
    evidence: [],
    against: [],
    agrees: new Set(),
    differs: new Set(),
    identities: 0,
    doubtful: false,
    score: 0,
  }
  compareNumbers(person, account, all, found)
  compareAddresses(person, account, all, found)
  const relation = compareNames(person, account, found)
  comparePhones(person, account, all, found)
  compareWork(person, account, all, found)
  const madeForThem = compareStates(person, account, found)
  return { person, account, relation, madeForThem, ...found }
}

const compareNumbers = (person: PersonFacts, account: AccountFacts, all: Population, found: Findings): void => {
  if (account.keyOfOtherHalf?.toLowerCase() === person.key)
    identifies(found, `its half in Entra has the employeeId ${person.shown.employeeId}`)
  const [same] = [...account.numbers].find(([, number]) => number === person.key) ?? []
  if (same !== undefined) identifies(found, `${same} is ${person.shown.employeeId}`)
  for (const [name, number] of account.numbers) {
    if (number === person.key) continue
    const other = all.peopleByKey.get(number)
    const isStaffNumber = name === 'employeeID' || name === 'employeeNumber'
    if (other === undefined && withoutZeros(number) === withoutZeros(person.key))
      speaksFor(found, `${name} is ${number}, the same without leading zeros`, LOST_ZEROS)
    else if (other !== undefined || isStaffNumber) {
      const whose = other === undefined ? '' : `, that of ${other.shown.name}`
      speaksAgainst(found, `${name} is ${number}${whose}`, WRONG_NUMBER)
    }
  }
}

const compareAddresses = (person: PersonFacts, account: AccountFacts, all: Population, found: Findings): void => {
  const isOwn = (text: string): boolean => all.peopleByAddress.get(text)?.length === 1
  const addresses = [...person.addresses].filter((address) => account.addresses.has(address))
  const userNames = [...person.userNames].filter((name) => account.userNames.has(name))
  const shared = [...addresses, ...userNames].filter((text) => !isOwn(text))
  const [address] = addresses.filter(isOwn)
  const [userName] = userNames.filter(isOwn)
  if (address !== undefined) identifies(found, `same address ${address}`)
  if (userName !== undefined) identifies(found, `same user name ${userName}`)
  if (shared.length > 0) {
    speaksAgainst(found, `the feed has ${shared[0]} for several people`, 0)
  }
  const [elsewhere] = [...person.addresses].filter((own) => all.domains.has(domainOf(own)))
  if (addresses.length === 0 && elsewhere !== undefined) {
    speaksAgainst(found, `the feed has the address ${elsewhere}`, OTHER_ADDRESS)
  }
}

const compareNames = (person: PersonFacts, account: AccountFacts, found: Findings): NameRelation => {
  const relation = nameRelation(person.names, account.names)
  const text = relationText[relation]
  if (text !== null) speaksFor(found, text, relationScore[relation])
  if (!isSameName(relation)) {
    const telling = [...person.likelyUserNames].find((name) => account.userNames.has(name))
    if (telling !== undefined) speaksFor(found, `the user name ${telling} is like the name`, USER_NAME_OF_NAME)
  }
  return relation
}

const comparePhones = (person: PersonFacts, account: AccountFacts, all: Population, found: Findings): void => {
  const common = [...person.phones].filter((phone) => account.phones.has(phone))
  const isOwn = (phone: string): boolean =>
    all.peopleByPhone.get(phone)?.length === 1 && all.accountsByPhone.get(phone)?.length === 1
  const own = common.find(isOwn)
  if (own !== undefined && own === person.mobile) identifies(found, 'same mobile phone, which nobody else has')
  else if (own !== undefined) compares(found, 'phone', true, 'same telephone number, which nobody else has')
  else if (common.length > 0) speaksFor(found, 'same telephone number, which others have too', SHARED_PHONE)
}

const compareWork = (person: PersonFacts, account: AccountFacts, all: Population, found: Findings): void => {
  for (const [matter, feed, directory] of [
    ['department', person.department, account.department],
    ['title', person.title, account.title],
    ['office', person.office, account.office],
  ] as const) {
    if (feed === null || directory === null) continue
    const isSame = feed === directory || plainText(feed) === plainText(directory)
    compares(
      found,
      matter,
      isSame,
      isSame ? `${matter} ${directory}` : `${matter} is ${directory}, the feed says ${feed}`,
    )
  }
  const { manager } = account
  if (person.manager === null || manager === null) return
  const isSame = isManager(person.manager, manager, all)
  if (isSame !== null)
    compares(found, 'manager', isSame, `manager ${manager.name}${isSame ? '' : ', the feed has another'}`)
}

/** By key or address; where the manager's account has no key either, by name. null where nothing can be said. */
const isManager = (
  reference: string,
  { key, addresses, names }: NonNullable<AccountFacts['manager']>,
  { peopleByKey }: Population,
): boolean | null => {
  if (reference.includes('@')) return addresses.includes(reference)
  if (key !== null) return key === reference
  const person = peopleByKey.get(reference)
  return person ? isSameName(nameRelation(person.names, names)) : null
}

/** Answers whether the account was made for somebody who started when the person did. */
const compareStates = ({ starts, ends }: PersonFacts, account: AccountFacts, found: Findings): boolean => {
  const { shown, created, ofNobody, admin } = account
  if (!shown.enabled) {
    speaksAgainst(found, 'the account is disabled', ends === null ? DISABLED : 0, ends === null)
  }
  if (admin) {
    speaksAgainst(found, 'it is or was an administrator’s (adminCount), and those Joinery leaves alone', 0)
  }
  if (ofNobody !== null) {
    speaksAgainst(found, `it may be no person's: ${ofNobody}`, OF_NOBODY)
  }
  if (starts === null || created === null) return false
  if (created >= starts - AHEAD_MS) return true
  const days = Math.round((starts - created) / DAY_MS)
  speaksAgainst(found, `the account was made ${days} days before the person started`, MADE_BEFORE)
  return false
}
