import type { AdObject } from '../ad-object.ts'

/** A link as [attribute, source, target]. */
export type Link = readonly [attribute: string, source: string, target: string]

/** A deleted object in the recycle bin, and the links that it gets back when it is restored. */
export interface Grave {
  /** As it is shown below Deleted Objects. */
  readonly object: AdObject
  readonly links: readonly Link[]
}
