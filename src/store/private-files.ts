import { closeSync, constants, fchmodSync, fsyncSync, lstatSync, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { Fault } from '../model/fault.ts'
import { whyNotPrivate } from '../model/private-folder.ts'

const OWNER_ONLY_FOLDER = 0o700
const OWNER_ONLY_FILE = 0o600
/** Absent on Windows, where making a link needs rights of its own. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0

const notWritable = (file: string, why: string, cause?: unknown): Fault =>
  new Fault('run/journal-not-writable', { file, why }, { cause })

const reasonOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

/** Makes the folder if it is missing, and refuses one that others can read or that is a link. */
export const openPrivateFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER })
  } catch (thrown) {
    throw notWritable(folder, reasonOf(thrown), thrown)
  }
  const status = lstatSync(folder)
  const why = whyNotPrivate(
    { symbolicLink: status.isSymbolicLink(), directory: status.isDirectory(), mode: status.mode },
    process.platform,
  )
  if (why) throw notWritable(folder, why)
}

/**
 * Makes the file, empty and for its owner alone, before the database opens it: SQLite would make it with the rights that the umask leaves,
 * and gives its side files those of the main file. https://sqlite.org/wal.html#the_wal_file
 */
export const openPrivateFile = (file: string): void => {
  let descriptor: number
  try {
    descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT | NO_FOLLOW, OWNER_ONLY_FILE)
  } catch (thrown) {
    const link = (thrown as NodeJS.ErrnoException).code === 'ELOOP'
    throw notWritable(file, link ? 'it is a symbolic link' : reasonOf(thrown), thrown)
  }
  try {
    fchmodSync(descriptor, OWNER_ONLY_FILE)
    fsyncSync(descriptor)
  } catch (thrown) {
    throw notWritable(file, reasonOf(thrown), thrown)
  } finally {
    closeSync(descriptor)
  }
}

/** Writes a new file for its owner alone. Throws the error of the system where there is one already, a link too. */
export const writePrivateFile = (file: string, text: string): void => {
  const descriptor = openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, OWNER_ONLY_FILE)
  try {
    fchmodSync(descriptor, OWNER_ONLY_FILE)
    writeFileSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
