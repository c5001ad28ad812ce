import { meet, type NameFacts } from './name-facts.ts'
import { areShortForms } from './short-names.ts'

/** How two names are alike, the closest first. */
export const nameRelations = ['same', 'turned', 'words', 'first', 'short', 'part', 'given', 'surname', 'none'] as const
export type NameRelation = (typeof nameRelations)[number]

/** Those that namesakes have: nothing of the name tells the two apart. */
export const isSameName = (relation: NameRelation): boolean =>
  relation === 'same' || relation === 'turned' || relation === 'words' || relation === 'first' || relation === 'short'

/** What each is called in the evidence; null for what is none. */
export const relationText: { readonly [relation in NameRelation]: string | null } = {
  same: 'same name',
  turned: 'same name, given name and surname the other way round',
  words: 'same name, its words in another order',
  first: 'same surname and first given name',
  short: 'same surname, and one given name is short for the other',
  part: 'same given name, and a part of the surname',
  given: 'same given name',
  surname: 'same surname',
  none: null,
}

/** The closest relation between any of the names of one and any of the other. */
export const nameRelation = (one: readonly NameFacts[], other: readonly NameFacts[]): NameRelation => {
  let best = nameRelations.length - 1
  for (const own of one) {
    for (const theirs of other) {
      const relation = nameRelations.indexOf(relationBetween(own, theirs))
      if (relation < best) best = relation
      if (best === 0) return 'same'
    }
  }
  return nameRelations[best] ?? 'none'
}

const relationBetween = (one: NameFacts, other: NameFacts): NameRelation => {
  const given = same(one.given, other.given)
  const surname = same(one.surname, other.surname)
  if (given && surname) return 'same'
  if (meet(one.given, other.surname) && meet(one.surname, other.given)) return 'turned'
  if (meet(one.whole, other.whole)) return 'words'
  const first = meet(one.firstGiven, other.firstGiven)
  if (surname && one.surname.size > 0) {
    if (first) return 'first'
    if (isShort(one.firstGiven, other.firstGiven)) return 'short'
  }
  if (first && meet(one.surnameWords, other.surnameWords)) return 'part'
  if (first) return 'given'
  return meet(one.surname, other.surname) ? 'surname' : 'none'
}

/** People may have one name alone; then both lack the other. */
const same = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  meet(one, other) || (one.size === 0 && other.size === 0)

const isShort = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].some((name) => [...other].some((theirs) => areShortForms(name, theirs)))
