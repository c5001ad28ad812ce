import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../support/seeded-random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { newHire } from './support/plans.ts'

interface Printed {
  readonly status: string
  readonly digest: string
  readonly writes: readonly string[]
  readonly chain: { readonly whole: boolean }
}

interface Ended {
  readonly signal: string | null
  readonly printed: Printed | null
}

const script = join(import.meta.dirname, 'support/run-until-killed.ts')

const joinery = async (folder: string, ...args: readonly string[]): Promise<Ended> => {
  const child = spawn(process.execPath, [script, folder, 'r1', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = new Promise<string | null>((resolve) => child.once('close', (_code, signal) => resolve(signal)))
  const printed = await text(child.stdout)
  return { signal: await closed, printed: printed === '' ? null : (JSON.parse(printed) as Printed) }
}

const REPEATABLE = /^(ad\.password|entra\.pass|note)/
const boundaries = ['before-intent', 'after-intent', 'after-apply', 'after-outcome']
const changes = newHire()
  .changes.filter(({ change }) => !change.kind.startsWith('wait'))
  .map(({ id }) => id)

/** Two changes for each boundary; all of them, without processes, in crash.test.ts. */
const places = boundaries.flatMap((boundary) => {
  const random = seededRandom(boundary)
  const first = random.integer(changes.length)
  return [first, (first + 6) % changes.length].map((at) => [boundary, changes[at] ?? ''] as const)
})

describe('a process killed with SIGKILL in the middle of a run', () => {
  let undisturbed: Ended

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'joinery-'))
    undisturbed = await joinery(folder, 'apply')
    rmSync(folder, { recursive: true })
  })

  test.each(places)('%s of %s: another process ends the run as if nothing had been', async (boundary, change) => {
    const folder = temporaryFolder()

    const killed = await joinery(folder, 'apply', boundary, change)
    const resumed = await joinery(folder, 'resume')

    expect(killed).toEqual({ signal: 'SIGKILL', printed: null })
    expect(resumed.printed).toMatchObject({
      status: 'done',
      digest: undisturbed.printed?.digest,
      chain: { whole: true },
    })
    const writes = resumed.printed?.writes.filter((write) => !REPEATABLE.test(write)) ?? []
    expect(writes).toEqual([...new Set(writes)])
  })

  test('again and again, also while resuming, ends as if nothing had been', async () => {
    const folder = temporaryFolder()
    const places = [changes[0], changes[3], changes[6], changes[9], changes[12]]

    for (const [nth, change = ''] of places.entries()) {
      const { signal } = await joinery(folder, nth === 0 ? 'apply' : 'resume', 'after-apply', change)
      expect(signal).toBe('SIGKILL')
    }

    expect((await joinery(folder, 'resume')).printed).toMatchObject({
      status: 'done',
      digest: undisturbed.printed?.digest,
    })
  })
})
