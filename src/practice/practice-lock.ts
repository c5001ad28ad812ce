import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import type { PracticeInfo } from '../model/practice-info.ts'

/** What running servers leave in the company's folder, so that other commands on the same company find them. */
interface PracticeLock {
  readonly pid: number
  readonly info: PracticeInfo
}

const FILE = 'practice.lock.json'
const ANSWER_WITHIN_MS = 1_000

const pathIn = (folder: string): string => join(folder, FILE)

/** Only the owner may read it, for it holds the practice token. */
export const writeLock = (folder: string, info: PracticeInfo): void => {
  const path = pathIn(folder)
  writeFileSync(`${path}.new`, JSON.stringify({ pid: process.pid, info } satisfies PracticeLock), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** Takes the lock away if it is this process's own. */
export const removeLock = (folder: string): void => {
  if (readLock(folder)?.pid === process.pid) rmSync(pathIn(folder), { force: true })
}

const readLock = (folder: string): PracticeLock | null => {
  try {
    return JSON.parse(readFileSync(pathIn(folder), 'utf8')) as PracticeLock
  } catch {
    return null
  }
}

/** How to reach the servers of the company in this folder; null where none are running. */
export const runningPractice = async (folder: string): Promise<PracticeInfo | null> => {
  const lock = readLock(folder)
  if (!lock || !isAlive(lock.pid)) return null
  return (await answers(new URL(lock.info.ldap))) ? lock.info : null
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // The process is there, but somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const answers = ({ hostname, port }: URL): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: hostname, port: Number(port), timeout: ANSWER_WITHIN_MS })
    const settle = (answered: boolean): void => {
      socket.destroy()
      resolve(answered)
    }
    socket.once('connect', () => settle(true))
    socket.once('error', () => settle(false))
    socket.once('timeout', () => settle(false))
  })
