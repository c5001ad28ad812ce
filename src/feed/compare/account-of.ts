import type { FeedPerson } from '../../model/feed.ts'
import { type AccountState, type Comparison, foldedKey } from './comparison.ts'
import { beginOf, isGone } from './feed-times.ts'

/** Whether somebody has an account. Without a directory, whoever works here by the last feed has an account. */
export const accountOf = ({ directory, now }: Comparison, key: string, known: FeedPerson | null): AccountState => {
  if (directory) return directory.accounts.get(foldedKey(key))?.state ?? 'none'
  if (!known) return 'none'
  if (isGone(known.person, now) || known.absent) return 'disabled'
  const { startDate } = known.person
  return startDate !== undefined && beginOf(startDate, known.person) > now ? 'none' : 'enabled'
}
