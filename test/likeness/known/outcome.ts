import type { Difference } from '../compare-sequence.ts'
import type { GivenChange, LdapRequest } from '../ldap-request.ts'

/** Result code, with Windows' error number where that matters: `53 00002077`. */
export const outcomeIs = (outcome: Difference['samba'], wanted: string): boolean => {
  const [code, error] = wanted.split(' ')
  return String(outcome.code) === code && (error === undefined || outcome.error === error)
}

/** Whether the two outcomes are these. */
export const came = ({ samba, practice, kind }: Difference, ofSamba: string, ofPractice: string): boolean =>
  kind !== 'state' && kind !== 'answer' && outcomeIs(samba, ofSamba) && outcomeIs(practice, ofPractice)

/** Changes of attributes in a modify or an add, the latter as values that are added. */
export const changesIn = (request: LdapRequest): readonly GivenChange[] => {
  if (request.do === 'modify') return request.changes
  if (request.do !== 'add') return []
  return request.values.map(([type, ...values]): GivenChange => ['add', type, ...values])
}

export const touches = (request: LdapRequest, ...types: readonly string[]): boolean =>
  changesIn(request).some(([, type]) => types.includes(type))

/** Lines that only one of two answers has. */
export const onlyIn = (one: string, other: string): readonly string[] => {
  const there = new Set(other.split('\n'))
  return one.split('\n').filter((line) => line !== '' && !there.has(line))
}

/** Whether two answers differ in lines of certain attributes alone, or in the state likewise. */
export const differsOnlyIn = (difference: Difference, pattern: RegExp): boolean => {
  if (difference.kind !== 'answer' && difference.kind !== 'state') return false
  const { samba, practice } = difference
  return [...onlyIn(samba.answer, practice.answer), ...onlyIn(practice.answer, samba.answer)].every((line) =>
    pattern.test(line),
  )
}
