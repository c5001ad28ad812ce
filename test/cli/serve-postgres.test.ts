import { describe, expect, test } from 'vitest'
import { practiceWorld, practiceYaml } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'
import { isPostgresRequired, newDatabase, postgresMissing } from '../support/shared-postgres.ts'
import { startJoinery } from '../support/spawn-joinery.ts'

const HR_TOKEN = 'hr-token-for-tests-0123456789abcdef'
const WITHIN_MS = 110_000

const missing = postgresMissing()

if (missing) {
  test(`joinery serve is not proven on a real PostgreSQL here: ${missing}`, () => {
    expect(isPostgresRequired(), missing).toBe(false)
  })
} else {
  describe('joinery serve', () => {
    test('of a team leaves the schedule to its workers, and is one at a time', { timeout: 120_000 }, async () => {
      const [world, database] = [await practiceWorld({ mode: 'ad', people: 20 }), await newDatabase()]
      world.file(
        'joinery.yaml',
        `${practiceYaml('ad')}state: { postgres: { env: DATABASE_URL } }
feeds: { hr: {} }
serve: { port: 0, schedule: false, sources: { hr: { token: { env: HR_TOKEN } } } }
`,
      )
      const env = { DATABASE_URL: database.url, HR_TOKEN }
      const service = startJoinery(['serve'], { cwd: world.folder, env, within: WITHIN_MS })
      await service.seen('"event":"serving"')
      const { address } = JSON.parse(service.printed().split('\n')[0] ?? '') as { readonly address: string }
      const startDate = new Date().toISOString().slice(0, 10)

      const answer = await fetch(`${address}/hooks/hr`, {
        method: 'POST',
        headers: { authorization: `Bearer ${HR_TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify({ employeeId: '01024', givenName: 'Adele', surname: 'Vance', startDate }),
      })
      const ready = await fetch(`${address}/ready`)
      const second = await world.joinery(['serve', '--json'], { env })
      const listed = await world.joinery(['schedule', 'list', '--json'], { env })
      service.child.kill('SIGTERM')

      expect([answer.status, ready.status, (await service.end).code]).toEqual([202, 200, 0])
      expect([second.code, documentOf<{ error: { code: string } }>(second).error.code]).toEqual([
        5,
        'serve/already-served',
      ])
      expect(documentOf(listed)).toMatchObject({ work: [{ person: '01024', playbook: 'onboard', state: 'pending' }] })
    })
  })
}
