import { constants } from 'node:fs'
import { type FileHandle, link, lstat, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '../model/fault.ts'
import { whyNotPrivate } from '../model/private-folder.ts'

const OWNER_ONLY_FOLDER = 0o700
const OWNER_ONLY_FILE = 0o600
/** Absent on Windows, where making a link needs rights of its own. */
const NO_FOLLOW = constants.O_NOFOLLOW ?? 0
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_FOLLOW

const notWritable = (file: string, thrown: unknown): Fault =>
  new Fault(
    'handover/not-writable',
    { file, why: thrown instanceof Error ? thrown.message : String(thrown) },
    { cause: thrown },
  )

const codeOf = (thrown: unknown): string | undefined => (thrown as NodeJS.ErrnoException | null)?.code

/** Makes the folder if it is missing, and refuses one that others can look into or that is a link. */
export const openNoteFolder = async (folder: string): Promise<void> => {
  try {
    await mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER })
  } catch (thrown) {
    throw notWritable(folder, thrown)
  }
  const status = await lstat(folder)
  const why = whyNotPrivate(
    { symbolicLink: status.isSymbolicLink(), directory: status.isDirectory(), mode: status.mode },
    process.platform,
  )
  if (why) throw new Fault('handover/folder-not-private', { folder, why })
}

const syncAndClose = async (handle: FileHandle): Promise<void> => {
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A file name is durable when its folder is. Windows cannot open folders, and needs no such step. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform !== 'win32') await syncAndClose(await open(folder, constants.O_RDONLY))
}

const writeNew = async (file: string, content: string): Promise<void> => {
  const handle = await open(file, NEW_FILE, OWNER_ONLY_FILE)
  try {
    await handle.chmod(OWNER_ONLY_FILE)
    await handle.writeFile(content)
  } catch (thrown) {
    await handle.close()
    throw thrown
  }
  await syncAndClose(handle)
}

/**
 * Writes a note under a name that must not exist. It is written beside it and then linked to the name, so that a note that is there is whole:
 * after a crash, its presence proves that it was given.
 */
export const writeNote = async (folder: string, name: string, content: string): Promise<string> => {
  const file = join(folder, name)
  const draft = join(folder, `.${name}.part`)
  try {
    await rm(draft, { force: true })
    await writeNew(draft, content)
    await link(draft, file)
    await rm(draft)
    await syncFolder(folder)
    return file
  } catch (thrown) {
    await rm(draft, { force: true }).catch(() => undefined)
    throw codeOf(thrown) === 'EEXIST'
      ? new Fault('handover/exists', { file }, { cause: thrown })
      : notWritable(file, thrown)
  }
}

/** The path of a note that was written, or null. A link in its place is none of ours. */
export const findNote = async (folder: string, name: string): Promise<string | null> => {
  const file = join(folder, name)
  try {
    return (await lstat(file)).isFile() ? file : null
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT' || codeOf(thrown) === 'ENOTDIR') return null
    throw notWritable(file, thrown)
  }
}

/** Removes a note, or does nothing if it is not there. */
export const removeNote = async (folder: string, name: string): Promise<void> => {
  const file = await findNote(folder, name)
  if (file === null) return
  try {
    await rm(file)
    await syncFolder(folder)
  } catch (thrown) {
    throw notWritable(file, thrown)
  }
}
