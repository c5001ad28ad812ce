import { expect, onTestFinished, test } from 'vitest'
import type { App } from '../../src/app/app.ts'
import { createApp } from '../../src/app/create-app.ts'
import { systemHost } from '../../src/app/system-host.ts'
import type { FeedSync } from '../../src/model/feed-sync.ts'
import { practiceWorld } from '../support/practice-world.ts'

const ZOE = '00113'
const nora = { employeeId: '09001', givenName: 'Nora', surname: 'Newman', startDate: '2099-01-01', timeZone: 'Etc/UTC' }
const zoe = { employeeId: ZOE, givenName: 'Zoë', surname: 'Brontë', department: 'Sales', timeZone: 'Etc/UTC' }

/** An organisation of this mode whose feeds are pushed. */
const pushing = async (
  mode: 'ad' | 'cloud' | 'hybrid',
): Promise<{ app: App; push: (body: unknown) => Promise<FeedSync> }> => {
  const world = await practiceWorld({ mode, people: 40 })
  const systems = `${mode === 'cloud' ? '' : 'ad: practice\n'}${mode === 'ad' ? '' : 'entra: practice\n'}`
  world.file(
    'joinery.yaml',
    `organisation: { name: Contoso, mode: ${mode}, mailDomain: contoso.com }\n${systems}feeds: { hr: {}, agency: {} }\n`,
  )
  const host = { ...systemHost(new AbortController().signal), cwd: world.folder, env: {} }
  const app = await createApp({ config: null, practice: false }, host, () => undefined)
  onTestFinished(() => app.close())
  return {
    app,
    async push(body) {
      const { snapshot } = await app.readPushed({ source: 'hr', bytes: Buffer.from(JSON.stringify(body)) })
      return app.syncSnapshot({ snapshot, partial: true })
    },
  }
}

const short = ({ work }: FeedSync): readonly string[] =>
  work.map(({ did, work: one, person }) => `${did} ${one?.playbook} ${person} ${one?.due.slice(0, 10)}`)

test.each(['ad', 'cloud', 'hybrid'] as const)(
  'what a source pushes is scheduled in mode %s, and nobody is missing in it',
  async (mode) => {
    const { app, push } = await pushing(mode)

    const [first, second, third] = [
      await push([zoe, nora]),
      await push({ ...zoe, lastDay: '2099-06-30' }),
      await push(zoe),
    ]

    expect([first.report.missing, second.report.missing]).toEqual([[], []])
    expect(short(first)).toEqual(['scheduled onboard 09001 2099-01-01'])
    expect(short(second)).toEqual([`scheduled offboard ${ZOE} 2099-07-01`])
    expect(short(third)).toEqual([`cancelled offboard ${ZOE} 2099-07-01`])
    expect((await app.scheduled(false)).work.map(({ person, source }) => [person, source])).toEqual([['09001', 'hr']])
  },
)

test('two pushes at a time are compared one after the other, and no work is lost', async () => {
  const { app, push } = await pushing('ad')
  const people = Array.from({ length: 6 }, (_, index) => ({
    ...nora,
    employeeId: `0900${index + 1}`,
    surname: `Newman${index}`,
  }))

  const all = await Promise.all(people.map((person) => push(person)))

  expect(all.map(({ report }) => report.verdict)).toEqual(people.map(() => 'ok'))
  expect((await app.scheduled(false)).work.map(({ person }) => person).sort()).toEqual(
    people.map(({ employeeId }) => employeeId),
  )
})

test('a source cannot speak of the people of another', async () => {
  const { app, push } = await pushing('ad')
  await push(zoe)
  const { snapshot } = await app.readPushed({
    source: 'agency',
    bytes: Buffer.from(JSON.stringify({ ...zoe, lastDay: '2026-01-01' })),
  })

  const refused = await app.syncSnapshot({ snapshot, partial: true })

  expect(refused.report).toMatchObject({ verdict: 'refused', events: [], refused: [{ employeeId: ZOE }] })
  expect((await app.scheduled(true)).work).toEqual([])
})
