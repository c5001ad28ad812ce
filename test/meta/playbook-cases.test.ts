import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { caseFile, type PlaybookCase } from '../../src/model/playbook-case.ts'
import { root } from '../support/source-files.ts'

const LEAST = 5

/** The files of a playbook's folder by name. */
type Folder = ReadonlyMap<string, string>

const shipped = (): ReadonlyMap<string, Folder> => {
  const home = join(root, 'playbooks')
  const folders = readdirSync(home, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const filesOf = (name: string): Folder =>
    new Map(readdirSync(join(home, name)).map((file) => [file, readFileSync(join(home, name, file), 'utf8')]))
  return new Map(
    folders.map(({ name }) => [name, filesOf(name)] as const).filter(([, files]) => files.has('playbook.yaml')),
  )
}

interface Header {
  readonly sample?: string
  readonly people?: unknown
}

/** A playbook that finds its people by itself has no sample. */
const lacksSample = (files: Folder): boolean => {
  const { sample, people } = parse(files.get('playbook.yaml') ?? '') as Header
  return sample === undefined ? typeof people !== 'object' : !files.has(sample)
}

const looksAtTheDirectories = ({ end = {}, undo }: PlaybookCase): boolean =>
  Object.keys(end).length > 0 || typeof undo === 'object'

const caseFindings = (cases: readonly PlaybookCase[]): readonly string[] => [
  ...(cases.length < LEAST ? [`has fewer than ${LEAST} cases`] : []),
  ...(cases.some(({ given }) => given?.faults !== undefined) ? [] : ['has no case with faults in the middle']),
  ...(cases.some(({ plan }) => plan?.refused !== undefined) ? [] : ['has no case of a refusal']),
  ...(cases.some(looksAtTheDirectories) ? [] : ['looks at no directory']),
  ...(['hybrid', 'cloud', 'ad'] as const)
    .filter((mode) => !cases.some(({ modes = ['hybrid'] }) => modes.includes(mode)))
    .map((mode) => `has no case in mode ${mode}`),
]

/** What a playbook lacks that everybody who takes it over may count on. */
const findings = (files: Folder): readonly string[] => {
  const wanted = ['cases.yaml', 'notes.md', 'plan.hybrid.txt', 'plan.cloud.txt', 'plan.ad.txt']
  const text = files.get('cases.yaml')
  return [
    ...wanted.filter((name) => !files.get(name)?.trim()).map((name) => `lacks ${name}`),
    ...(lacksSample(files) ? ['lacks its sample'] : []),
    ...(text === undefined ? [] : caseFindings(caseFile.parse(parse(text)).cases)),
  ]
}

const CASES = {
  cases: [
    { name: 'a', modes: ['hybrid', 'cloud', 'ad'], end: { '00111': { ad: { enabled: true } } } },
    { name: 'b', given: { faults: 'flaky' } },
    { name: 'c', plan: { refused: 'plan/no-seats' } },
    { name: 'd' },
    { name: 'e' },
  ],
}

/** Files of a playbook that lacks nothing. */
const whole = (): Map<string, string> =>
  new Map([
    ['playbook.yaml', 'name: x\nsample: adele.yaml\n'],
    ['adele.yaml', 'employeeId: "00123"\n'],
    ['cases.yaml', JSON.stringify(CASES)],
    ...['notes.md', 'plan.hybrid.txt', 'plan.cloud.txt', 'plan.ad.txt'].map((name) => [name, 'something'] as const),
  ])

const withCases = (cases: readonly object[]): [string, string] => ['cases.yaml', JSON.stringify({ cases })]
const without = (name: string): readonly object[] => CASES.cases.filter((one) => one.name !== name)

describe('every playbook that ships', () => {
  const playbooks = shipped()

  test('there are fifteen at least', () => {
    expect(playbooks.size).toBeGreaterThanOrEqual(15)
  })

  test.each([...playbooks.keys()])('%s comes with sample, plans, notes and cases', (name) => {
    expect(findings(playbooks.get(name) ?? new Map())).toEqual([])
  })
})

describe('what a playbook lacks is found', () => {
  test('one that lacks nothing passes', () => {
    expect(findings(whole())).toEqual([])
  })

  test.each([
    ['lacks notes.md', (files: Map<string, string>) => void files.delete('notes.md')],
    ['lacks plan.cloud.txt', (files: Map<string, string>) => void files.set('plan.cloud.txt', ' \n')],
    ['lacks its sample', (files: Map<string, string>) => void files.delete('adele.yaml')],
    [
      'has no case with faults in the middle',
      (files: Map<string, string>) => void files.set(...withCases([...without('b'), { name: 'f' }])),
    ],
    [
      'has no case of a refusal',
      (files: Map<string, string>) => void files.set(...withCases([...without('c'), { name: 'f' }])),
    ],
    ['has fewer than 5 cases', (files: Map<string, string>) => void files.set(...withCases(without('d')))],
  ])('%s', (finding, spoil) => {
    const files = whole()
    spoil(files)

    expect(findings(files)).toEqual([finding])
  })

  test('a playbook whose cases look at nothing and know one mode', () => {
    const files = whole().set(...withCases([...without('a'), { name: 'f' }]))

    expect(findings(files)).toEqual(['looks at no directory', 'has no case in mode cloud', 'has no case in mode ad'])
  })
})
