import { Fault } from '../model/fault.ts'
import { personName } from '../model/person.ts'
import { type ChosenNames, holderOf } from './choose-names.ts'
import type { Names } from './name-candidates.ts'
import type { StepContext } from './step.ts'

/** So many candidates are looked at for the name that the account has; somebody further down has a name for another reason. */
const LOOKED_AT = 50

/** An account that gets the names of the person it belongs to. */
export interface Renamed {
  /** The sign-in name that it has. */
  readonly upn: string
  /** objectGUID of the account in Active Directory. */
  readonly id?: string
}

/**
 * The names of a person who has an account. A sign-in name that fits the person stays, number and all, so that asking twice changes nothing;
 * else the first candidate that nobody else has.
 */
export const namesForAccount = async (context: StepContext, { upn, id }: Renamed): Promise<ChosenNames> => {
  const notes: string[] = [...(context.names.concerns?.(context.person) ?? [])]
  const candidates = firstCandidates(context)
  const present = candidates.find((names) => names.upn.toLowerCase() === upn.toLowerCase())
  if (present) return { names: present, notes }
  for (const names of candidates) {
    const holder = await holderOf(context, names, id)
    if (!holder) return { names, notes }
    notes.push(`${names.username} is taken by ${holder}`)
  }
  const params = { person: personName(context.person), tried: candidates.length }
  throw new Fault('plan/no-free-name', params, { where: context.where() })
}

const firstCandidates = (context: StepContext): readonly Names[] => {
  const candidates: Names[] = []
  for (const names of context.names.candidates(context.person)) {
    candidates.push(names)
    if (candidates.length === LOOKED_AT) break
  }
  return candidates
}
