import { isAbsolute, relative } from 'node:path'

/** What `stat` says of the policy file behind all links, and who asks. */
export interface PolicyFileStatus {
  /** Path without links. */
  readonly path: string
  /** Folder of the playbooks without links. */
  readonly playbooks: string
  readonly mode: number
  readonly owner: number
  /** Null where there are no user numbers, as on Windows. */
  readonly user: number | null
}

const WRITABLE_BY_OTHERS = 0o022
const ROOT = 0

/**
 * Why a policy file cannot be trusted, or null. Whoever may write a playbook must not be able to write the rules for playbooks too, so it lies
 * elsewhere and belongs to the user who runs Joinery, or to root, alone.
 */
export const whyNotTrusted = ({ path, playbooks, mode, owner, user }: PolicyFileStatus): string | null => {
  const inside = relative(playbooks, path)
  if (!inside.startsWith('..') && !isAbsolute(inside)) return 'it lies in the folder of the playbooks'
  if (user === null) return null
  if ((mode & WRITABLE_BY_OTHERS) !== 0)
    return `others than its owner may write it (mode ${(mode & 0o777).toString(8).padStart(3, '0')})`
  return owner === ROOT || owner === user ? null : 'it belongs to another user'
}
