import { expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import type { Json } from '../../src/model/json.ts'
import { hostileRows } from '../support/hostile-rows.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { type Received, type Reply, stubbed } from './graph-stub.ts'

const REMOVALS = 10_000
/** So many are asked for at the same moment: the client may put them together as it likes. */
const AT_ONCE = 100

const random = seededRandom('ten thousand removals')
const pick = <T>(from: readonly T[]): T => from[random.integer(from.length)] as T

/** Values with which somebody would want to leave the path, and what a careless caller hands over. */
const hostile: readonly string[] = [
  ...['graph-path', 'id', 'ldap-filter', 'odata-filter', 'path', 'ssrf'].flatMap((kind) =>
    hostileRows(kind).map(({ value }) => value),
  ),
  ...[
    '',
    '.',
    '..',
    '../..',
    '/',
    '//',
    '\\',
    '%2e%2e',
    '%2f',
    '?',
    '?$select=id',
    '#',
    '#EXT#',
    '$ref',
    '/$ref',
    '\0',
  ],
  ...[
    'me',
    'null',
    'undefined',
    '{id}',
    '00000000-0000-0000-0000-000000000000',
    'adele.vance@contoso.com',
    "' or 1 eq 1",
  ],
]

/** An id, in whatever letter case; one in four is none, be it by a few letters. */
const idOrNot = (): { readonly id: string; readonly good: boolean } => {
  const id = pick([random.uuid(), random.uuid().toUpperCase()])
  if (random.integer(4) > 0) return { id, good: true }
  const bad = pick(hostile)
  const spoilt = pick([
    bad,
    `${id}${bad}`,
    `${bad}${id}`,
    `${id}/${bad}`,
    id.slice(1),
    `${id}\n`,
    `${id} `,
    `${id}/$ref?`,
  ])
  return { id: spoilt, good: spoilt.toLowerCase() === id.toLowerCase() }
}

interface Sent {
  readonly method: string
  readonly url: string
}

/** The requests in a request: those of a batch, or itself. */
const requestsIn = ({ method, url, body }: Received): readonly (Sent & { readonly id: string })[] => {
  if (!url.endsWith('/$batch')) return [{ id: '', method, url }]
  const { requests } = JSON.parse(body) as { readonly requests: readonly (Sent & { readonly id: string })[] }
  return requests.map(({ id, ...one }) => ({ id, method: one.method, url: `/v1.0${one.url}` }))
}

const done = (request: Received): Reply => {
  if (!request.url.endsWith('/$batch')) return { status: 204 }
  const responses: Json = requestsIn(request).map(({ id }) => ({ id, status: 204 }))
  return { status: 200, json: { responses } }
}

const GUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'
const REFERENCE = new RegExp(
  `^/v1\\.0/(?:groups|applications|servicePrincipals|directoryRoles)/${GUID}/(?:members|owners)/${GUID}/\\$ref$`,
)

test('of ten thousand removals of members and owners, none is sent without /$ref, and none that is not by ids', async () => {
  const { writer, received } = await stubbed(done)
  const verbs: readonly ((object: string, member: string) => Promise<void>)[] = [
    (group, member) => writer.removeMember(group, member),
    (group, member) => writer.removeMember(group, member),
    (id, owner) => writer.removeOwner({ type: 'group', id }, owner),
    (id, owner) => writer.removeOwner({ type: 'application', id }, owner),
    (id, owner) => writer.removeOwner({ type: 'servicePrincipal', id }, owner),
    (id, userId) => writer.removeRole({ userId, id, roleId: id, scope: '/', by: 'membership' }),
  ]
  let expected = 0
  const surprises: string[] = []
  for (let made = 0; made < REMOVALS; made += AT_ONCE) {
    const asked = Array.from({ length: AT_ONCE }, () => [pick(verbs), idOrNot(), idOrNot()] as const)
    const ends = await Promise.allSettled(asked.map(async ([verb, object, member]) => verb(object.id, member.id)))
    for (const [at, end] of ends.entries()) {
      const [, object, member] = asked[at] as (typeof asked)[number]
      const isGood = object.good && member.good
      expected += Number(isGood)
      const refused = end.status === 'rejected' && end.reason instanceof Fault && end.reason.code === 'entra/not-an-id'
      if (isGood !== (end.status === 'fulfilled') || (!isGood && !refused)) surprises.push(`${object.id} ${member.id}`)
    }
  }

  const sent = received.flatMap(requestsIn)
  expect(surprises).toEqual([])
  expect(sent.filter(({ method, url }) => method !== 'DELETE' || !REFERENCE.test(url))).toEqual([])
  expect(sent.length).toBe(expected)
  expect(expected).toBeGreaterThan(REMOVALS / 2)
})

test('the test itself would see a removal without /$ref, alone or in a batch', () => {
  const id = '02bd9fd6-8f93-4758-87c3-1fb73740a315'
  const url = `/groups/${id}/members/${id}`
  const batch = {
    method: 'POST',
    url: '/v1.0/$batch',
    headers: {},
    body: JSON.stringify({ requests: [{ id: '1', method: 'DELETE', url }] }),
  }

  const seen = [...requestsIn({ method: 'DELETE', url: `/v1.0${url}`, headers: {}, body: '' }), ...requestsIn(batch)]

  expect(seen.map((one) => REFERENCE.test(one.url))).toEqual([false, false])
  expect(REFERENCE.test(`/v1.0${url}/$ref`)).toBe(true)
})
