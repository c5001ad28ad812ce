import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { plainSettings } from '../../src/feed/read/feed-settings.ts'
import type { Person } from '../../src/model/person.ts'
import { scimGroup } from '../../src/scim/scim-group.ts'
import { openJournal } from '../../src/store/open-journal.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { ENTERPRISE, NOW, PATCH, somebody } from './support/scim-service.ts'

type Step =
  | { readonly do: 'create' | 'delete'; readonly who: number }
  | { readonly do: 'put' | 'patch'; readonly who: number; readonly active: boolean | undefined; readonly title: string }

const who = fc.integer({ min: 1, max: 3 })
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('create' as const, 'delete' as const), who }),
  fc.record({
    do: fc.constantFrom('put' as const, 'patch' as const),
    who,
    active: fc.constantFrom(true, false, undefined),
    title: fc.constantFrom('Clerk', 'Director'),
  }),
)

/** Users as a client expects them to be, each with the id that it was given. */
interface Expected {
  readonly id: string
  readonly active: boolean | undefined
  readonly title: string | undefined
}

test('whatever a client does in whatever order, users are what it made of them, and their people are told of as such', async () => {
  const journal = openJournal(temporaryFolder())
  onTestFinished(() => journal.close())
  const people = new Map<string, Person>()
  let [now, round] = [NOW, 0]
  const group = scimGroup({
    users: journal.pushed,
    clock: { now: () => now },
    random: seededRandom('random client'),
    sourceOf: async () => ({ settings: plainSettings, absence: 'leaver' }),
    async sync({ people: told, source }) {
      for (const { person } of told) people.set(`${source} ${person.employeeId}`, person)
      return {
        ...{ format: 'joinery.feed/1', rows: 0, accepted: 0, verdict: 'ok', why: null },
        ...{ refused: [], events: [], missing: [], suspects: [] },
      }
    },
    failed: () => undefined,
    deleted: async () => Promise.reject(new Error('everybody who is deleted leaves')),
  })

  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 12 }), async (all) => {
      round += 1
      const source = `source-${round}`
      const routes = group.routes(source, 'https://joinery.contoso.com/scim')
      const send = async (method: string, path: string, body?: object) => {
        const answer = await routes.request(path, { method, ...(body ? { body: JSON.stringify(body) } : {}) })
        const text = await answer.text()
        return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
      }
      const expected = new Map<string, Expected>()
      const left = new Set<string>()
      for (const step of all) {
        now += 1000
        const number = `0010${step.who}`
        const there = expected.get(number)
        const path = `/Users/${there?.id ?? 'nobody'}`
        if (step.do === 'create') {
          const { status, body } = await send('POST', '/Users', somebody(number))
          expect(status).toBe(there ? 409 : 201)
          if (!there) expected.set(number, { id: body.id, active: undefined, title: undefined })
          left.delete(number)
          if (there?.active === false) left.add(number)
          continue
        }
        if (!('title' in step)) {
          expect((await send('DELETE', path)).status).toBe(there ? 204 : 404)
          if (there) left.add(number)
          expected.delete(number)
          continue
        }
        const { title, active } = step
        const value = { title, ...(active === undefined ? {} : { active }) }
        const body =
          step.do === 'put' ? somebody(number, value) : { schemas: [PATCH], Operations: [{ op: 'replace', value }] }
        expect((await send(step.do.toUpperCase(), path, body)).status).toBe(there ? 200 : 404)
        if (!there) continue
        const after = { id: there.id, title, active: active ?? there.active }
        expected.set(number, after)
        if (after.active === false) left.add(number)
        else left.delete(number)
      }

      const { body } = await send('GET', '/Users')
      expect(body.totalResults).toBe(expected.size)
      for (const user of body.Resources) {
        const number = user[ENTERPRISE].employeeNumber
        expect({ id: user.id, active: user.active, title: user.title }).toEqual(expected.get(number))
        expect(people.get(`${source} ${number}`)?.title).toBe(user.title)
      }
      for (const [key, person] of people)
        if (key.startsWith(`${source} `))
          expect([key, person.lastDay !== undefined]).toEqual([key, left.has(person.employeeId)])
    }),
    { seed: 62, numRuns: 60 },
  )
})
