import type { Compared, Difference } from './compare-sequence.ts'
import { onlyIn } from './known/outcome.ts'
import { ldapKnownDifferences, rowFor } from './ldap-known-differences.ts'
import { showRequest } from './ldap-request.ts'

/** What a run has come to so far. */
export interface Score {
  readonly requests: number
  /** Requests with the same outcome on both. */
  readonly equal: number
  readonly sequences: number
  /** Sequences at whose end both directories had the same in them. */
  readonly equalStates: number
  /** How often each known difference came up. */
  readonly known: ReadonlyMap<string, number>
}

export const noScore: Score = { requests: 0, equal: 0, sequences: 0, equalStates: 0, known: new Map() }

export const addScore = (score: Score, { requests, differences }: Compared): Score => {
  const known = new Map(score.known)
  for (const difference of differences) {
    const id = rowFor(difference)?.id
    if (id !== undefined) known.set(id, (known.get(id) ?? 0) + 1)
  }
  const states = differences.filter(({ kind }) => kind === 'state').length
  const same = differences.filter((difference) => rowFor(difference)?.isSameOutcome).length
  return {
    requests: score.requests + requests,
    equal: score.equal + requests - (differences.length - states - same),
    sequences: score.sequences + 1,
    equalStates: score.equalStates + 1 - states,
    known,
  }
}

/** Rows of the table that nothing came up for. */
export const unusedRows = ({ known }: Score): readonly string[] =>
  ldapKnownDifferences.map(({ id }) => id).filter((id) => !known.has(id))

export const showScore = (score: Score): string =>
  [
    `LDAP beside Samba: ${score.requests} requests in ${score.sequences} sequences; ${score.equal} had the same outcome and`,
    `${score.equalStates} sequences left the same behind. Known differences, by how often they came up:`,
    ...[...score.known].sort(([, a], [, b]) => b - a).map(([id, count]) => `  ${String(count).padStart(5)}  ${id}`),
  ].join('\n')

const showOutcome = ({ code, error, text }: Difference['samba']): string =>
  [code, error, text.trim().slice(0, 300)].filter((part) => part !== null && part !== '').join(' ')

/** What is different, for a person. */
export const showDifference = (difference: Difference): string => {
  const { kind, request, samba, practice } = difference
  if (kind === 'code' || kind === 'error')
    return `${showRequest(request)}\n  Samba:    ${showOutcome(samba)}\n  practice: ${showOutcome(practice)}`
  const lines = [
    ...onlyIn(samba.answer, practice.answer).map((line) => `  Samba:    ${line}`),
    ...onlyIn(practice.answer, samba.answer).map((line) => `  practice: ${line}`),
  ]
  return [kind === 'state' ? 'the end of the sequence' : showRequest(request), ...lines.slice(0, 20)].join('\n')
}
