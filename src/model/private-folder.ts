/** What `lstat` says of a folder that is to hold secrets or records. */
export interface FolderStatus {
  readonly symbolicLink: boolean
  readonly directory: boolean
  /** Permission bits; the lowest nine count. */
  readonly mode: number
}

const OTHERS = 0o077

/**
 * Why a folder cannot be trusted with what only its owner may see, or null. Windows has no such bits (Node answers made-up ones), so there
 * only the kind counts.
 */
export const whyNotPrivate = (status: FolderStatus, platform: string): string | null => {
  if (status.symbolicLink) return 'it is a symbolic link'
  if (!status.directory) return 'it is not a folder'
  if (platform === 'win32' || (status.mode & OTHERS) === 0) return null
  return `other users of this machine may look into it (mode ${(status.mode & 0o777).toString(8).padStart(3, '0')})`
}
