import type { AdStore } from '../ad/ad-store.ts'
import type { SeedPerson } from './seed-person.ts'

/** Placeholder: founds the AD side of the company. */
export const seedAd = (_ad: AdStore, _people: readonly SeedPerson[]): void => {}
