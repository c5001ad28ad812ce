import type { AdoptionClass } from '../model/adoption.ts'
import type { AccountFacts } from './account-facts.ts'
import type { Comparison } from './compare.ts'
import { isSameName } from './name-relation.ts'
import type { PersonFacts } from './person-facts.ts'

/** What is worth to be shown to somebody who decides. */
const LEAST_SHOWN = 20
/** What is likely, and by how much it has to surpass whatever else there is for the person and for the account. */
const LEAST_LIKELY = 30
const CLEARLY = 15
/** As many of department, manager, title, office and telephone have to agree where nothing else than the name tells who it is. */
const AGREEING_BY_NAME = 3
const AGREEING_RENAMED = 2
const MOST_DIFFERING = 1

/** Comparisons of everybody with everybody that has something in common with them. */
export interface Compared {
  readonly ofPerson: ReadonlyMap<PersonFacts, readonly Comparison[]>
  readonly ofAccount: ReadonlyMap<AccountFacts, readonly Comparison[]>
  /** Accounts by the key that they carry, in lower case. */
  readonly keyed: ReadonlyMap<string, readonly AccountFacts[]>
}

/** Comparisons of one person, and of one account, with everybody. */
interface Rivals {
  readonly ofPerson: readonly Comparison[]
  readonly ofAccount: readonly Comparison[]
}

/**
 * How sure it is. Certain takes what only one person has (address, number, user name) with a name that fits, or a name that nobody else has with
 * enough that agrees around it; anything that speaks against it, or for somebody else, makes it less.
 */
export const classify = (one: Comparison, compared: Compared): AdoptionClass | null => {
  if (one.score < LEAST_SHOWN) return null
  const rivals = {
    ofPerson: compared.ofPerson.get(one.person) ?? [],
    ofAccount: compared.ofAccount.get(one.account) ?? [],
  }
  if (isCertain(one, rivals, compared)) return 'certain'
  const best = (others: readonly Comparison[]): number =>
    Math.max(0, ...others.filter((other) => other !== one && competes(other, one)).map(({ score }) => score))
  const ofPerson = rivals.ofPerson.filter((other) => !areHalves(one.account, other.account))
  const clear = one.score - best(ofPerson) >= CLEARLY && one.score - best(rivals.ofAccount) >= CLEARLY
  return clear && one.score >= LEAST_LIKELY && one.account.ofNobody === null ? 'likely' : 'unclear'
}

/** Beside somebody of the same name, colleagues who share a half of it mean nothing. */
const competes = ({ identities, relation }: Comparison, one: Comparison): boolean =>
  identities > 0 || !isSameName(one.relation) || isSameName(relation) || relation === 'part'

const isCertain = (one: Comparison, rivals: Rivals, compared: Compared): boolean => {
  if (one.doubtful) return false
  const others = [
    ...rivals.ofPerson.filter((other) => other !== one && !areHalves(one.account, other.account)),
    ...rivals.ofAccount.filter((other) => other !== one),
  ]
  if (others.some(({ identities }) => identities > 0)) return false
  const namesakes = [...rivals.ofPerson, ...rivals.ofAccount].filter(
    (other) => other !== one && isSameName(other.relation),
  )
  if (one.identities === 0) return namesakes.length === 0 && isCertainByName(one)
  if (namesakes.length === 0) return isCertainByIdentity(one)
  return isToldFromNamesakes(one) && namesakes.every((other) => isSettled(other, one, compared))
}

const isCertainByIdentity = ({ relation, agrees, differs }: Comparison): boolean => {
  if (isSameName(relation) || relation === 'part')
    return [...differs].filter((matter) => matter !== 'title').length <= MOST_DIFFERING
  const placesDiffer = differs.has('department') || differs.has('manager')
  return relation === 'given' && agrees.size >= AGREEING_RENAMED && !placesDiffer
}

/** A feed that has the address of a namesake for somebody is not rare. */
const isToldFromNamesakes = ({ relation, agrees, differs }: Comparison): boolean =>
  isSameName(relation) && agrees.size > 0 && differs.size === 0

/** Whether it is known who a namesake is: a person by another account, an account by another person or by its key. */
const isSettled = (other: Comparison, one: Comparison, { ofPerson, ofAccount, keyed }: Compared): boolean => {
  if (other.person !== one.person) {
    const own = ofPerson.get(other.person) ?? []
    return (
      keyed.has(other.person.key) || own.some(({ identities, account }) => identities > 0 && account !== one.account)
    )
  }
  if (other.account.key !== null || (other.identities > 0 && areHalves(one.account, other.account))) return true
  const claims = ofAccount.get(other.account) ?? []
  return claims.some(({ identities, person }) => identities > 0 && person !== one.person)
}

const isCertainByName = ({ relation, agrees, differs, madeForThem }: Comparison): boolean =>
  isSameName(relation) && relation !== 'short' && madeForThem && differs.size === 0 && agrees.size >= AGREEING_BY_NAME

/** An account in each directory that no synchronisation ties: one person may have both. */
export const areHalves = (one: AccountFacts, other: AccountFacts): boolean =>
  one.shown.system !== other.shown.system && !one.paired && !other.paired

/** The directories in which a person has no account with the key yet. */
export const openSystems = (
  person: PersonFacts,
  keyed: ReadonlyMap<string, readonly AccountFacts[]>,
): ReadonlySet<'ad' | 'entra'> => {
  const own = keyed.get(person.key) ?? []
  const open = new Set<'ad' | 'entra'>(['ad', 'entra'])
  for (const { shown, paired } of own) {
    open.delete(shown.system)
    if (paired) open.clear()
  }
  return open
}
