import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PracticeInfo } from '../../src/model/practice-info.ts'
import { documentOf, runJoinery } from '../support/run-joinery.ts'
import { startJoinery } from '../support/spawn-joinery.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const start = (cwd: string, faults: string) =>
  runJoinery(['practice', 'start', '--people', '20', '--faults', faults, '--json'], { cwd })

test('practice start --faults serves what a file asks for', async () => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'faults.yaml'), 'seed: "1"\ngraph: { throttled: 1, retryAfterSeconds: 7 }\n')
  const served = startJoinery(['practice', 'start', '--json', '--people', '20', '--faults', 'faults.yaml'], { cwd })
  await served.seen('}\n')
  const { graph, token } = JSON.parse(served.printed()) as PracticeInfo

  const { status, headers } = await fetch(`${graph}/organization`, { headers: { authorization: `Bearer ${token}` } })

  expect(status).toBe(429)
  expect(headers.get('retry-after')).not.toBeNull()
  served.child.kill('SIGINT')
  expect((await served.end).code).toBe(0)
})

test('faults that nobody knows are refused, with those that were meant', async () => {
  const end = await start(temporaryFolder(), 'flakey')

  expect(end.code).toBe(64)
  expect(documentOf(end)).toMatchObject({
    error: { code: 'practice/unknown-faults', hint: expect.stringContaining('Did you mean flaky?') },
  })
})

test('a file of faults is checked, and every mistake in it is told with its place', async () => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'faults.yaml'), 'graph: { throtled: 0.3 }\nldap: { busy: 2 }\n')

  const end = await start(cwd, 'faults.yaml')

  expect(end.code).toBe(65)
  expect(end.stdout).toContain('faults.yaml:1:10')
  expect(end.stdout).toContain('Did you mean \\"throttled\\"?')
  expect(end.stdout).toContain('faults.yaml:2')
})
