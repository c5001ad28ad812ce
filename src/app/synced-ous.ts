import type { Config } from '../config/config.ts'
import { practiceSyncedOus } from '../config/practice-config.ts'

/** Where Entra Connect looks, as far as the configuration says. */
export const syncedOus = ({ ad }: Config): { readonly syncedOus?: readonly string[] } => {
  if (ad === 'practice') return { syncedOus: practiceSyncedOus }
  return ad?.syncedOus ? { syncedOus: ad.syncedOus } : {}
}
