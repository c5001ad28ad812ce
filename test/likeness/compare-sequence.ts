import type { Outcome, Peer } from './ldap-peer.ts'
import type { LdapRequest, Names } from './ldap-request.ts'

/** What both servers made of one request. */
export interface Pair {
  readonly request: LdapRequest
  readonly samba: Outcome
  readonly practice: Outcome
}

export interface Difference extends Pair {
  /** Place in the sequence; the number of requests for the state at its end. */
  readonly at: number
  readonly kind: 'code' | 'error' | 'answer' | 'state'
}

/** How the servers differ about a request; null where they do not. Error numbers count where both give one. */
const differenceIn = ({ samba, practice }: Pair): 'code' | 'error' | 'answer' | null => {
  if (samba.code !== practice.code) return 'code'
  if (samba.error !== null && practice.error !== null && samba.error !== practice.error) return 'error'
  return samba.answer === practice.answer ? null : 'answer'
}

export interface Servers {
  readonly samba: Peer
  readonly practice: Peer
  /** DNs below which sequences get an OU each. */
  readonly sambaRoot: string
  readonly practiceRoot: string
}

export interface Compared {
  readonly requests: number
  readonly differences: readonly Difference[]
}

const DONE: Outcome = { code: 0, error: null, answer: '', text: '' }

const placesOf = (request: LdapRequest): readonly string[] => {
  if (request.do === 'restore') return [request.was, request.to]
  if (request.do === 'move') return [request.at, request.to]
  return request.do === 'add' || request.do === 'modify' || request.do === 'delete' ? [request.at] : []
}

const firstRdn = (dn: string): string => /^(?:[^,\\]|\\.)+/.exec(dn)?.[0].toLowerCase() ?? ''

/** What only one of them had was deleted on that one alone, so deleted objects of those names are not compared. */
const withoutGravesOf = (names: ReadonlySet<string>, pair: Pair): Pair => {
  const { request, samba, practice } = pair
  if (request.do !== 'search' || !request.deleted) return pair
  const isOfOthers = (line: string): boolean => !names.has(line.slice(0, line.indexOf('{deleted}')).toLowerCase())
  const without = (outcome: Outcome): Outcome => ({
    ...outcome,
    answer: outcome.answer.split('\n').filter(isOfOthers).join('\n'),
  })
  return { request, samba: without(samba), practice: without(practice) }
}

/** Sends a sequence to both servers, each in a fresh OU, and compares every outcome and at the end everything in the OUs. */
export const compareSequence = async (
  servers: Servers,
  requests: readonly LdapRequest[],
  tag: string,
): Promise<Compared> => {
  const sambaNames: Names = { home: `OU=${tag},${servers.sambaRoot}`, tag, domain: servers.samba.domain }
  const practiceNames: Names = { home: `OU=${tag},${servers.practiceRoot}`, tag, domain: servers.practice.domain }
  const both = async (request: LdapRequest): Promise<Pair> => {
    const [samba, practice] = await Promise.all([
      servers.samba.ask(request, sambaNames),
      servers.practice.ask(request, practiceNames),
    ])
    return { request, samba, practice }
  }
  await both({ do: 'add', at: '{home}', values: [['objectClass', 'organizationalUnit']] })
  const differences: Difference[] = []
  const apart = new Set<string>()
  for (const [at, request] of requests.entries()) {
    const pair = withoutGravesOf(apart, await both(request))
    const kind = differenceIn(pair)
    if (kind) differences.push({ ...pair, at, kind })
    // Where only one of them did it, what it was about goes away on both, and the rest can be compared.
    const isApart = (pair.samba.code === 0) !== (pair.practice.code === 0)
    if (!isApart && request.do !== 'restore') continue
    for (const place of placesOf(request)) {
      if (place === '{home}') continue
      apart.add(firstRdn(place))
      await both({ do: 'delete', at: place, tree: true })
    }
  }
  const [samba, practice] = await Promise.all([servers.samba.state(sambaNames), servers.practice.state(practiceNames)])
  if (samba !== practice) {
    const request: LdapRequest = {
      do: 'search',
      at: '{home}',
      scope: 'sub',
      filter: '(objectClass=*)',
      attributes: ['*'],
    }
    const outcome = (answer: string): Outcome => ({ ...DONE, answer })
    differences.push({
      request,
      samba: outcome(samba),
      practice: outcome(practice),
      at: requests.length,
      kind: 'state',
    })
  }
  await both({ do: 'delete', at: '{home}', tree: true })
  return { requests: requests.length, differences }
}
