import { type Rdn, tryParseDn } from '../../../model/distinguished-name.ts'
import type { AdObject } from '../ad-object.ts'

/** What a DN leads to: an object, or the nearest existing container above it. */
export type Resolved =
  | { readonly object: AdObject }
  | { readonly object: null; readonly nearest: AdObject | null; readonly missing: number }

/** A directory to look in: its top, with the name of that, and who stands below whom. */
export interface Rooted {
  readonly root: AdObject | undefined
  readonly rootDn: string
  childNamed(parent: string, rdn: Rdn): AdObject | undefined
}

const sameRdn = (a: Rdn, b: Rdn | undefined): boolean =>
  b !== undefined && a.type.toLowerCase() === b.type.toLowerCase() && a.value.toLowerCase() === b.value.toLowerCase()

/** Follows the parts of a DN (nearest first) down from the top. */
export const resolveParts = (directory: Rooted, parts: readonly Rdn[]): Resolved => {
  const { root } = directory
  const rootParts = tryParseDn(directory.rootDn) ?? []
  const below = parts.length - rootParts.length
  const isInside = below >= 0 && rootParts.every((part, at) => sameRdn(part, parts[below + at]))
  if (!root || !isInside) return { object: null, nearest: null, missing: parts.length }
  let at = root
  for (let index = below - 1; index >= 0; index--) {
    const part = parts[index]
    const child = part && directory.childNamed(at.id, part)
    if (!child) return { object: null, nearest: at, missing: index + 1 }
    at = child
  }
  return { object: at }
}
