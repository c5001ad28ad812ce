import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FeedReport } from '../model/feed.ts'
import type { AppParts } from './app-parts.ts'
import { stateFolder } from './state-folder.ts'
import { writeRefused } from './write-refused.ts'

const PRIVATE = 0o700

/** Keeps the refused rows of a feed with their reasons, for whoever corrects them, and answers the file; null where none was refused. */
export const keepQuarantine = async (
  parts: AppParts,
  { refused }: FeedReport,
  source: string,
  partial: boolean,
): Promise<string | null> => {
  const { config } = await parts.settings()
  const folder = join(stateFolder(config), 'quarantine')
  const file = join(folder, `${source.replace(/[^A-Za-z0-9_-]+/g, '-')}${partial ? '-pushed' : ''}.csv`)
  // What was wrong yesterday and is right today is not to be looked at again; a push says nothing of the one before.
  if (refused.length > 0 || !partial) await rm(file, { force: true })
  if (refused.length === 0) return null
  await mkdir(folder, { recursive: true, mode: PRIVATE })
  await writeRefused(file, refused)
  return file
}
