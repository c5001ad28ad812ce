import { readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { documentedTypes, graphExamples } from './graph-corpus.ts'
import { outsideOf } from './graph-scope.ts'
import { replayExample } from './replay-example.ts'

const examples = graphExamples()
const types = documentedTypes()

/** Ids of the examples that are answered as documented. It is written anew by `JOINERY_BASELINE=write npx vitest run test/likeness/graph-examples.test.ts`. */
const baselineFile = new URL('graph-examples.json', import.meta.url)
const readBaseline = (): readonly string[] => JSON.parse(readFileSync(baselineFile, 'utf8')) as readonly string[]

/** The share of the examples in scope that has to be reached. */
const LEAST_SHARE = 0.9

describe.runIf(examples.length > 0)('documented examples', () => {
  const differences = new Map<string, string | null>()
  const passing = (): readonly string[] => examples.map(({ id }) => id).filter((id) => differences.get(id) === null)
  const isInside = ({ request }: (typeof examples)[number]): boolean => outsideOf(request) === null

  beforeAll(async () => {
    for (const example of examples) differences.set(example.id, await replayExample(example, types))
    if (process.env['JOINERY_BASELINE'] === 'write')
      writeFileSync(baselineFile, `${JSON.stringify([...new Set([...readBaseline(), ...passing()])].sort())}\n`)
    process.stdout.write(`${report().join('\n')}\n`)
  }, 180_000)

  const report = (): readonly string[] => {
    const inside = examples.filter(isInside)
    const areas = Map.groupBy(
      inside,
      ({ request }) => request.path.split(/[/(]/)[1]?.replace('me', 'users').toLowerCase() ?? '',
    )
    const good = (some: typeof examples): number => some.filter(({ id }) => differences.get(id) === null).length
    const lines = [...areas].map(([area, some]) => `  ${area}: ${good(some)} of ${some.length}`)
    const different = inside.flatMap(({ id, request }) => {
      const reason = differences.get(id)
      return reason ? [`  ${id} ${request.method} ${request.path}: ${reason}`] : []
    })
    const reasons = Map.groupBy(
      examples.filter((example) => !isInside(example)),
      ({ request }) => outsideOf(request),
    )
    return [
      `Documented examples of Graph answered as documented: ${good(examples)} of ${examples.length}, ${good(inside)} of the ${inside.length} that are about what Joinery uses.`,
      ...lines,
      ...(process.env['JOINERY_BASELINE'] === undefined ? [] : different),
      `Not about what Joinery uses: ${examples.length - inside.length}`,
      ...[...reasons].map(([reason, some]) => `  ${reason}: ${some.length}`),
    ]
  }

  test('none that was answered as documented is answered otherwise', () => {
    const lost = readBaseline().flatMap((id) => (differences.get(id) === null ? [] : [`${id}: ${differences.get(id)}`]))
    expect(lost).toEqual([])
  })

  test('the list of those that are answered as documented is kept up', () => {
    const baseline = readBaseline()

    expect(passing().filter((id) => !baseline.includes(id))).toEqual([])
  })

  test('most of what Joinery uses is answered as documented', () => {
    const inside = examples.filter(isInside)
    const good = inside.filter(({ id }) => differences.get(id) === null)
    expect(good.length / inside.length).toBeGreaterThanOrEqual(LEAST_SHARE)
  })
})
