import type { AdoptionClass } from '../model/adoption.ts'
import type { AccountFacts } from './account-facts.ts'
import type { Comparison } from './compare.ts'
import { isSameName } from './name-relation.ts'
import type { PersonFacts } from './person-facts.ts'

/** What is worth to be shown to somebody who decides. */
const LEAST_SHOWN = 20
/** What is likely, and by how much it has to surpass whatever else there is for the person and for the account. */
const LEAST_LIKELY = 36
const CLEARLY = 15
/** As many of department, manager, title, office and telephone have to agree where nothing else than the name tells who it is. */
const AGREEING_BY_NAME = 3
const AGREEING_RENAMED = 2
const MOST_DIFFERING = 1

/** Comparisons of one person, and of one account, with everybody. */
interface Rivals {
  readonly ofPerson: readonly Comparison[]
  readonly ofAccount: readonly Comparison[]
}

/**
 * How sure it is. Certain takes what only one person has (address, number, user name) with a name that fits, or a name that nobody else has with
 * enough that agrees around it; anything that speaks against it, or for somebody else, makes it less.
 */
export const classify = (one: Comparison, rivals: Rivals): AdoptionClass | null => {
  if (one.score < LEAST_SHOWN) return null
  if (isCertain(one, rivals)) return 'certain'
  const best = (others: readonly Comparison[], isRival: (other: Comparison) => boolean): number =>
    Math.max(0, ...others.filter((other) => other !== one && isRival(other)).map(({ score }) => score))
  const clear =
    one.score - best(rivals.ofPerson, (other) => !areHalves(one.account, other.account)) >= CLEARLY &&
    one.score - best(rivals.ofAccount, () => true) >= CLEARLY
  return clear && one.score >= LEAST_LIKELY && one.account.ofNobody === null ? 'likely' : 'unclear'
}

const isCertain = (one: Comparison, rivals: Rivals): boolean => {
  if (one.doubtful) return false
  const others = [
    ...rivals.ofPerson.filter((other) => other !== one && !areHalves(one.account, other.account)),
    ...rivals.ofAccount.filter((other) => other !== one),
  ]
  if (others.some(({ identities }) => identities > 0)) return false
  const namesakes = rivals.ofPerson
    .concat(rivals.ofAccount)
    .some((other) => other !== one && isSameName(other.relation))
  return one.identities > 0 ? isCertainByIdentity(one, namesakes) : !namesakes && isCertainByName(one)
}

const isCertainByIdentity = ({ relation, agrees, differs }: Comparison, namesakes: boolean): boolean => {
  const placesDiffer = differs.has('department') || differs.has('manager')
  if (namesakes) return isSameName(relation) && agrees.size > 0 && !placesDiffer
  if (isSameName(relation) || relation === 'part')
    return [...differs].filter((matter) => matter !== 'title').length <= MOST_DIFFERING
  return relation === 'given' && agrees.size >= AGREEING_RENAMED && !placesDiffer
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
