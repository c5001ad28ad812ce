import type { GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'

/** Deleted objects count for a quarter. https://learn.microsoft.com/entra/identity/users/directory-service-limits-restrictions */
const SHARE_OF_DELETED = 0.25

/** Refuses a further object where the tenant may not hold more. */
export const guardQuota = ({ store }: GraphCall): void => {
  const most = store.tenant.policies?.objectQuota
  if (most === undefined) return
  const live = store.users().length + store.groups().length + store.principals().length + store.applications().length
  if (live + store.deletedObjects().length * SHARE_OF_DELETED >= most) throw new GraphFault('tenant-quota')
}
