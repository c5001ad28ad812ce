import type { LookupDeps } from '../lookup/lookup-deps.ts'
import type { AppParts } from './app-parts.ts'

/** What looking up works with, on the configured systems. */
export const lookupDeps = async (parts: AppParts, how = { readOnly: true }): Promise<LookupDeps> => {
  const { config } = await parts.settings()
  const { readers, lookup } = await parts.systems(how)
  return { read: readers, lookup, key: config.key }
}
