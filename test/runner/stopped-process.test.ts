import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'

const script = join(import.meta.dirname, 'support/run-standing-still.ts')

const begin = (folder: string, ...args: readonly string[]) => {
  const child = spawn(process.execPath, [script, folder, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, end: text(child.stdout) }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const standsStill = (pid: number): boolean => / T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\)/, ''))

const until = async (holds: () => boolean): Promise<void> => {
  for (let tried = 0; tried < 400 && !holds(); tried += 1) await new Promise((resolve) => setTimeout(resolve, 25))
  expect(holds()).toBe(true)
}

test.each([
  ['before-intent', '00123-password'],
  ['after-intent', '00123-account'],
  ['after-intent', '00123-Sales-Team'],
  ['after-apply', '00123-enable'],
  ['after-outcome', '00123-licence'],
])('a process stopped %s of %s that wakes up after another took over writes nothing more', async (boundary, change) => {
  const folder = temporaryFolder()
  const a = begin(folder, 'a1', boundary, change)
  await until(() => standsStill(a.child.pid ?? 0))

  const b = begin(folder, 'b1')
  const endOfB = await b.end
  a.child.kill('SIGCONT')

  expect(endOfB).toBe('done')
  expect(await a.end).toBe('run/lease-lost')
  const writers = readFileSync(join(folder, 'writes.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[0])
  expect(writers).toContain('b1')
  expect(writers.lastIndexOf('a1')).toBeLessThan(writers.indexOf('b1'))
})
