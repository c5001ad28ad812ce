import { describe, expect, test } from 'vitest'
import { type GraphTenant, graphTenant, type Reply } from '../practice/graph/graph-tenant.ts'
import { documentedTypes } from './graph-corpus.ts'
import { type FilterCase, filterCases } from './graph-filter-cases.ts'

const types = documentedTypes()
const collections = {
  user: 'users',
  group: 'groups',
  device: 'devices',
  servicePrincipal: 'servicePrincipals',
} as const
type Filtered = keyof typeof collections

/** Where the practice tenant follows something else than the table of 2023. */
const differences: { readonly [about: string]: string } = {
  'user employeeId startsWith': 'The page of the resource user lists it among what $filter goes along with.',
  'user createdObjects/any(c:c/id) eq': 'The practice tenant does not remember who made what.',
  'servicePrincipal createdObjects/any(c:c/id) eq': 'The practice tenant does not remember who made what.',
}

const asked = async ({ get, advanced }: GraphTenant, type: Filtered, { filter }: FilterCase) => {
  const query = `/${collections[type]}?$select=id&$filter=${encodeURIComponent(filter)}`
  return { plain: await get(query), advanced: await advanced(`${query}&$count=true`) }
}

const wordOf = (plain: Reply, advanced: Reply): string => {
  if (plain.status === 200) return advanced.status === 200 ? 'default' : 'default, and not as an advanced query'
  return advanced.status === 200 ? 'advanced' : 'no'
}

/** A refusal says that the query is not supported, unless the operator cannot go with the type at all. */
const isRefusal = ({ status, refusal }: Reply): boolean =>
  status === 200 || /^(Request_UnsupportedQuery|Request_BadRequest|BadRequest): /.test(refusal)

describe.runIf(Object.keys(types).length > 0)('what $filter goes along with', () => {
  test.each(Object.keys(collections) as Filtered[])(
    '%s',
    async (type) => {
      const tenant = await graphTenant()
      const cases = filterCases(types[type] ?? { properties: {} })
      const wrong: string[] = []
      let right = 0
      for (const one of cases) {
        const { plain, advanced } = await asked(tenant, type, one)
        const found = wordOf(plain, advanced)
        const isRight = found === one.support && isRefusal(plain) && isRefusal(advanced)
        if (isRight) right++
        else if (!differences[`${type} ${one.about}`])
          wrong.push(`${one.about}: ${found} instead of ${one.support} (${advanced.refusal})`)
      }
      process.stdout.write(
        `$filter of ${type}: ${right} of ${cases.length} pairs of property and operator as documented.\n`,
      )

      expect(wrong).toEqual([])
    },
    180_000,
  )
})

describe.runIf(Object.keys(types).length > 0)('what can be sorted and searched by', () => {
  test.each(Object.keys(collections) as Filtered[])('%s', { timeout: 180_000 }, async (type) => {
    const { get, advanced } = await graphTenant()
    const documented = Object.entries(types[type]?.properties ?? {}).filter(([, { kind }]) => kind === 'prop')
    const path = `/${collections[type]}?$select=id`

    const sorted: string[] = []
    const unsearched: string[] = []
    for (const [name, { search }] of documented) {
      if ((await get(`${path}&$orderby=${name}`)).status === 200) sorted.push(name)
      if (search && (await advanced(`${path}&$search="${name}:x"`)).status !== 200) unsearched.push(name)
    }
    const together = `${path}&$orderby=displayName&$filter=${encodeURIComponent("startsWith(displayName,'a')")}`

    expect(sorted).toEqual(documented.filter(([, { orderby }]) => orderby).map(([name]) => name))
    expect(unsearched).toEqual([])
    expect([(await get(together)).refusal, (await advanced(`${together}&$count=true`)).status]).toEqual([
      'Request_UnsupportedQuery: Sorting not supported for current query.',
      200,
    ])
  })
})
