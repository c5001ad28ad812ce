import type { AdReader } from '../ports/ad.ts'
export const gatherSearches = (reader: AdReader): AdReader => reader
