import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../support/source-files.ts'

const file = JSON.stringify(join(root, 'src', 'host', 'exit-anyway.ts'))

const run = (more: string) =>
  spawnSync(
    process.execPath,
    ['--input-type=module', '-e', `import { exitAnyway } from ${file}; process.exitCode = 4; ${more}`],
    { encoding: 'utf8', timeout: 25_000 },
  )

describe('a process that something keeps alive', () => {
  test('ends all the same, with its exit code', () => {
    const { status, signal } = run('setInterval(() => {}, 1000); exitAnyway(200)')

    expect([status, signal]).toEqual([4, null])
  })

  test('and one that has nothing left to do does not wait for that', () => {
    const { status, signal } = run('exitAnyway(600_000)')

    expect([status, signal]).toEqual([4, null])
  })
})
