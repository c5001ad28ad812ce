import { randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Processes } from '../ports/processes.ts'

const readOr = <T>(read: () => T, otherwise: T): T => {
  try {
    return read()
  } catch {
    return otherwise
  }
}

/**
 * The machine since it was started and, on Linux, the set of processes whose numbers mean the same (containers have their own).
 * https://man7.org/linux/man-pages/man7/pid_namespaces.7.html
 */
const machine = (): string =>
  [
    hostname(),
    readOr(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(), ''),
    readOr(() => readlinkSync('/proc/self/ns/pid'), ''),
  ].join(' ')

interface Running {
  /** Z and X: ended, and not yet collected by its parent. */
  readonly state: string
  /** Tells a process from a later one of the same number. */
  readonly startedAt: string
}

/** Fields 3 and 22; the second one, the command, may hold anything. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const statOf = (pid: string): Running => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', startedAt: fields[19] ?? '' }
}

/** What `self` is made of; nothing where it is no such name. */
const partsOf = (name: string): readonly unknown[] => {
  const parts: unknown = readOr(() => JSON.parse(name), null)
  return Array.isArray(parts) ? parts : []
}

const isGone = (pid: number): boolean => {
  try {
    // Signal 0 only asks. https://nodejs.org/api/process.html#processkillpid-signal
    process.kill(pid, 0)
    return false
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

const openSystemProcesses = (): Processes => {
  const here = machine()
  const startedAt = readOr(() => statOf('self').startedAt, '')
  const self = JSON.stringify([here, process.pid, startedAt, randomUUID()])
  return {
    self,
    hasEnded(name) {
      if (name === self) return false
      const [where, pid, began] = partsOf(name)
      if (where !== here || typeof pid !== 'number') return false
      if (isGone(pid)) return true
      const now = readOr(() => statOf(String(pid)), null)
      return now !== null && (now.state === 'Z' || now.state === 'X' || now.startedAt !== began)
    },
  }
}

/** The processes of this machine. */
export const systemProcesses: Processes = openSystemProcesses()
