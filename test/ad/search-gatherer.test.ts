import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gatherSearches } from '../../src/ad/search-gatherer.ts'
import { type AdEntry, valuesOf } from '../../src/model/ad-entry.ts'
import { type AdFilter, type AdQuery, allOf, anyOf, equals } from '../../src/model/ad-query.ts'
import { Fault } from '../../src/model/fault.ts'
import { foldText } from '../../src/model/fold-text.ts'
import type { AdReader } from '../../src/ports/ad.ts'

type Compare = (value: string) => string

/** How different servers see a text: Samba without regard to case and runs of blanks, Windows also without diacritics and width. */
const servers: { readonly [name: string]: Compare } = {
  strict: (value) => value.toLowerCase(),
  samba: (value) => value.trim().replace(/ +/g, ' ').toLowerCase(),
  windows: foldText,
}

const matches = (filter: AdFilter, entry: AdEntry, fold: Compare): boolean => {
  if ('of' in filter) {
    if (filter.op === 'not') return !matches(filter.of, entry, fold)
    const one = (part: AdFilter): boolean => matches(part, entry, fold)
    return filter.op === 'and' ? filter.of.every(one) : filter.of.some(one)
  }
  const values = valuesOf(entry, filter.attribute)
  if (filter.op === 'present') return values.length > 0
  const wanted = fold(filter.value)
  return values.some((value) => (filter.op === 'equals' ? fold(value) === wanted : fold(value).startsWith(wanted)))
}

/** A directory that answers searches in its own way of comparing and counts them. */
const directory = (entries: readonly AdEntry[], fold: Compare): { reader: AdReader; asked: AdQuery[] } => {
  const asked: AdQuery[] = []
  const reader: AdReader = {
    domain: async () => ({ base: 'DC=x', dnsName: 'x', upnSuffixes: [], domainSid: 'S-1', server: 's' }),
    byId: async () => null,
    byDn: async () => null,
    isDeletionProtected: async () => false,
    recycleBin: async () => ({ enabled: true, readable: true }),
    deleted: (query) => reader.search({ scope: 'one', ...query }),
    deletedById: async () => null,
    async search(query) {
      asked.push(query)
      if (query.base === 'OU=Nowhere,DC=x') throw new Fault('ad/no-such-object', { target: query.base })
      const found = entries.filter((entry) => matches(query.filter, entry, fold))
      return found.map(({ id, dn, attributes }) => ({
        id,
        dn,
        attributes: Object.fromEntries(
          query.attributes.flatMap((name) =>
            valuesOf({ attributes }, name).length > 0 ? [[name, valuesOf({ attributes }, name)]] : [],
          ),
        ),
      }))
    },
  }
  return { reader, asked }
}

const person = (n: number, attributes: { readonly [name: string]: readonly string[] }): AdEntry => ({
  id: `id-${n}`,
  dn: `CN=P${n},DC=x`,
  attributes,
})

const texts = [
  'Sales',
  'sales',
  'Säles',
  'SALES ',
  'Human  Resources',
  'human resources',
  '',
  'ＨＲ',
  'hr',
  'ﬁnance',
  'finance',
  'Straße',
  'strasse',
  '*',
  '\u0001',
]
const names = ['department', 'title', 'DEPARTMENT', 'mail']

const entryList = fc
  .array(
    fc.record(
      { department: fc.subarray(texts, { maxLength: 2 }), title: fc.subarray(texts, { maxLength: 1 }) },
      { requiredKeys: [] },
    ),
    { maxLength: 8 },
  )
  .map((all) => all.map((attributes, n) => person(n, attributes as { [name: string]: string[] })))

const leaf: fc.Arbitrary<AdFilter> = fc.oneof(
  fc.record({
    op: fc.constantFrom('equals' as const, 'starts' as const),
    attribute: fc.constantFrom(...names),
    value: fc.constantFrom(...texts.filter((text) => text !== '')),
  }),
  fc.record({ op: fc.constant('present' as const), attribute: fc.constantFrom(...names) }),
)
const filters = fc.letrec<{ filter: AdFilter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      op: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('filter'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ op: fc.constant('not' as const), of: tie('filter') }),
  ),
})).filter

const query = fc.record({
  scope: fc.constantFrom('sub' as const, 'one' as const),
  filter: filters,
  attributes: fc.subarray(['department', 'Title', 'mail']),
})

describe('searches that are asked for together', () => {
  test.each(Object.entries(servers))('are answered entry for entry as alone, by a %s server', async (_, fold) => {
    await fc.assert(
      fc.asyncProperty(entryList, fc.array(query, { minLength: 1, maxLength: 6 }), async (entries, queries) => {
        const { reader } = directory(entries, fold)
        const gathered = gatherSearches(reader)

        const together = await Promise.all(queries.map((each) => gathered.search(each)))

        expect(together).toEqual(await Promise.all(queries.map((each) => reader.search(each))))
      }),
      { seed: 20261122, numRuns: 400 },
    )
  })

  test('by the keys of 100 people cost two requests', async () => {
    const { reader, asked } = directory(
      Array.from({ length: 100 }, (_, n) => person(n, { employeeID: [`E${n}`] })),
      servers['windows'] ?? String,
    )
    const gathered = gatherSearches(reader)

    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        gathered.search({ scope: 'sub', filter: equals('employeeID', `E${n}`), attributes: ['mail'] }),
      ),
    )

    expect(answers.map((answer) => answer[0]?.id)).toEqual(Array.from({ length: 100 }, (_, n) => `id-${n}`))
    expect(asked).toHaveLength(2)
  })

  test('in the same words cost one request', async () => {
    const { reader, asked } = directory([person(1, { department: ['Sales'] })], servers['windows'] ?? String)
    const gathered = gatherSearches(reader)
    const same: AdQuery = { scope: 'sub', filter: equals('department', 'Sales'), attributes: ['department'] }

    const [first, second] = await Promise.all([gathered.search(same), gathered.search({ ...same })])

    expect([first?.length, second]).toEqual([1, first])
    expect(asked).toEqual([same])
  })

  test('keep their faults to themselves', async () => {
    const { reader } = directory([person(1, { department: ['Sales'] })], servers['windows'] ?? String)
    const gathered = gatherSearches(reader)
    const at = (base: string): Promise<string> =>
      gathered
        .search({ base, scope: 'sub', filter: anyOf([equals('department', 'Sales'), allOf([])]), attributes: [] })
        .then(
          (found) => String(found.length),
          (error: Fault) => error.code,
        )

    expect(await Promise.all([at('DC=x'), at('OU=Nowhere,DC=x'), at('dc=X')])).toEqual(['1', 'ad/no-such-object', '1'])
  })

  test('through long lists of members are left alone', async () => {
    const { reader, asked } = directory([], servers['windows'] ?? String)
    const gathered = gatherSearches(reader)
    const groupsOf = (dn: string): AdQuery => ({ scope: 'sub', filter: equals('member', dn), attributes: ['cn'] })

    await Promise.all([gathered.search(groupsOf('CN=a,DC=x')), gathered.search(groupsOf('CN=b,DC=x'))])

    expect(asked).toEqual([groupsOf('CN=a,DC=x'), groupsOf('CN=b,DC=x')])
  })
})
