import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, onTestFinished, test } from 'vitest'
import { systemProcesses } from '../../src/host/system-processes.ts'

const script = join(import.meta.dirname, 'support', 'print-name.ts')

const started = async (program: string, args: readonly string[]) => {
  const child: ChildProcess = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  if (!child.stdout) throw new Error('no output')
  const [name] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { child, name, pid: Number((JSON.parse(name) as unknown[])[1]) }
}

/** Until it is so, at most five seconds. */
const until = async (holds: () => boolean): Promise<boolean> => {
  for (let tried = 0; tried < 100 && !holds(); tried += 1) await new Promise((resolve) => setTimeout(resolve, 50))
  return holds()
}

const altered = (name: string, change: (parts: unknown[]) => void): string => {
  const parts = JSON.parse(name) as unknown[]
  change(parts)
  return JSON.stringify(parts)
}

describe('a process', () => {
  test('that runs has not ended; one that was killed has', async () => {
    const { child, name } = await started(process.execPath, [script])

    expect(systemProcesses.hasEnded(name)).toBe(false)
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(systemProcesses.hasEnded(name)).toBe(true)
  })

  test('that stands still has not ended', async () => {
    const { child, name } = await started(process.execPath, [script])

    child.kill('SIGSTOP')

    expect(systemProcesses.hasEnded(name)).toBe(false)
  })

  test('that was killed and that nobody has collected has ended', async () => {
    const { name, pid } = await started('sh', ['-c', '"$0" "$1" & exec sleep 60', process.execPath, script])

    process.kill(pid, 'SIGKILL')

    expect(await until(() => systemProcesses.hasEnded(name))).toBe(true)
  })

  test('whose number another one has by now has ended', async () => {
    const { name } = await started(process.execPath, [script])

    expect(systemProcesses.hasEnded(altered(name, (parts) => void parts.splice(2, 1, '1')))).toBe(true)
  })

  test('of another machine, or of a name that is none, is not known to have ended', async () => {
    const { name } = await started(process.execPath, [script])
    const elsewhere = (pid: number) =>
      altered(name, (parts) => {
        parts[0] = 'another machine'
        parts[1] = pid
      })

    for (const other of [elsewhere(1), elsewhere(4_000_000), '', 'A', '[]', '{}', 'null'])
      expect(systemProcesses.hasEnded(other), other).toBe(false)
  })

  test('is itself, and no thread of it has ended while it runs', () => {
    expect(systemProcesses.hasEnded(systemProcesses.self)).toBe(false)
    expect(systemProcesses.hasEnded(altered(systemProcesses.self, (parts) => void parts.splice(3, 1, 'thread')))).toBe(
      false,
    )
  })
})
